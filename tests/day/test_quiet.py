import subprocess
import sys

NOISY = """
import os, threading
from sentia.day.planning.quiet import quiet
print("before", end="")
with quiet():
    os.write(1, b"chatter")
    with quiet():
        os.write(1, b"more chatter")
    os.write(1, b"still chatter")
print(" after", end="", flush=True)
"""
THREADS = """
import os, threading
from sentia.day.planning.quiet import quiet
inside, leave = threading.Event(), threading.Event()
def first():
    with quiet():
        inside.set()
        leave.wait()
thread = threading.Thread(target=first)
thread.start()
inside.wait()
with quiet():
    leave.set()
    thread.join()
    os.write(1, b"chatter")
print("after", end="", flush=True)
"""
CLOSED = """
import os, sys
from sentia.day.planning.quiet import quiet
os.close(1)
with quiet():
    sys.stderr.write("ran")
"""
PLANNING = """
import pandas as pd
from sentia.day.planning.plan import Limits, plan
nan = float("nan")
day = pd.DataFrame({"gain": [9.0, 7.0, 5.0], "minutes": [30, 20, 25], "return_per_hour": [18.0, 21.0, 12.0],
    "groups": [(), (), ()], "limit": "", "earliest": nan, "latest": nan, "is_must": False, "waiting": nan,
    "due_at": nan}, index=["a", "b", "c"])
assert len(plan(day, [(540, 590)], Limits(50)).chosen) == 2
"""


def run(code: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)


def test_what_a_solver_prints_is_gone_and_what_was_printed_before_and_after_is_not():
    assert run(NOISY).stdout == "before after"


def test_a_block_that_ends_first_does_not_let_another_thread_be_heard():
    assert run(THREADS).stdout == "after"


def test_a_program_without_standard_output_still_runs():
    assert run(CLOSED).stderr == "ran"


def test_planning_writes_nothing_to_standard_output():
    assert run(PLANNING).stdout == ""
