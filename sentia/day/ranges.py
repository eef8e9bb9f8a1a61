"""The 80% range of a line: what its assumptions and the book's history leave open, combined on the log scale.

Each part of a formula is varied alone, from the low to the high end of its own range, and the parts are combined
as independent. The figure is the middle: where the range is skewed, it is as often more as less. How much of the
range the book's own history answers for says what a line stands on: learned, assumed or both (mixed).
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentia.playbook import Playbook

Numbers = np.ndarray | float
LEARNED, ASSUMED, MIXED = "learned", "assumed", "mixed"
MOSTLY = 2 / 3  # of the range
LEAST = 1e-9


@dataclass(frozen=True)
class Part:
    """One part of a formula: the factors on the whole at its low and at its high end.

    `learned` is how much of that part is the book's own history, from 0 (an assumption) to 1.
    """

    low: Numbers
    high: Numbers
    learned: Numbers = 0.0


def assumption(playbook: Playbook, power: float = 1.0, learned: Numbers = 0.0) -> Part:
    """A part that is right within `band_factor` to that power either way."""
    wide = playbook.band_factor**power
    return Part(1 / wide, wide, learned)


def reply_part(playbook: Playbook, learned: float) -> Part:
    """The chance of a reply, right within the root of `band_factor`; nearer where the book's own tries say it."""
    return assumption(playbook, 0.5 * (1 - learned / 2), learned)


def amount_part(records: pd.DataFrame) -> Part:
    """The amount: no range where it is given; else that of the deals it is assumed to be like."""
    low, high = (records[name] / records["priced"] for name in ("priced_low", "priced_high"))
    return Part(low.fillna(1.0).to_numpy(float), high.fillna(1.0).to_numpy(float))


@dataclass(frozen=True)
class Range:
    """Factors on the middle at the low and at the high end, and how much of what lies between is learned."""

    low: Numbers
    high: Numbers
    learned: Numbers


def combined(parts: Iterable[Part]) -> Range:
    """The range of a product of independent parts.

    Examples
    --------
    >>> found = combined([assumption(Playbook()), Part(0.5, 2.0, learned=1.0)])
    >>> round(float(found.high), 2), round(float(found.learned), 3)
    (2.67, 0.5)
    """
    down, up, width, learned = 0.0, 0.0, LEAST, 0.0
    for part in parts:
        ends = [np.log(np.maximum(end, LEAST)) for end in (part.low, part.high)]
        below, above = np.minimum(np.minimum(*ends), 0), np.maximum(np.maximum(*ends), 0)
        down, up = down + below**2, up + above**2
        width, learned = width + (above - below) ** 2, learned + (above - below) ** 2 * part.learned
    return Range(np.exp(-np.sqrt(down)), np.exp(np.sqrt(up)), learned / width)


def stands_on(learned: pd.Series) -> pd.Series:
    """What lines stand on, by the share of their range that the book's own history answers for.

    Examples
    --------
    >>> stands_on(pd.Series([0.9, 0.5, 0.1])).tolist()
    ['learned', 'mixed', 'assumed']
    """
    words = np.select([learned >= MOSTLY, learned > 1 - MOSTLY], [LEARNED, MIXED], ASSUMED)
    return pd.Series(words, learned.index, dtype="str")


def ranged(total: pd.Series, found: Range) -> dict[str, pd.Series | Numbers]:
    """The columns of a candidate with this total: its low and high end, and what the range stands on."""
    return {"total_low": total * found.low, "total_high": total * found.high, "learned": found.learned}
