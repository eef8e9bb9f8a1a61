"""The clock that tests run under: one moment in one zone, going on from there.

Nothing sets it unless a test does, by `at`, or SENTIA_TEST_CLOCK is set for all of them, to a moment such as
"2026-11-28" (at nine) or "2026-12-31T22:30 Pacific/Auckland". A process that a test starts runs under it too where
it is started by `clocked`.
"""

import hashlib
import os
import runpy
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest import mock
from zoneinfo import ZoneInfo

import time_machine

VARIABLE = "SENTIA_TEST_CLOCK"
ZONES = ("UTC", "America/Los_Angeles", "America/Sao_Paulo", "Asia/Kolkata", "Europe/Berlin", "Pacific/Auckland")
FIRST, MINUTES = datetime(2020, 1, 1), 20 * 365 * 24 * 60  # from which a run's own moment is drawn


def moment(text: str) -> datetime:
    """The moment of a text like "2026-12-31T22:30 Pacific/Auckland"; at nine and in UTC where it is short."""
    day, _, zone = text.partition(" ")
    day = day if "T" in day else f"{day}T09:00"
    return datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone or "UTC"))


@contextmanager
def at(text: str) -> Iterator[None]:
    """Let it be this moment, here and in each `clocked` process."""
    with mock.patch.dict(os.environ, {VARIABLE: text}), time_machine.travel(moment(text)):
        yield


def clocked(module: str, *arguments: str) -> list[str]:
    """The command `python -m module arguments`, under the clock of the tests."""
    return [sys.executable, __file__, module, *arguments]


def drawn(seed: str) -> str:
    """A moment that depends on the seed alone, such as the hash of a commit."""
    number = int(hashlib.sha256(seed.encode()).hexdigest(), 16)
    when = FIRST + timedelta(minutes=number % MINUTES)
    return f"{when:%Y-%m-%dT%H:%M} {ZONES[number // MINUTES % len(ZONES)]}"


def start() -> None:
    """Begin with the clock of the environment, for good; the machine's own where none is named."""
    if VARIABLE in os.environ:
        time_machine.travel(moment(os.environ[VARIABLE])).start()


if __name__ == "__main__":
    start()
    sys.argv, sys.path[0] = sys.argv[1:], os.getcwd()
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
