"""What known spellings say of the columns of a table: which fields they would fill, and how sure that is."""

from collections.abc import Iterable, Iterator

from sentia.workbook.meaning import sheet_kinds
from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.neighbours import settle
from sentia.workbook.meaning.sheet_kinds import SheetKind, Slot
from sentia.workbook.meaning.uses import Use
from sentia.workbook.meaning.vocabulary import VENDOR, Meaning, exact_meanings, label_of, words

_LEAST_SURE = 0.35
_NEARLY, _HALF = 0.66, 0.5  # a header that is hardly a known one says half as much for what the sheet is
_CARRIED = 0.8  # what is left of the confidence of a field that belongs to another subject
_FOREIGN, _OF_OTHERS = 0.94, 0.97  # ... of a meaning in another language than the sheet's, or another vendor's


def spelled_uses(kind: SheetKind, columns: Columns) -> list[Use]:
    """What each column's known spelling would have it fill on a sheet of this kind, beside its neighbours."""
    return settle(kind.subject, columns, [u for u in _uses(kind, columns) if u.column not in columns.said])


def _uses(kind: SheetKind, columns: Columns) -> Iterator[Use]:
    for column in columns.named:
        header = columns.headers[column]
        for meaning in _meanings(columns, header):
            slot, factor = _slot_on(kind, meaning)
            if slot is None:
                continue
            factor *= columns.agreement(column, slot) * _by_whom(columns, meaning)
            why = _why(columns, meaning)
            yield Use(column, header, slot, meaning.confidence * factor, why, meaning.is_explicit)


def _meanings(columns: Columns, header: str) -> Iterable[Meaning]:
    """What a header means: to its vendor, where that is particular to it, else to anybody."""
    slots = columns.vendor.reads.get("".join(words(header)), ())
    why = f"as {columns.vendor.name} uses it"
    if slots:
        return [Meaning(*slot, VENDOR, why, slot[0] != "left") for slot in slots]
    found = exact_meanings(header)
    ours = [one for one in found if not one.languages or columns.language in one.languages]
    return ours if columns.language and any(one.languages for one in ours) else found


def _by_whom(columns: Columns, meaning: Meaning) -> float:
    """What is left of the confidence of a meaning in another language than the sheet's, or of another vendor."""
    foreign = meaning.languages and columns.language and columns.language not in meaning.languages
    others = meaning.vendors and columns.vendor and columns.vendor.name not in meaning.vendors
    return (_FOREIGN if foreign else 1.0) * (_OF_OTHERS if others else 1.0)


def _why(columns: Columns, meaning: Meaning) -> str:
    if columns.language in meaning.languages and meaning.why.split(" ")[0] in meaning.languages:
        return f"{columns.language} for {label_of(*meaning.slot)}"
    is_its = columns.vendor.name in meaning.vendors and meaning.why.startswith("as ")
    return f"as {columns.vendor.name} spells it" if is_its else meaning.why


def _slot_on(kind: SheetKind, meaning: Meaning) -> tuple[Slot | None, float]:
    """The field that this meaning would fill on a sheet of this kind, and what is left of its confidence."""
    subject, name = meaning.slot
    if subject in ("left", kind.subject):
        return meaning.slot, 1.0
    becomes = sheet_kinds.BECOMES.get(meaning.slot, {}).get(kind.subject)
    if becomes and meaning.is_explicit:
        return becomes, _CARRIED
    if subject not in kind.links:
        return None, 0.0
    if meaning.is_explicit and name in sheet_kinds.CARRIED_IF_NAMED.get(subject, ()):
        return meaning.slot, 1.0
    if name in sheet_kinds.CARRIED.get(subject, ()):
        return meaning.slot, 1.0 if meaning.is_explicit else _CARRIED
    return None, 0.0


def spelled_points(kind: SheetKind, uses: Iterable[Use], is_named: bool) -> float | None:
    """How much the known spellings alone say for a kind of sheet; None where it cannot be one by them."""
    chosen: dict[Slot, list[Use]] = {}
    taken: set[int] = set()
    for use in sorted(uses, key=lambda u: (-u.confidence, u.column)):
        is_free = use.slot not in chosen or use.slot in sheet_kinds.SEVERAL or use.slot[0] == "left"
        if use.column not in taken and use.confidence >= _LEAST_SURE and is_free:
            chosen.setdefault(use.slot, []).append(use)
            taken.add(use.column)
    if not kind.fits(chosen, is_named):
        return None
    own = [use for (subject, _), found in chosen.items() if subject == kind.subject for use in found]
    return sum(_worth(kind, use) for use in own) + sheet_kinds.NAMED * is_named


def _worth(kind: SheetKind, use: Use) -> float:
    sure = use.confidence * (1.0 if use.confidence > _NEARLY else _HALF)
    return sure * (kind.points.get(use.slot[1], sheet_kinds.BARE_WEIGHT) + sheet_kinds.EXPLICIT * use.is_explicit)
