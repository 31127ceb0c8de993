"""A terminal in which a command runs: `terminal.py COMMAND ARGUMENT...`. It is closed when standard input ends."""

import os
import pty
import select
import sys

pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:])

while True:
    ready, _, _ = select.select([sys.stdin, terminal], [], [])
    if sys.stdin in ready:
        break
    os.read(terminal, 65536)

os.close(terminal)
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status) % 256)
