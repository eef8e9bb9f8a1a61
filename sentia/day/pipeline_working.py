"""How the numbers of one deal are made, so that they can be redone by hand."""

import numpy as np
import pandas as pd

from sentia.day.pipeline import Pipeline
from sentia.day.wording import figure
from sentia.estimates.deciding import LATEST, SOONEST, WEIGHT
from sentia.estimates.stage_rates import shrunk
from sentia.estimates.timing import EDGES, MIDDLE
from sentia.playbook import Playbook

AFTER = ("silence", "slipped close")  # what lowers the odds once all else is counted
SURE = 0.9995  # what counts so nearly once is not said
LEAST = 1e-6


def odds_steps(deal: str, found: Pipeline) -> pd.DataFrame:
    """One row a reason of a deal's chance: its `words`, how many `times` the odds it makes, the `chance` then.

    The first is the stage's odds. The last are what drawing unsure odds toward even makes of them, what silence
    and a passed close take away, and the rep's own chance where there is one.
    """
    row, reasons = found.deals.loc[deal], found.reasons(deal)
    less = float(shrunk(found.winning.variance.reindex([deal]).fillna(0.0).to_numpy())[0])
    before = [(_why(one["words"]), one["odds"]) for one in reasons if one["factor"] not in AFTER]
    after = [(_why(one["words"]), one["odds"]) for one in reasons if one["factor"] in AFTER]
    whole = np.prod([times for _, times in before])
    toward_even = f"not all of this is sure, which draws the odds toward even (to the power {less:.3f})"
    drawn = [(toward_even, whole ** (less - 1))]
    steps = pd.DataFrame([*before, *(drawn if less < SURE else []), *after], columns=["words", "times"])
    odds = steps["times"].cumprod()
    steps = steps.assign(chance=odds / (1 + odds))
    own = row.get("own_chance", np.nan)
    if pd.notna(own):
        steps = pd.concat([steps, pd.DataFrame([("you know better", np.nan, own)], columns=steps.columns)])
    return steps.reset_index(drop=True)


def _why(words: str) -> str:
    """A reason without its odds, which stand beside it."""
    return words.rpartition(": odds x")[0] or words


def chance_step(deal: str, found: Pipeline) -> str:
    """The chance of a deal as one product of odds."""
    steps = odds_steps(deal, found)
    product = " x ".join(f"{times:.3f}" for times in steps["times"].dropna())
    chance = steps["chance"].iloc[-1]
    return f"Its odds are {product} = {chance / max(1 - chance, LEAST):.3f} to 1, a chance of {chance:.1%}"


def close_steps(deal: str, found: Pipeline, playbook: Playbook) -> list[str]:
    """How the day was found on which a deal is likely to close, if it is won."""
    row, curve = found.deals.loc[deal], found.curve
    age = float(row["age"])
    band = int(np.searchsorted(EDGES, age, side="right") - 1)
    known, end = f"{EDGES[band]:.0f}", f" to {EDGES[band + 1]:.0f}" if band + 1 < len(EDGES) else ""
    own = max(float(curve.days_left(np.array([age]), MIDDLE)[0]), 1.0)
    left = (row["expected_close_on"] - found.on).days
    steps = [
        f"The chance a day of being won, at {known}{end} days of age: ({WEIGHT} + {curve.wins[band]:.0f} won) "
        f"/ ({WEIGHT} x {1 / curve.overall:.0f} + {curve.spent[band]:,.0f} days there) = "
        f"one in {1 / curve.paces[band]:.0f}",
        f"It is {age:.0f} days old; half of those of that age that are won, are within {own:.0f} more days",
    ]
    if pd.isna(left):
        return steps
    if left < 0:
        return [
            *steps,
            f"Its expected close has passed: {own:.0f} x {row['stretch']:g} = {own * row['stretch']:.0f} days",
        ]
    left, trust = np.clip(left, SOONEST, LATEST), playbook.close_trust
    said = f"Its file expects it in {left:.0f} days, which counts {trust:.0%} on the log scale: "
    return [*steps, f"{said}{own:.0f}^{1 - trust:g} x {left:.0f}^{trust:g} = {own * row['stretch']:.0f} days"]


def month_steps(deal: str, found: Pipeline) -> list[str]:
    """What a deal brings to the coming months, and what all of them together do."""
    row, months = found.deals.loc[deal], found.months
    ends = months["until"].dropna()
    by = np.r_[0.0, [found.won_by(end, [deal])[0] for end in ends], 1.0]
    shares = np.diff(by)
    name, most = months.index[int(shares.argmax())], float(shares.max())
    each = float(row["priced"]) if pd.notna(row["priced"]) else 1.0
    what = figure(each, found.currency) if pd.notna(row["priced"]) else "1 deal"
    brings = (
        figure(each * row["win_rate"] * most, found.currency)
        if pd.notna(row["priced"])
        else f"{row['win_rate'] * most:.2f}"
    )
    total = months.loc[name, "likely"]
    total = figure(total, found.currency) if pd.notna(total) else f"{months.loc[name, 'deals']:.1f} deals"
    return [
        f"{name}: {what} x {row['win_rate']:.1%} x {most:.1%} that it closes then, if it is won = {brings}; "
        f"all {len(found.deals):,} deals together {total}"
    ]


def minutes_steps(deal: str, found: Pipeline) -> list[str]:
    """What being in touch with a deal as often as is ideal takes a week."""
    row = found.deals.loc[deal]
    share, cut = row["week_share"], ""
    if share < 1:
        cut = f" x {share:.1%}, as a week has not the time for all deals so often"
    return [
        f"A try takes {row['try_minutes']:.1f} minutes to expect, every {row['every_days']:.0f} days there: "
        f"{row['try_minutes']:.1f} x 7 / {row['every_days']:.0f}{cut} = {row['minutes_a_week']:.1f} minutes a week"
    ]
