"""What all tests share."""

from hypothesis import settings

# A slow machine is no fault of the code: no example has a deadline. All else stays as it is, on CI too.
settings.register_profile("unhurried", settings(), deadline=None)
settings.load_profile("unhurried")
