"""Columns worth asking about: read with a thin margin, or unused though they look like what is missing."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.fields import Slot
from sentia.workbook.meaning.profiles import is_blank
from sentia.workbook.meaning.roles import roles
from sentia.workbook.meaning.score import Reading

# What a look of values may be, where nothing else on the sheet is it.
_LOOKS: Mapping[str, tuple[str, ...]] = {
    "money": ("amount",),
    "stageish": ("stage", "status"),
    "personish": ("person", "owner"),
    "date": ("created", "expected_close", "next_step_on", "last_touch", "done_at", "sent_on", "ordered_on"),
}
_ONE_IS_ENOUGH = ("stageish", "money")  # a sheet that has one of these lacks none
_MOSTLY = 0.6  # share of the values that look so
_LEAST = -3.0  # log-odds against leaving it alone below which nobody asks
_THIN = 1.0  # log-odds between two readings that are as good as each other


def doubts(
    columns: Columns,
    reading: Reading,
    shapes: Sequence[Mapping[str, float]],
    uses: Mapping[Slot, Collection],
    known: Collection[int],
) -> dict[int, tuple[Slot, ...]]:
    """What else each doubtful column may be, the likeliest first.

    Parameters
    ----------
    columns : Columns
        The sheet below its header.
    reading : Reading
        What it was read as.
    shapes : sequence of mapping
        The profile of each column's values.
    uses : mapping of slot to collection of Use
        The fields that are filled.
    known : collection of int
        Columns of a known spelling, of which nobody asks.
    """
    taken = {use.column for found in uses.values() for use in found}
    asked = [c for c in columns.named if c not in known and c not in columns.said and not is_blank(shapes[c])]
    found = {c: _near(reading, c, uses) if c in taken else _looks(reading, shapes[c], c, uses) for c in asked}
    return {column: others for column, others in found.items() if others}


def _near(reading: Reading, column: int, uses: Mapping[Slot, Collection]) -> tuple[Slot, ...]:
    """The fields that nothing fills and that the column is as likely to be as what it was taken for."""
    odds, place = reading.odds[column], reading.roles[column]
    near = [p for p in np.argsort(-odds).tolist() if p not in (0, place) and odds[p] > max(odds[place] - _THIN, 0)]
    slots = dict.fromkeys(roles()[p].on[reading.kind] for p in near)
    return tuple(slot for slot in slots if slot not in uses)


def _looks(
    reading: Reading, shape: Mapping[str, float], column: int, uses: Mapping[Slot, Collection]
) -> tuple[Slot, ...]:
    """The fields that nothing fills, and that an unused column looks like by its values."""
    found: dict[Slot, float] = {}
    for look, names in _LOOKS.items():
        places = [p for p, role in enumerate(roles()) if role.name in names and reading.kind in role.on]
        slots = {p: roles()[p].on[reading.kind] for p in places}
        is_filled = look in _ONE_IS_ENOUGH and any(slot in uses for slot in slots.values())
        if shape.get(look, 0.0) >= _MOSTLY and not is_filled:
            found |= {slot: float(reading.odds[column, p]) for p, slot in slots.items() if slot not in uses}
    likely = [slot for slot, odds in found.items() if odds > _LEAST]
    return tuple(sorted(likely, key=lambda slot: -found[slot]))
