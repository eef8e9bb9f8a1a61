"""What a header means beside its neighbours: the same word stands for different things on different sheets."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.concepts import read_words
from sentia.workbook.meaning.spellings import data
from sentia.workbook.meaning.uses import Use
from sentia.workbook.meaning.vocabulary import words

Slot = tuple[str, str]

_PLAIN, _WEIGHTED = "plain", "weighted"
_ODOO = {"salesperson", "expectedclosing", "proratedrevenue", "salesteam"}
_DOUBTFUL, _SURE = 0.55, 0.8
_STAGE_LIKE = 0.34  # of a status column's distinct words that must be stages well into a sale
_OUTCOMES = {"won", "lost"}
_PLAIN_STATUS = {"open", "won", "lost", "deleted", "closed", "active", "archived", "closed won", "closed lost"}
_WELL_INTO_A_SALE = {"info sent", "meeting", "quote", "negotiation", "verbal"}
_AMOUNT, _STATUS, _STAGE = ("opportunities", "amount"), ("opportunities", "status"), ("opportunities", "stage")
_PERSON, _COMPANY, _DEAL = ("contacts", "name"), ("accounts", "name"), ("opportunities", "name")
_CHANCE = ("opportunities", "probability")
_EXPECTED, _CLOSED = ("opportunities", "expected_close_on"), ("opportunities", "closed_on")
_BARE_CLOSE = {"close", "closedate", "closingdate", "closing", "dateclosed"}
_LEFT = 0.9  # the confidence that a column is left alone for a reason
_SOME_ROWS = 3
_BY_LOOKS = 0.45
_OF_COMPANIES = ("opportunities", "orders", "lines", "quotes")
_NOT_COMPANIES = {
    "product",
    "model",
    "file",
    "user",
    "first",
    "last",
    "middle",
    "item",
    "employee",
    "ship",
    "campaign",
}


def settle(subject: str, columns: Columns, candidates: list[Use]) -> list[Use]:
    """The candidates of a sheet of this subject, after each has looked at the other headers."""
    for rule in _RULES.get(subject, ()):
        candidates = rule(columns, candidates)
    candidates = _last_contact_only(_company_not_our_own(columns, candidates))
    return _company_by_its_looks(columns, candidates) if subject in _OF_COMPANIES else candidates


def _key(header: str) -> str:
    return "".join(words(header))


def _without(candidates: list[Use], drop: Callable[[Use], bool]) -> list[Use]:
    return [use for use in candidates if not drop(use)]


def _expected_revenue(columns: Columns, candidates: list[Use]) -> list[Use]:
    """Salesforce's and Zoho's "Expected Revenue" is amount x probability; Odoo's is the amount itself."""
    amounts = [u for u in candidates if u.slot == _AMOUNT]
    expected = [u for u in amounts if _key(u.header) in _expected_revenues()]
    if not expected or columns.vendor.expected_revenue == _PLAIN:
        return candidates
    headers = {_key(columns.headers[c]) for c in columns.named}
    others = any(u.confidence > _SURE for u in amounts if u not in expected)
    has_chance = any(u.slot == _CHANCE and u.confidence > _DOUBTFUL for u in candidates)
    says_so = columns.vendor.expected_revenue == _WEIGHTED
    is_weighted = says_so or others or (has_chance and not headers & _ODOO)
    return [_as_weighted(u) if u in expected else u for u in candidates] if is_weighted else candidates


def _only_money(columns: Columns, candidates: list[Use]) -> list[Use]:
    """An expected value that is the only money of a sheet is the amount, unless it is called weighted."""
    has_amount = any(u.slot == _AMOUNT and u.confidence > _DOUBTFUL for u in candidates)
    said = [u for u in candidates if u.slot == ("left", "weighted")]
    open_ones = [u for u in said if "weighted" not in read_words(u.header).concepts]
    if has_amount or len(open_ones) != 1 or len(said) > 1 or columns.vendor.expected_revenue == _WEIGHTED:
        return candidates
    why = "the only money here: taken as the amount"
    return [replace(u, slot=_AMOUNT, why=why) if u in open_ones else u for u in candidates]


def _as_weighted(use: Use) -> Use:
    return replace(use, slot=("left", "weighted"), confidence=_LEFT, why="the amount times its chance")


@cache
def _expected_revenues() -> frozenset[str]:
    return frozenset(map(_key, data()["expected_revenue"]))


def _name_of_a_person(columns: Columns, candidates: list[Use]) -> list[Use]:
    """A bare "Name" is the person's beside a first name, or beside a company and a way to reach somebody."""
    bare = _may_be_both(candidates, _PERSON, _DEAL)
    people = [u for u in candidates if u.slot == _PERSON and u not in bare]
    first = any(u.slot == ("contacts", "first_name") for u in candidates)
    reachable = any(u.slot in (("contacts", "email"), ("contacts", "phone")) for u in candidates)
    company = any(u.slot == _COMPANY and u not in bare for u in candidates)
    if bare and (first or (reachable and company and not people)):
        return _without(candidates, lambda u: u in bare and u.slot != _PERSON)
    return _without(candidates, lambda u: u in bare and u.slot == _PERSON)


def _may_be_both(candidates: list[Use], one: Slot, other: Slot) -> list[Use]:
    """The uses of columns whose header may mean either, such as "Name"."""
    columns = [{u.column for u in candidates if u.slot == slot and not u.is_explicit} for slot in (one, other)]
    return [u for u in candidates if u.column in columns[0] & columns[1]]


def _status_or_stage(columns: Columns, candidates: list[Use]) -> list[Use]:
    """Where no stage is named the status is the stage (Frappe, ERPNext), unless it only says open, won, lost."""
    if any(u.slot == _STAGE and u.confidence > _DOUBTFUL for u in candidates):
        return _without(candidates, lambda u: u.slot == _STATUS and not _says_outcome(columns, u.column))
    if columns.vendor.status == "outcome":
        return candidates
    return [_as_stage(columns, use) if use.slot == _STATUS else use for use in candidates]


def _as_stage(columns: Columns, use: Use) -> Use:
    texts = {text.casefold() for text in columns.texts(use.column)}
    if texts and columns.vendor.status == "stage":
        return replace(use, slot=_STAGE, why=f"{columns.vendor.name} keeps the stage in its status")
    if not texts or (texts <= _PLAIN_STATUS and any("won" in text or "lost" in text for text in texts)):
        return use
    if texts <= _PLAIN_STATUS:
        return replace(use, confidence=use.confidence * _DOUBTFUL)
    kinds = [kind for kind in columns.stage_kinds(use.column) if kind not in ("unknown", *_OUTCOMES)]
    inside = sum(kind in _WELL_INTO_A_SALE for kind in kinds)
    is_pipeline = inside >= _STAGE_LIKE * len(texts)
    sure = use.confidence if is_pipeline else use.confidence * _DOUBTFUL
    return replace(use, slot=_STAGE, confidence=sure, why="no stage beside it: the status is the stage")


def _says_outcome(columns: Columns, column: int) -> bool:
    texts = {text.casefold() for text in columns.texts(column)}
    return not texts or bool(texts & _PLAIN_STATUS) or bool(_OUTCOMES & set(columns.stage_kinds(column)))


def _company_not_our_own(columns: Columns, candidates: list[Use]) -> list[Use]:
    """A company column that says the same on every row, beside one that does not, is the seller's own."""
    links = [u for u in candidates if u.slot == _COMPANY]
    several = [u for u in links if len(columns.texts(u.column)) > 1]
    if not several or len(columns.rows) <= _SOME_ROWS:
        return candidates
    return _without(candidates, lambda u: u in links and len(columns.texts(u.column)) == 1)


def _last_contact_only(candidates: list[Use]) -> list[Use]:
    """Last activity counts notes and finished tasks too: it is used only where nothing better is there."""
    better = any(u.slot == ("touches", "done_at") and u.confidence > _DOUBTFUL for u in candidates)
    kept = _without(candidates, lambda u: better and u.slot == ("touches", "maybe_done_at"))
    return [
        replace(
            u,
            slot=("touches", "done_at"),
            confidence=u.confidence * _DOUBTFUL,
            why="the nearest to a last contact",
        )
        if u.slot == ("touches", "maybe_done_at")
        else u
        for u in kept
    ]


def _company_by_its_looks(columns: Columns, candidates: list[Use]) -> list[Use]:
    """A "... name" that means nothing else, where no company is named: whose rows they are."""
    if any(u.slot[0] == "accounts" and u.slot[1] in ("name", "account_id") for u in candidates):
        return candidates
    known = {u.column for u in candidates}
    unknown = [c for c in columns.named if c not in known and words(columns.headers[c])[-1:] == ["name"]]
    loose = [c for c in unknown if columns.texts(c) and not _NOT_COMPANIES & set(words(columns.headers[c]))]
    if len(loose) != 1:
        return candidates
    why = "the only name on rows that name no company"
    return [*candidates, Use(loose[0], columns.headers[loose[0]], _COMPANY, _BY_LOOKS, why, True)]


def _close_beside_expected(columns: Columns, candidates: list[Use]) -> list[Use]:
    """A bare "Close Date" beside an "Expected Close Date" is the day it was decided, if nothing else says it."""
    closes = [u for u in candidates if u.slot == _EXPECTED and u.confidence > _DOUBTFUL]
    said = [u for u in closes if any(word.startswith(tuple(data()["forecast"])) for word in words(u.header))]
    others = [u for u in closes if u not in said and _key(u.header) in _BARE_CLOSE]
    if not said or len(others) != 1 or any(u.slot == _CLOSED and u.confidence > _DOUBTFUL for u in candidates):
        return candidates
    why = "beside the expected day: the day it was decided"
    return [replace(u, slot=_CLOSED, why=why) if u in others else u for u in candidates]


_RULES: dict[str, tuple[Callable[[Columns, list[Use]], list[Use]], ...]] = {
    "opportunities": (
        _only_money,
        _expected_revenue,
        _name_of_a_person,
        _status_or_stage,
        _close_beside_expected,
    ),
}
