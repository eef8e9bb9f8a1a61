"""Columns of an understood sheet whose header says nothing, told by what is in them: likely, never sure."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from sentia.book.places import column_letters
from sentia.book.stages import stage_kind
from sentia.workbook.files.cells import NUMBER, TEXT
from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.concepts import read_words
from sentia.workbook.meaning.fields import Slot
from sentia.workbook.meaning.uses import Use
from sentia.workbook.meaning.vocabulary import exact_meanings
from sentia.workbook.values.looks import looks_like

_SURE, _NAMELESS = 0.45, 0.5  # under a header that nobody knows, and under none
_MOST, _SOME = 0.7, 0.3  # of the cells that must look alike; of companies, few of which are written with "Ltd"
_LEAST_ROWS, _MOST_LOOKED_AT = 2, 60  # filled cells; columns
_MOST_STAGES, _LEAST_STAGES = 12, 2  # different words of a column of stages
_WHO = ("opportunities", "contacts", "accounts", "activities", "orders", "quotes")
_STAGE, _STATUS, _AMOUNT = ("opportunities", "stage"), ("opportunities", "status"), ("opportunities", "amount")
_PERSON, _COMPANY, _CHANCE = ("contacts", "name"), ("accounts", "name"), ("opportunities", "probability")
_MARKS = re.compile(r"@|www\.|https?:|\.[a-z]{2,4}(/|$)|\d[\d\s()./+-]{5,}\d|[$€£¥]|\b[A-Z]{3}\b")
_LOOKS = ("email", "phone", "url", "money", "company", "person")
_BY_LOOKS: tuple[tuple[str, Slot, str], ...] = (
    ("email", ("contacts", "email"), "e-mail addresses"),
    ("phone", ("contacts", "phone"), "telephone numbers"),
    ("url", ("accounts", "website"), "addresses on the web"),
)


def told_by_what_is_in_them(columns: Columns, subject: str, uses: Mapping[Slot, Collection[Use]]) -> list[Use]:
    """Uses for columns that have none, by their values, where the field is still free.

    A column whose header means something is never told otherwise. People and companies are told only under no
    header at all, since many columns hold names.
    """
    if subject not in _WHO:
        return []
    taken, free = {use.column for found in uses.values() for use in found}, set(uses)
    found: list[Use] = []
    for column in _unknown(columns, taken):
        use = next(
            (u for u in _told(columns, subject, column) if u.slot not in free and _belongs(u, subject, uses)), None
        )
        if use is not None:
            free.add(use.slot)
            found.append(use)
    return found


def _unknown(columns: Columns, taken: Collection[int]) -> list[int]:
    """Filled columns under no header, or under one that nobody knows."""
    open_ones = [c for c in range(columns.sheet.n_columns) if c not in taken and c not in columns.said]
    unknown = [c for c in open_ones if not _is_known(columns.headers[c])]
    return [c for c in unknown[:_MOST_LOOKED_AT] if len(columns.sample(c)) >= _LEAST_ROWS]


def _is_known(header: str) -> bool:
    return bool(header) and bool(exact_meanings(header) or read_words(header).parts)


def _belongs(use: Use, subject: str, uses: Mapping[Slot, Collection[Use]]) -> bool:
    """Whether rows that are this subject can have the field, and say whose it is."""
    if use.slot[0] == "accounts" and use.slot != _COMPANY:
        return subject == "accounts" or _COMPANY in uses
    if use.slot == _STAGE:
        return subject == "opportunities" and _STATUS not in uses
    return use.slot[0] in ("contacts", "accounts") or use.slot[0] == subject


def _told(columns: Columns, subject: str, column: int) -> Iterator[Use]:
    cells, header = columns.sample(column), columns.headers[column]
    texts = columns.texts(column)
    is_open = may_tell(texts) or (not header and bool((cells.kind == TEXT).any()))
    look = looks_like(cells) if is_open else dict.fromkeys(_LOOKS, 0.0)
    called, sure = header or f"Column {column_letters(column)}", _SURE if header else _NAMELESS

    def use(slot: Slot, share: float, what: str) -> Use:
        return Use(column, called, slot, sure * share, f"told by its values: {share:.0%} are {what}", True)

    for kind, slot, what in _BY_LOOKS:
        if look[kind] >= _MOST:
            yield use(slot, look[kind], what)
    stages = _share_of_stages(columns, column)
    if stages >= _MOST:
        yield use(_STAGE, stages, "stages of a sale")
    if look["money"] >= _MOST:
        yield use(_AMOUNT, look["money"], "amounts of money")
    percent = _share_of_percent(columns, column)
    if percent >= _MOST:
        yield use(_CHANCE, percent, "percentages")
    if not header and not (cells.kind == NUMBER).any():
        if look["company"] >= _SOME:
            yield use(_COMPANY, 1.0, f"names, {look['company']:.0%} of them of companies")
        if look["person"] >= _MOST and subject != "accounts":
            yield use(_PERSON, look["person"], "names of people")


def may_tell(texts: Iterable[str]) -> bool:
    """Whether some text has a mark that an address, a number to call or an amount of money has."""
    return any(_MARKS.search(text) for text in texts)


def _share_of_stages(columns: Columns, column: int) -> float:
    texts = columns.texts(column)
    if not _LEAST_STAGES <= len(texts) <= _MOST_STAGES or len(texts) >= len(columns.sample(column)):
        return 0.0
    return sum(stage_kind(text) != "unknown" for text in texts) / len(texts)


def _share_of_percent(columns: Columns, column: int) -> float:
    texts = columns.texts(column)
    return sum(text.rstrip().endswith("%") for text in texts) / len(texts) if texts else 0.0
