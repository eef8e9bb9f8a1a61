"""What all tests share."""

import gc
import logging
from collections.abc import Iterator

import clocks
import pytest
from hypothesis import settings

clocks.start()
gc.set_threshold(50_000, 20, 20)  # looking for garbage every 700 objects takes a tenth of all the time here

# A slow machine is no fault of the code: no example has a deadline. All else stays as hypothesis has it: on CI
# the same examples in every run.
# Forty examples each keep the tests short; the fuzzers in tests/fuzz try far more, by hand.
settings.register_profile("unhurried", settings(), deadline=None, max_examples=40)
settings.load_profile("unhurried")


class Kept(logging.Handler):
    """The traces of what nobody foresaw: the app shows a sentence in their place, a test has to fail by them."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.traces: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            self.traces.append(logging.Formatter().formatException(record.exc_info))


KEPT = Kept()
for name in ("sentia", "streamlit.error_util"):
    logging.getLogger(name).addHandler(KEPT)


@pytest.fixture(autouse=True)
def unforeseen() -> Iterator[list[str]]:
    """What went wrong unforeseen during a test; one that expects it takes it out of the list."""
    yield KEPT.traces
    traces, KEPT.traces = KEPT.traces, []
    assert not traces, "\n".join(traces)
