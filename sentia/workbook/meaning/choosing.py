"""Which column of a sheet fills which field, and so what the sheet is.

For every kind a sheet may be, each header's meanings compete for the kind's fields: the surest pair goes first,
every header fills one field and most fields take one column. The kind whose fields were filled best wins.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sentia.workbook.meaning import sheet_kinds
from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.neighbours import settle
from sentia.workbook.meaning.sheet_kinds import KINDS, SheetKind, Slot
from sentia.workbook.meaning.uses import Use
from sentia.workbook.meaning.vocabulary import Meaning, meanings_of, subject_named, words

_CARRIED = 0.8  # what is left of the confidence of a field that belongs to another subject
_LEAST_SURE = 0.35
_SURE = 0.6
_MAKES_A_DEAL = 2


@dataclass(frozen=True)
class Choice:
    """What a sheet is taken as: its kind, the columns that fill its fields, and how well they do (points)."""

    kind: SheetKind
    uses: dict[Slot, list[Use]]
    points: float
    is_named: bool

    @property
    def columns(self) -> dict[int, Use]:
        """The use of each column that has one."""
        return {use.column: use for uses in self.uses.values() for use in uses}


def choose(columns: Columns, file: str) -> Choice | None:
    """The kind of a sheet and the use of its columns; None where it holds no records that are known.

    Parameters
    ----------
    columns : Columns
        The sheet below its header.
    file : str
        The file's name, which counts where the sheet's own says nothing.
    """
    named = named_after(columns.sheet.name, file)
    choices = [_choice(kind, columns, kind.subject == named) for kind in KINDS]
    fitting = {
        c.kind.subject: c
        for c in sorted(choices, key=lambda c: c.points)
        if c.kind.fits(c.uses, c.is_named) and c.points >= sheet_kinds.LEAST
    }
    if not fitting or named == "left":
        return None
    return _finest(columns, fitting)


def _finest(columns: Columns, fitting: dict[str, Choice]) -> Choice:
    """The best choice, unless its rows say more than one thing: a deal of a person, one line of an order."""
    best = list(fitting.values())[-1]
    deal, lines = fitting.get("opportunities"), fitting.get("lines")
    if best.kind.subject in ("contacts", "accounts") and deal and (deal.is_named or _is_a_deal(deal)):
        return deal
    if best.kind.subject == "orders" and lines and columns.repeats(best.uses.get(("orders", "order_id"))):
        return lines
    return best


def _is_a_deal(choice: Choice) -> bool:
    said = [
        choice.uses[slot][0]
        for slot in (("opportunities", field) for field in sheet_kinds.OF_A_DEAL)
        if slot in choice.uses
    ]
    said = [use for use in said if words(use.header) != ["lead", "status"] and use.confidence >= _SURE]
    name = choice.uses.get(("opportunities", "name"))
    return len(said) + bool(name and name[0].is_explicit) >= _MAKES_A_DEAL


def named_after(sheet: str, file: str) -> str:
    """The subject that the sheet's name, else the file's, speaks of; "" for neither."""
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return subject_named(sheet) or subject_named(stem)


def _choice(kind: SheetKind, columns: Columns, is_named: bool) -> Choice:
    candidates = settle(kind.subject, columns, list(_candidates(kind, columns)))
    uses = _without_loose_ends(kind, _assign(candidates))
    return Choice(kind, uses, _points(kind, uses) + sheet_kinds.NAMED * is_named, is_named)


def _candidates(kind: SheetKind, columns: Columns) -> Iterator[Use]:
    for column in columns.named:
        header = columns.headers[column]
        for meaning in meanings_of(header):
            slot, factor = _slot_on(kind, meaning)
            if slot is None:
                continue
            factor *= columns.agreement(column, slot)
            yield Use(column, header, slot, meaning.confidence * factor, meaning.why, meaning.is_explicit)


def _slot_on(kind: SheetKind, meaning: Meaning) -> tuple[Slot | None, float]:
    """The field that this meaning would fill on a sheet of this kind, and what is left of its confidence."""
    subject, field = meaning.slot
    if subject == "left":
        return meaning.slot, 1.0
    if subject == kind.subject:
        return meaning.slot, 1.0
    becomes = sheet_kinds.BECOMES.get(meaning.slot, {}).get(kind.subject)
    if becomes and meaning.is_explicit:
        return becomes, _CARRIED
    if subject not in kind.links:
        return None, 0.0
    if meaning.is_explicit and field in sheet_kinds.CARRIED_IF_NAMED.get(subject, ()):
        return meaning.slot, 1.0
    if field in sheet_kinds.CARRIED.get(subject, ()):
        return meaning.slot, 1.0 if meaning.is_explicit else _CARRIED
    return None, 0.0


def _assign(candidates: Iterable[Use]) -> dict[Slot, list[Use]]:
    """Each header to one field and each field to its surest header; some fields take several."""
    uses: dict[Slot, list[Use]] = {}
    taken: set[int] = set()
    for use in sorted(candidates, key=lambda u: (-u.confidence, u.column)):
        takes_several = use.slot in sheet_kinds.SEVERAL or use.slot[0] == "left"
        if use.column in taken or use.confidence < _LEAST_SURE or (use.slot in uses and not takes_several):
            continue
        uses.setdefault(use.slot, []).append(use)
        taken.add(use.column)
    return {slot: found for slot, found in uses.items() if slot[0] != "left"}


def _without_loose_ends(kind: SheetKind, uses: dict[Slot, list[Use]]) -> dict[Slot, list[Use]]:
    """Company details on rows that name no company belong to nobody: they are left alone."""
    names_account = kind.subject == "accounts" or {("accounts", "name"), ("accounts", "account_id")} & set(uses)
    return uses if names_account else {slot: found for slot, found in uses.items() if slot[0] != "accounts"}


def _points(kind: SheetKind, uses: dict[Slot, list[Use]]) -> float:
    own = [use for (subject, _), found in uses.items() if subject == kind.subject for use in found]
    return sum(
        use.confidence
        * (kind.points.get(use.slot[1], sheet_kinds.BARE_WEIGHT) + sheet_kinds.EXPLICIT * use.is_explicit)
        for use in own
    )
