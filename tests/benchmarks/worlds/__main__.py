"""Hidden half-years, planned day after day: `python -m tests.benchmarks.worlds`.

The small form takes under three minutes; `--seeds 12 --days 130` is the long one. With `--kept FILE` what was run
is kept there, and only what is missing runs. Printed are the sales of each rule in each world, as a ratio of
"chance x amount per minute with a cool-off" on the same seeds, with its standard error, and who was left.
"""

import argparse
import json
import sys
from pathlib import Path

import numpy as np

from tests.benchmarks.worlds.deals import MINUTES, Deals, Truth
from tests.benchmarks.worlds.orders import Orders
from tests.benchmarks.worlds.rules import COMPARED_WITH, RULES

TRUTHS = {
    "talks work": Truth(),
    "talks do not last": Truth(effect=0.0),
    "talks do nothing": Truth(effect=0.0, move=0.0),
    "talks too soon harm": Truth(harm=0.2, too_soon=8),
}
WORLDS = (*TRUTHS, "orders only")
WANTED = {"talks work": 1.12, "talks do not last": 1.0, "talks do nothing": 1.0, "talks too soon harm": 1.2}
NOBODY = -1  # a line about no open deal: its minutes pass
OTHER_MINUTES = 8.0


def half_year(name: str, rule: str, seed: int, days: int) -> dict[str, float]:
    """What one rule makes of one half-year."""
    world = Orders(seed, days) if name == "orders only" else Deals(TRUTHS[name], seed, days)
    for now, upcoming in zip(world.workdays, [*world.workdays[1:], np.inf], strict=True):
        left = MINUTES
        for row in RULES[rule](world, now):
            if left <= 0:
                break
            left -= OTHER_MINUTES if row == NOBODY else world.call(row, now)
        world.night(now, upcoming)
    return world.result()


def main() -> None:
    """Run what is missing and print the table."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.worlds")
    asked.add_argument("--seeds", type=int, default=1)
    asked.add_argument("--days", type=int, default=25)
    asked.add_argument("--kept", type=Path)
    asked.add_argument("--worlds", nargs="*", default=WORLDS, choices=WORLDS)
    asked.add_argument("--rules", nargs="*", default=list(RULES), choices=list(RULES))
    given = asked.parse_args()
    kept = _kept(given.kept)
    for name in given.worlds:
        for seed in range(given.seeds):
            for rule in given.rules:
                key = f"{name}|{rule}|{seed}|{given.days}"
                if key not in kept:
                    kept[key] = half_year(name, rule, seed, given.days)
                    _keep(given.kept, key, kept[key])
        sys.stdout.write(_table(name, kept, given))
        sys.stdout.flush()


def _kept(path: Path | None) -> dict[str, dict[str, float]]:
    lines = path.read_text("utf-8").splitlines() if path and path.exists() else []
    return dict(json.loads(line) for line in lines)


def _keep(path: Path | None, key: str, found: dict[str, float]) -> None:
    if path:
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([key, found]) + "\n")


def _table(name: str, kept: dict[str, dict[str, float]], given: argparse.Namespace) -> str:
    """One line a rule: the ratio of sales with its standard error, who was left, the longest wait."""
    wanted = f" (wanted of Sentia: {WANTED[name]})" if name in WANTED else ""
    lines = [f"\n{name}{wanted}: sales, never tried, never reached, longest wait of 99 in 100"]
    for rule in given.rules:
        pairs = [
            (
                kept.get(f"{name}|{rule}|{seed}|{given.days}"),
                kept.get(f"{name}|{COMPARED_WITH}|{seed}|{given.days}"),
            )
            for seed in range(given.seeds)
        ]
        ratios = np.array(
            [mine["sales"] / theirs["sales"] for mine, theirs in pairs if mine and theirs] or [np.nan]
        )
        error = ratios.std(ddof=1) / len(ratios) ** 0.5 if len(ratios) > 1 else np.nan
        never, unreached, wait = (
            np.mean([mine[what] for mine, _ in pairs]) for what in ("never tried", "never reached", "longest wait")
        )
        lines.append(
            f"  {rule:<22} {ratios.mean():.3f} +- {error:.3f}  {never:>5.1%} {unreached:>5.1%} {wait:>4.0f} days"
        )
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
