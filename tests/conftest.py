"""What all tests share."""

from hypothesis import settings

# A slow machine is no fault of the code: no example has a deadline. All else stays as hypothesis has it: on CI
# the same examples in every run.
# Forty examples each keep the tests short; the fuzzers in tests/fuzz try far more, by hand.
settings.register_profile("unhurried", settings(), deadline=None, max_examples=40)
settings.load_profile("unhurried")
