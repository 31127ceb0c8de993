"""boto3 as far as a document's Python needs it in a rehearsal: every call goes to the World, and blocks until it has answered."""

import json

from botocore.exceptions import ClientError, error_class
from rehearsal_host import ask


def client(service_name, region_name=None, **_settings):
    return _Client(service_name, region_name)


class _Client:
    def __init__(self, service, region):
        self._service = service
        self._region = region
        self.exceptions = _Exceptions()

    def get_paginator(self, operation_name):
        raise NotImplementedError(f"the rehearsal's boto3 has no paginators ({operation_name})")

    def get_waiter(self, waiter_name):
        raise NotImplementedError(f"the rehearsal's boto3 has no waiters ({waiter_name})")

    def __getattr__(self, name):
        operation = "".join(part.capitalize() for part in name.split("_"))

        def call(**parameters):
            request = {"service": self._service, "region": self._region, "operation": operation, "parameters": parameters}
            answer = ask("call", request)
            if "error" in answer:
                error = answer["error"]
                response = {"Error": {"Code": error["code"], "Message": error["message"]}}
                raise error_class(error["code"])(response, operation)
            return answer["value"]

        return call


class _Exceptions:
    ClientError = ClientError

    def __getattr__(self, code):
        return error_class(code)
