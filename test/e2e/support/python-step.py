"""Runs the script of an aws:executeScript step as Systems Manager does: the job comes as JSON, what the handler returns goes as JSON.

Only the time is another: it begins at the job's moment, and waiting is shorter by the job's factor.
"""

import contextlib
import json
import linecache
import sys
import time
import traceback

FILE = "Script"

job = json.load(sys.stdin)
# So that a traceback shows the script's own lines.
linecache.cache[FILE] = (len(job["script"]), None, job["script"].splitlines(True), FILE)
sleep = time.sleep
time.sleep = lambda seconds: sleep(seconds / job["factor"])
began = time.monotonic()
time.time = lambda: job["now"] / 1000 + time.monotonic() - began
try:
    with contextlib.redirect_stdout(sys.stderr):
        scope = {"__name__": "script"}
        exec(compile(job["script"], FILE, "exec"), scope)
        value = scope[job["handler"]](job["payload"], {"global:REGION": job["region"]})
    json.dump(value, sys.stdout)
except Exception:
    traceback.print_exc()
    sys.exit(1)
