"""botocore.exceptions as far as a document's Python needs it in a rehearsal."""

_classes = {}


class ClientError(Exception):
    def __init__(self, error_response, operation_name):
        error = error_response.get("Error", {})
        super().__init__(
            f"An error occurred ({error.get('Code')}) when calling the {operation_name} operation: {error.get('Message')}"
        )
        self.response = error_response
        self.operation_name = operation_name


def error_class(code):
    """The class of that error code, one and the same at every call, so that it can be caught by type."""
    return _classes.setdefault(code, type(code, (ClientError,), {}))
