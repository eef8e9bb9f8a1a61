"""How long a plan takes, and how far it is from its bound: `python -m tests.benchmarks.planning`.

Days of a realistic shape: 8:00 to 17:30 with lunch and four meetings, heavy-tailed gains, one in eight waiting,
hours on one in five, limits on two kinds, some calls with two subjects. Prints medians and worst cases.
"""

import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from sentia.day.planning.calendar import free_gaps
from sentia.day.planning.plan import Limits, plan

MEETINGS = [(570, 600), (660, 690), (840, 900), (960, 990)]
GAPS = free_gaps(480, 1050, (720, 780), MEETINGS)
BUDGETS = {150: 0.1, 1_000: 0.3, 20_000: 0.4}
NOON = 780
DAYS = 9
Shaped = Callable[[pd.DataFrame], pd.DataFrame]


def candidates(size: int, seed: int) -> pd.DataFrame:
    """One row a candidate of a generated day."""
    random = np.random.default_rng(seed)
    minutes = random.choice(
        [5, 10, 15, 20, 25, 30, 45, 60], size, p=[0.2, 0.25, 0.2, 0.15, 0.08, 0.06, 0.04, 0.02]
    )
    gain = np.round(random.lognormal(3.5, 1.4, size) * random.uniform(0.2, 1, size), 2)
    person = random.integers(0, max(1, int(size * 0.8)), size)
    account = person // 2
    windowed = random.random(size) < 0.2
    opens = random.choice([480, 540, 600, 780, 900], size)
    length = random.choice([60, 120, 180, 300], size)
    frame = pd.DataFrame(
        {
            "gain": np.where(random.random(size) < 0.1, np.nan, gain),
            "minutes": minutes,
            "groups": [(f"person:{p}", f"account:{a}") for p, a in zip(person, account, strict=True)],
            "limit": random.choice(["", "fresh look", "cold call", "grow"], size, p=[0.5, 0.15, 0.15, 0.2]),
            "alike": random.choice(["", "call", "note"], size),
            "earliest": np.where(windowed, opens, np.nan),
            "latest": np.where(windowed, opens + length, np.nan),
            "is_must": random.random(size) < min(0.01, 2 / size),
            "waiting": np.where(random.random(size) < 0.12, random.exponential(20, size), np.nan),
            "due_at": np.nan,
        },
        index=pd.Index([f"c{k:06d}" for k in range(size)], name="candidate_id"),
    )
    return frame.assign(return_per_hour=frame["gain"] / frame["minutes"] * 60)


def of_few_sorts(frame: pd.DataFrame, sorts: int = 5) -> pd.DataFrame:
    """The same people with lines of so few prices, minutes and kinds, as many small customers have them."""
    of = np.random.default_rng(len(frame)).integers(0, sorts, len(frame))
    of_sort = frame.loc[frame["gain"] > 0, ["gain", "minutes", "limit", "alike", "return_per_hour"]].iloc[of]
    return frame.assign(**of_sort.set_axis(frame.index), earliest=np.nan, latest=np.nan)


def limits() -> Limits:
    """The limits of the generated days: a fifth left open, a fifth guaranteed."""
    cap = int(sum(end - start for start, end in GAPS) * 0.8)
    per_class = {"fresh look": (3, None), "cold call": (None, 90)}
    return Limits(cap, cap // 5, per_class, cap // 2, alike_share=0.9, least_gain=1.0)


def measure(size: int, gaps: list[tuple[int, int]], shaped: Shaped) -> tuple[list[float], list[float]]:
    """Processor seconds of each generated day, and its distance from its bound."""
    seconds, distances = [], []
    for seed in range(DAYS):
        frame = shaped(candidates(size, seed))
        begin = time.process_time()
        day = plan(frame, gaps, limits())
        seconds.append(time.process_time() - begin)
        distances.append(1 - day.planned_gain / day.bound)
    return seconds, distances


def main() -> None:
    """Print one line for each size of day."""
    plan(candidates(50, 0), GAPS, limits())
    for size, budget in BUDGETS.items():
        for name, gaps, shaped in (
            ("planned", GAPS, pd.DataFrame.copy),
            ("re-planned from 13:00", [gap for gap in GAPS if gap[0] >= NOON], pd.DataFrame.copy),
            ("of five sorts", GAPS, of_few_sorts),
        ):
            seconds, distances = measure(size, gaps, shaped)
            sys.stdout.write(
                f"{size:>6} candidates {name:<22} {np.median(seconds):.3f} s median, {max(seconds):.3f} s worst "
                f"(budget {budget} s); short of the bound {np.median(distances):.2%}, {max(distances):.2%}\n"
            )


if __name__ == "__main__":
    main()
