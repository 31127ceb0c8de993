"""Takes from the interpreter what leads to JavaScript, before the first script. A fence: the wall is the process, which has nothing."""

import gc
import os
import sys

_PACKAGES = ("js", "pyodide_js", "pyodide", "_pyodide", "_pyodide_core")


def seal():
    os.environ.clear()
    sys.meta_path[:] = [finder for finder in sys.meta_path if not _is_pyodide(finder)]
    for name in [name for name in sys.modules if name.partition(".")[0] in _PACKAGES]:
        # Some are no modules but JavaScript objects, which have no such dictionary.
        getattr(sys.modules[name], "__dict__", {}).clear()
        # So that an import says that there is no such module.
        sys.modules[name] = None
    for finder in gc.get_objects():
        if type(finder).__name__ in ("JsFinder", "JsLoader"):
            vars(finder).clear()
    gc.collect()


def _is_pyodide(finder):
    kind = finder if isinstance(finder, type) else type(finder)
    return kind.__module__.partition(".")[0] in _PACKAGES
