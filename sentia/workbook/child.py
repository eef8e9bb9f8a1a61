"""The process that reads one file and ends: `python -m sentia.workbook.child`.

Takes the file's name as a line of JSON and then its bytes on standard input; answers on standard output with
Arrow streams, one a sheet, and exit code 0, or with one sentence and exit code REFUSED. Any other end means
that the file took the process down, which is what it is for.
"""

import gc
import json
import os
import sys

MEMORY = 1_500_000_000  # bytes that reading one file may take
REFUSED = 3


def _bound_memory() -> None:
    try:
        import resource  # not on Windows, where the limits of the preflight stand alone
    except ImportError:
        return
    _, hardest = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY if hardest == resource.RLIM_INFINITY else min(MEMORY, hardest)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hardest))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):  # macOS knows the limit and does not let it be set
        return


def _import_lightly() -> None:
    """Keep pyarrow from importing pandas and numpy, which cost more than reading a small file does."""
    sys.modules["pandas"] = None
    sys.modules["numpy"] = None


def _answer() -> int:
    from sentia.errors import UnreadableFile
    from sentia.workbook.files.opening import open_sheets
    from sentia.workbook.files.packing import write

    file = json.loads(sys.stdin.buffer.readline())
    try:
        batches = open_sheets(file, sys.stdin.buffer.read())
    except UnreadableFile as refusal:
        sys.stdout.buffer.write(str(refusal).encode())
        return REFUSED
    write(batches, sys.stdout.buffer)
    return 0


if __name__ == "__main__":
    gc.disable()  # millions of cells and not one cycle among them
    _bound_memory()
    _import_lightly()
    code = _answer()
    sys.stdout.buffer.flush()
    os._exit(code)  # the system takes millions of cells back faster than Python does
