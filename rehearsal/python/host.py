"""Runs the script of an aws:executeScript step. The World answers `ask`, and virtual time passes while it does."""

import functools
import json
import linecache
import random
import sys
import time
import traceback
import types

FILE = "Script"

_heard = open("/dev/world", "rb")
_said = open("/dev/world", "wb", buffering=0)


class Cancelled(BaseException):
    """The execution was stopped; a script does not catch it by catching Exception."""


def ask(kind, request):
    _say(json.dumps({"kind": kind, "request": request}))
    answer = json.loads(_heard.readline())
    if answer.get("cancelled"):
        raise Cancelled()
    return answer


def serve():
    """Runs one job after the other, for ever."""
    while True:
        _say(_run(json.loads(_heard.readline())))


def _say(text):
    _said.write(text.encode() + b"\n")


def _run(job):
    """Calls the handler; returns JSON with `value`, or with the traceback in `error`."""
    random.seed(job["seed"])
    # So that a traceback shows the script's own lines.
    linecache.cache[FILE] = (len(job["script"]), None, job["script"].splitlines(True), FILE)
    try:
        scope = {"__name__": "script"}
        exec(_compiled(job["script"]), scope)
        value = scope[job["handler"]](job["payload"], {"global:REGION": job["region"]})
        return json.dumps({"value": value})
    except Cancelled:
        return json.dumps({"cancelled": True})
    except BaseException as error:
        return json.dumps({"error": _traceback_of(error)})


@functools.lru_cache(maxsize=16)
def _compiled(script):
    return compile(script, FILE, "exec")


def _traceback_of(error):
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == FILE]
    lines = ["Traceback (most recent call last):\n", *traceback.format_list(frames)]
    return "".join([*lines, *traceback.format_exception_only(error)]).rstrip()


time.sleep = lambda seconds: ask("sleep", seconds)
sys.modules["rehearsal_host"] = types.SimpleNamespace(ask=ask)
