"""Every kind of work: one file each in this room, found by being there, the most urgent first."""

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import sentia.work as room


def _kinds() -> tuple[ModuleType, ...]:
    modules = [import_module(f"{room.__name__}.{found.name}") for found in iter_modules(room.__path__)]
    return tuple(sorted((one for one in modules if hasattr(one, "KIND")), key=lambda one: (one.RANK, one.KIND)))


KINDS = _kinds()
BY_NAME = {kind.KIND: kind for kind in KINDS}
