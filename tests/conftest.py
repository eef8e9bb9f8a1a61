"""What all tests share."""

from hypothesis import settings

# A slow machine is no fault of the code: no example has a deadline. All else stays as hypothesis has it: on CI
# the same examples in every run.
settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")
