"""A file saved in one step: whole or not at all."""

import os
import secrets
import shutil
from pathlib import Path

from sentia.errors import CannotWrite


def save(target: Path, data: bytes) -> None:
    """Write the bytes to a path through a file beside it, which then takes its place.

    Raises
    ------
    CannotWrite
        The folder cannot be written to, or the file there is open in another program.
    """
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        beside.write_bytes(data)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CannotWrite(f"{target.parent} cannot be written to ({error.strerror}); choose another.") from None
    try:
        if target.exists():
            shutil.copymode(target, beside)
        os.replace(beside, target)
    except PermissionError:
        raise CannotWrite(f"{target.name} is open elsewhere; close it in Excel, then save again.") from None
    except OSError as error:
        raise CannotWrite(f"{target.name} could not be saved ({error.strerror}); choose another name.") from None
    finally:
        beside.unlink(missing_ok=True)
