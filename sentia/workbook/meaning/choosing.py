"""Which column of a sheet fills which field, and so what the sheet is.

For every kind a sheet may be, each header's meanings compete for the kind's fields: the surest pair goes first,
every header fills one field and most fields take one column. The kind whose fields were filled best wins.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sentia.workbook.meaning import sheet_kinds
from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.left_alone import why_left
from sentia.workbook.meaning.near_misses import CLOSE_TO
from sentia.workbook.meaning.neighbours import settle
from sentia.workbook.meaning.sheet_kinds import KINDS, OFTEN, SheetKind, Slot
from sentia.workbook.meaning.unnamed_columns import told_by_what_is_in_them
from sentia.workbook.meaning.uses import Use
from sentia.workbook.meaning.vendors import UNKNOWN, Vendor
from sentia.workbook.meaning.vocabulary import VENDOR, Meaning, label_of, meanings_of, subject_named, words

_CARRIED = 0.8  # what is left of the confidence of a field that belongs to another subject
_FOREIGN, _OF_OTHERS = 0.94, 0.97  # ... of a meaning in another language than the sheet's, or another vendor's
_LEAST_SURE = 0.35
_SURE = 0.6
_SAID = 2.0  # the confidence of what the rep says: before anything else
_NEARLY, _HALF = 0.66, 0.5  # a header that is only close to a word says half as much for what the sheet is
_MAKES_A_DEAL = 2
_AMOUNT, _RECURRING = ("opportunities", "amount"), ("opportunities", "recurring")
_NAMED_AND_SIZED = {("opportunities", "name"), ("opportunities", "amount")}  # beside a company's name a deal


@dataclass(frozen=True)
class Choice:
    """What a sheet is taken as: its kind, the columns that fill its fields, how well they do (points), whose
    export it is, and why each other column is left alone.
    """

    kind: SheetKind
    uses: dict[Slot, list[Use]]
    points: float
    is_named: bool
    vendor: Vendor = UNKNOWN
    left: Mapping[int, str] = field(default_factory=dict)

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
        if c.kind.fits(c.uses, c.is_named) and (columns.said or c.points >= sheet_kinds.LEAST)
    }
    fitting = {subject: c for subject, c in fitting.items() if _is_as_said(c, columns)}
    if not fitting or (named == "left" and not columns.said):
        return None
    return _explained(columns, _finest(columns, fitting))


def _explained(columns: Columns, choice: Choice) -> Choice:
    """The choice with columns told by their values alone, and why each other column is left."""
    subject = choice.kind.subject
    uses = {slot: list(found) for slot, found in choice.uses.items()}
    for use in told_by_what_is_in_them(columns, subject, uses):
        uses.setdefault(use.slot, []).append(use)
    candidates = settle(subject, columns, list(_candidates(choice.kind, columns)))
    return replace(choice, uses=uses, left=why_left(columns, subject, candidates, uses))


def _finest(columns: Columns, fitting: dict[str, Choice]) -> Choice:
    """The best choice, unless its rows say more than one thing: a deal of a person, one line of an order."""
    best = list(fitting.values())[-1]
    deal, lines = fitting.get("opportunities"), fitting.get("lines")
    if best.kind.subject in ("contacts", "accounts") and deal and (deal.is_named or _is_a_deal(deal)):
        return deal
    if best.kind.subject == "accounts" and not best.is_named and deal and set(deal.uses) >= _NAMED_AND_SIZED:
        return deal
    if best.kind.subject == "activities" and not best.is_named and deal and _is_once(columns, deal):
        return deal
    if best.kind.subject == "orders" and lines and columns.repeats(best.uses.get(("orders", "order_id"))):
        return lines
    return best


def _is_once(columns: Columns, deal: Choice) -> bool:
    """Whether rows with an activity on them are deals none of which stands twice."""
    by = deal.uses.get(("opportunities", "opportunity_id")) or deal.uses.get(("opportunities", "name"))
    return bool(by) and _is_a_deal(deal) and not columns.repeats(by)


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
    open_columns = [use for use in _candidates(kind, columns) if use.column not in columns.said]
    candidates = [*_said(columns), *settle(kind.subject, columns, open_columns)]
    uses = _sized(_without_loose_ends(kind, _assign(candidates)))
    return Choice(kind, uses, _points(kind, uses) + sheet_kinds.NAMED * is_named, is_named, columns.vendor)


def _said(columns: Columns) -> Iterator[Use]:
    """What the rep says columns are, surer than anything a header says."""
    for column, slot in columns.said.items():
        if slot is not None:
            yield Use(column, columns.headers[column], slot, _SAID, "as you said", True)


def _is_as_said(choice: Choice, columns: Columns) -> bool:
    """Whether every column has the field that the rep says, and rows of this kind can hold it."""
    subjects = {choice.kind.subject, *choice.kind.links}
    placed = {use.column: use.slot for use in choice.columns.values()}
    return all(
        slot is None or (placed.get(column) == slot and slot[0] in subjects)
        for column, slot in columns.said.items()
    )


def _candidates(kind: SheetKind, columns: Columns) -> Iterator[Use]:
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
    return [Meaning(*slot, VENDOR, why, slot[0] != "left") for slot in slots] or meanings_of(header)


def _by_whom(columns: Columns, meaning: Meaning) -> float:
    """What is left of the confidence of a meaning in another language than the sheet's, or of another vendor."""
    foreign = meaning.languages and columns.language not in meaning.languages
    if foreign and meaning.why.startswith(CLOSE_TO):
        return 0.0  # a typing error in a language that nothing else on the sheet is in
    foreign = foreign and columns.language
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
    if subject == "left":
        return meaning.slot, 1.0
    if subject == kind.subject:
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


def _sized(uses: dict[Slot, list[Use]]) -> dict[Slot, list[Use]]:
    """What comes in each month or year is the deals' amount where no other column is."""
    recurring = [u for u in uses.get(_RECURRING, ()) if any(set(words(u.header)) & of for of in OFTEN.values())]
    if _AMOUNT in uses or not recurring:
        return uses
    others = [use for use in uses[_RECURRING] if use is not recurring[0]]
    rest = {slot: found for slot, found in uses.items() if slot != _RECURRING}
    return rest | ({_RECURRING: others} if others else {}) | {_AMOUNT: [replace(recurring[0], slot=_AMOUNT)]}


def _points(kind: SheetKind, uses: dict[Slot, list[Use]]) -> float:
    own = [use for (subject, _), found in uses.items() if subject == kind.subject for use in found]
    return sum(
        use.confidence
        * (1.0 if use.confidence > _NEARLY else _HALF)
        * (kind.points.get(use.slot[1], sheet_kinds.BARE_WEIGHT) + sheet_kinds.EXPLICIT * use.is_explicit)
        for use in own
    )
