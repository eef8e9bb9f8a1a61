"""What all tests share."""

import gc

import clocks
from hypothesis import settings

clocks.start()
gc.set_threshold(50_000, 20, 20)  # looking for garbage every 700 objects takes a tenth of all the time here

# A slow machine is no fault of the code: no example has a deadline. All else stays as hypothesis has it: on CI
# the same examples in every run.
# Forty examples each keep the tests short; the fuzzers in tests/fuzz try far more, by hand.
settings.register_profile("unhurried", settings(), deadline=None, max_examples=40)
settings.load_profile("unhurried")
