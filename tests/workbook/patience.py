"""How long a test waits before it says that something hangs.

Not a budget: shared machines are slow at times. Seconds are measured by `tests/benchmarks`, by hand.
"""

HANGS = 25.0
