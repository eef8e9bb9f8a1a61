"""Why a candidate is not in the day, in a short sentence."""

import numpy as np
import pandas as pd

from sentia.day.planning.choices import MIDNIGHT, NO_CLASS, Choices
from sentia.day.planning.placing import Placing

HOUR = 60
NO_MINUTES, PAYS_LESS = "no minutes left", "pays less than the hour is worth: "
FEW = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def left_out(placing: Placing, price_per_hour: float, passed: np.ndarray) -> pd.DataFrame:
    """The candidates that are not in the day: index candidate_id, column `why`, by return per hour, then id.

    `price_per_hour` is what an hour is worth (dollars); those in `passed` waited and found no place, so what
    they pay is not why. Of several reasons the first is given. Those of unknown return come last.
    """
    choices = placing.choices
    rows = np.setdiff1d(np.arange(len(choices)), placing.rows)
    rows = rows[np.argsort(-np.nan_to_num(choices.per_hour[rows], nan=-np.inf), kind="stable")]
    reasons = _reasons(placing, price_per_hour, passed)
    why = np.full(len(choices), NO_MINUTES, object)
    for holds, words in reversed(reasons):
        why[holds] = words if isinstance(words, str) else words[holds]
    index = pd.Index(choices.ids[rows], dtype="str", name="candidate_id")
    return pd.DataFrame({"why": pd.Series(why[rows], index, dtype="str")})


def _reasons(
    placing: Placing, price_per_hour: float, passed: np.ndarray
) -> list[tuple[np.ndarray, str | np.ndarray]]:
    choices = placing.choices
    idle = np.isnan(choices.waiting) & ~choices.is_must
    short = choices.minutes * price_per_hour / HOUR - choices.gain
    no_gap = _no_gap(choices)
    return [
        (placing.done(), "is done in the same call"),
        (choices.sharing(placing.rows), _already(placing)),
        (idle & ~choices.is_priced, "what it is worth is not known"),
        (idle & (choices.gain <= 0), "worth nothing today"),
        (~choices.fits.any(axis=1), no_gap),
        (placing.class_full(), _enough(placing)),
        ((short > 0) & choices.is_priced & ~passed & ~choices.is_must, _short(short)),
        (_has_hours(choices), no_gap),
    ]


def clock(minute: int) -> str:
    """A minute after midnight as a clock shows it.

    Examples
    --------
    >>> clock(545)
    '09:05'
    """
    return f"{minute // HOUR:02d}:{minute % HOUR:02d}"


def _already(placing: Placing) -> np.ndarray:
    """Of each candidate, what it shares with the day: "the same person is already in the day"."""
    choices = placing.choices
    shared = np.isin(choices.group, choices.groups_of(placing.rows))
    words = np.array([f"the same {_kind(name)} is already in the day" for name in choices.group_names], object)
    why = np.full(len(choices), "", object)
    why[choices.member[shared]] = words[choices.group[shared]]
    return why


def _kind(group: str) -> str:
    """What a group's key stands for: "person" in "person:ana@x"."""
    return group.split(":", 1)[0] if ":" in group else "one"


def _has_hours(choices: Choices) -> np.ndarray:
    return (choices.opens > 0) | (choices.closes < MIDNIGHT)


def _no_gap(choices: Choices) -> np.ndarray:
    """Of each candidate, between which hours it finds no gap, or that it is longer than any."""
    hours = pd.Series(list(zip(choices.opens.tolist(), choices.closes.tolist(), strict=True)), dtype=object)
    words = {span: f"does not fit between {clock(span[0])} and {clock(span[1])}" for span in hours.unique()}
    return np.where(_has_hours(choices), hours.map(words).to_numpy(object), "longer than any free gap")


def _enough(placing: Placing) -> np.ndarray:
    """Of each candidate of a kind with a limit, how many or how many minutes of it are enough."""
    limit = placing.choices.limit
    held = np.bincount(limit[placing.rows] + 1, minlength=len(placing.limits.classes) + 1)[1:]
    per_class = zip(placing.limits.counts, placing.limits.minutes, held, strict=True)
    words = [_enough_words(count, minutes, here) for count, minutes, here in per_class]
    return np.array([*words, ""], object)[np.where(limit == NO_CLASS, len(words), limit)]


def _enough_words(count: int | None, minutes: int | None, held: int) -> str:
    if count is None or held < count:
        return f"{minutes} minutes of that kind are enough for one day"
    number = FEW[count] if count < len(FEW) else str(count)
    return f"{number} of that kind {'is' if count == 1 else 'are'} enough for one day"


def _short(short: np.ndarray) -> np.ndarray:
    """Of each candidate, by how much it pays less than its minutes are worth."""
    dollars = pd.Series(np.where(short > 0, short, 0))
    amount = dollars.round().map("${:,.0f}".format).where(dollars >= 1, "less than $1")
    return (PAYS_LESS + amount.astype("str") + " short").to_numpy(object)
