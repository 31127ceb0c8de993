"""Runs scripts of aws:executeScript steps, one after the other: jobs come as JSON lines, and two lines answer each, its process and its end.
The first line of all says that it is ready.

Each runs in a process of its own, which can be killed as Systems Manager ends a step, and starts with boto3 loaded. Only waiting is
shorter than in Systems Manager.
"""

import contextlib
import gc
import json
import linecache
import os
import sys
import time
import traceback

import boto3
import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

FILE = "Script"
FACTOR = 1000

sleep = time.sleep
slept = 0


def short_sleep(seconds):
    global slept
    slept += seconds
    sleep(seconds / FACTOR)


def tell(**line):
    print(json.dumps(line), flush=True)


def run(job):
    if "readTimeoutSeconds" in job:
        session = botocore.session.get_session()
        session.set_default_client_config(Config(read_timeout=job["readTimeoutSeconds"]))
        boto3.client = boto3.Session(botocore_session=session).client
    # So that a traceback shows the script's own lines.
    linecache.cache[FILE] = (len(job["script"]), None, job["script"].splitlines(True), FILE)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            scope = {"__name__": "script"}
            exec(compile(job["script"], FILE, "exec"), scope)
            value = scope[job["handler"]](job["payload"], {})
        tell(value=value, sleptSeconds=slept)
    except Exception:
        tell(traceback=traceback.format_exc(), sleptSeconds=slept)


time.sleep = short_sleep
# A client takes longer to make than all that a script does with it, and its first call longer than all others.
clients = {"lambda": boto3.client("lambda"), "dynamodb": boto3.client("dynamodb")}
with contextlib.suppress(ClientError):
    clients["lambda"].get_function_configuration(FunctionName="nobody")
with contextlib.suppress(ClientError):
    clients["dynamodb"].get_item(TableName="none", Key={"url": {"S": "none"}})
# No process shares a connection with another.
for client in clients.values():
    client.close()
# All are of one region.
boto3.client = lambda service, region_name=None: clients[service]
# A process that lives for milliseconds has no garbage to look for, and looking would copy all that it shares.
gc.disable()
tell(ready=True)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        tell(pid=os.getpid())
        run(json.loads(line))
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status != 0:
        tell(killed=-status)
