"""The candidates of a day with the rep's own judgement: pins, an own chance, worth or minutes, and who says so."""

import numpy as np
import pandas as pd

from sentia.day.actions import own
from sentia.day.desk import Desk
from sentia.day.judgement import YOURS, ours_words
from sentia.day.pins import best_of_each, pinned, pins_of
from sentia.day.ranges import stands_on
from sentia.day.wording import brief, figure, money
from sentia.estimates.effort import on_grid

TOTALS = ["total", "total_low", "total_high", "worth"]


def add_own_numbers(actions: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """The rep's minutes in place of ours, and own chances and worths where the kind's formula has not used them.

    Adds `our_total`, the total before such a chance or worth multiplied it, `our_minutes` (both NaN where the rep
    said nothing) and `own_note`, the rep's reason.
    """
    said = desk.judgements.of(actions, actions["kind"])
    chance = said["win_rate"].where(actions["own_chance"].isna() & (actions["win_rate"] > 0))
    worth = said["worth"].where(actions["own_size"].isna() & (actions["pot_size"] > 0) & ~_is_own(actions))
    by_chance, by_worth = chance / actions["win_rate"], worth / actions["pot_size"]
    scale = by_chance.fillna(1.0) * by_worth.fillna(1.0)
    scaled = actions.assign(
        **{name: actions[name] * scale for name in TOTALS},
        win_rate=chance.fillna(actions["win_rate"]),
        pot_size=worth.fillna(actions["pot_size"]),
        own_chance=actions["own_chance"].fillna(chance),
        our_chance=actions["our_chance"].fillna(actions["win_rate"].where(chance.notna())),
        own_size=actions["own_size"].fillna(worth),
        our_size=actions["our_size"].fillna(actions["pot_size"].where(worth.notna())),
        our_total=actions["total"].where(scale != 1),
        own_note=said["notes"],
    )
    return _with_minutes(scaled, said["minutes"], desk)


def _with_minutes(actions: pd.DataFrame, said: pd.Series, desk: Desk) -> pd.DataFrame:
    """The stated minutes are both what to expect and, on the grid, the slot; an own line needs no answer."""
    is_own = _is_own(actions)
    minutes = actions["own_minutes"].fillna(said)
    usual = minutes.where(minutes.notna() | ~is_own, desk.playbook.minutes_live[own.KIND])
    is_said = actions["own_chance"].notna() | actions["own_size"].notna() | is_own
    basis = stands_on(actions["learned"]).mask(is_said, YOURS)
    return actions.assign(
        our_minutes=actions["expected_minutes"].where(minutes.notna() & ~is_own),
        own_minutes=minutes,
        expected_minutes=usual.fillna(actions["expected_minutes"]),
        minutes=on_grid(usual).fillna(actions["minutes"]),
        progress_chance=actions["progress_chance"].mask(is_own),
        basis=basis,
    )


def _is_own(actions: pd.DataFrame) -> pd.Series:
    return actions["kind"] == own.KIND


def add_said_so(actions: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """Add to `because` what the rep judges otherwise, and what is ours beside it."""
    said = actions[["own_chance", "own_size", "our_minutes", "own_note"]].notna().any(axis="columns")
    some = actions.loc[said | actions["is_pinned"]]
    if some.empty:
        return actions
    words = [" · ".join([line["because"], *said_words(line, desk)]) for _, line in some.T.items()]
    return actions.assign(because=actions["because"].where(~actions.index.isin(some.index), _aligned(words, some)))


def _aligned(words: list[str], some: pd.DataFrame) -> pd.Series:
    return pd.Series(words, some.index, dtype="str")


def said_words(line: pd.Series, desk: Desk) -> list[str]:
    """What the rep says of one line, each with ours beside it."""
    words = []
    if pd.notna(line["own_chance"]):
        words.append(f"your chance {line['own_chance']:.0%}, ours {line['our_chance']:.0%}")
    if pd.notna(line["own_size"]):
        ours = ours_words(line["our_size"], desk.currency)
        words.append(f"your worth {money(line['own_size'], desk.currency)}, {ours}")
    if pd.notna(line["our_minutes"]):
        words.append(f"your minutes {line['own_minutes']:g}, ours {line['our_minutes']:.0f}")
    if line["is_pinned"]:
        words.append("pinned by you")
    if isinstance(line["own_note"], str):
        words.append(f"you say: {brief(line['own_note'])}")
    return words


def scaled_words(line: pd.Series, desk: Desk) -> list[str]:
    """How an own chance or worth that the formula does not hold multiplies our total."""
    if pd.isna(line["our_total"]):
        return []
    before, after = (figure(line[name], desk.currency) for name in ("our_total", "total"))
    factors = [(line["own_chance"], line["our_chance"], "{:.2%}"), (line["own_size"], line["our_size"], "{:.2f}")]
    by = [f"{f.format(own)} / {f.format(ours)}" for own, ours, f in factors if pd.notna(own)]
    return [f"By what you say: {before} x {' x '.join(by)} = {after} against never"]


def with_pins(actions: pd.DataFrame, desk: Desk) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The actions with `is_pinned` (False yet), and which pin each is about; a pin lifts the cool-off.

    The second frame has a column a pin that holds today (see `pins.pins_of`).
    """
    about = pinned(actions, pins_of(desk), desk)
    return actions.assign(is_agreed=actions["is_agreed"] | about.any(axis="columns"), is_pinned=False), about


def must_be(actions: pd.DataFrame, about: pd.DataFrame) -> pd.DataFrame:
    """The best action of each pin is a must today."""
    best = actions.index.isin(best_of_each(actions, about.loc[actions.index]))
    return actions.assign(is_pinned=actions["is_pinned"] | best, is_must=actions["is_must"] | best)


def lines_for_pins(actions: pd.DataFrame, about: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """An own line for each pin that no action is about."""
    pins = pins_of(desk)
    has_line = about.loc[actions.index].any()
    missing = pins.loc[~pins.index.isin(has_line.index[has_line])]
    return own.pinned_lines(missing, desk).assign(is_pinned=True) if len(missing) else actions.iloc[:0]


def not_taken_up(actions: pd.DataFrame, desk: Desk) -> list[str]:
    """A sentence for each pin and own line that is no candidate because nobody there may be asked today.

    `actions` are all candidates, before what the log settles is taken out.
    """
    wanted = own.candidates(desk)
    kept = set(actions["serves"].explode())
    ids = wanted["kind"] + "|" + wanted["pot"]
    lost = [f"Your own line “{topic}”" for topic in wanted.loc[~ids.isin(kept), "topic"]]
    pins = pins_of(desk)
    about = pinned(actions, pins, desk)
    own_ids = f"{own.KIND}|{own.PIN}" + pins.index.to_series().astype("str")
    is_lost = [not (about[key].any() or own_ids[key] in kept) for key in pins.index]
    lines = own.pinned_lines(pins.loc[np.array(is_lost, dtype=bool)], desk)
    lost += [f"What you pinned, “{topic}”," for topic in lines["topic"]]
    return [f"{what} is not in the day: they asked to be left alone, or said no." for what in lost]
