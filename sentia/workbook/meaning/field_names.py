"""The fields a column may be taken for, as text ("opportunities.amount") and in words ("Deal: amount")."""

from collections.abc import Mapping
from functools import cache

from sentia.book import schema
from sentia.errors import BadQuestion
from sentia.workbook.meaning.fields import Slot
from sentia.workbook.meaning.sheet_kinds import KINDS, SheetKind

LEFT_ALONE, AS_FOUND = "left alone", "as found"
_RECORDS = {
    "opportunities": "Deal",
    "accounts": "Account",
    "contacts": "Contact",
    "quotes": "Quote",
    "activities": "Activity",
    "orders": "Order",
    "cases": "Case",
    "calendar": "Appointment",
    "lines": "Order line",
    "products": "Product",
    "staff": "Colleague",
    "touches": "Last contact",
    "owners": "Owner",
}
# Fields that the tables of a book do not have, since they become others: as the rep calls them.
_FURTHER: dict[Slot, str] = {
    ("contacts", "first_name"): "first name",
    ("contacts", "last_name"): "last name",
    ("opportunities", "is_won"): "won, yes or no",
    ("opportunities", "is_lost"): "lost, yes or no",
    ("opportunities", "is_closed"): "closed, yes or no",
    ("opportunities", "recurring"): "amount each month or year",
    ("activities", "is_done"): "done, yes or no",
    ("touches", "done_at"): "its day",
    ("touches", "due_on"): "day of the next one",
    ("owners", "owner_id"): "number or id",
    ("lines", "order_id"): "order's number or id",
    ("lines", "product"): "product",
    ("lines", "product_id"): "product's number or id",
    ("lines", "unit_price"): "price of one",
    ("lines", "quantity"): "how many",
    ("lines", "discount"): "discount",
    ("lines", "line_total"): "amount",
    ("products", "product_id"): "number or id",
    ("products", "name"): "name",
    ("products", "price"): "list price",
    ("staff", "owner_id"): "number or id",
    ("staff", "name"): "name",
    ("staff", "first_name"): "first name",
    ("staff", "last_name"): "last name",
    ("staff", "email"): "e-mail",
}
_OWN_WORDS = {"email": "e-mail", "profile_url": "profile"}
_BY_ID = {"account_id": "accounts", "contact_id": "contacts", "opportunity_id": "opportunities"}


@cache
def field_words() -> Mapping[Slot, str]:
    """Every field a column may be taken for, in a rep's words, each once.

    Examples
    --------
    >>> words = field_words()
    >>> words["opportunities", "amount"], words["accounts", "account_id"], words["contacts", "email"]
    ('Deal: amount', 'Account: number or id', 'Contact: e-mail')
    """
    named = {
        (table, column.name): f"{_RECORDS[table]}: {_words(table, column)}"
        for table, columns in schema.TABLES.items()
        for column in columns
        if table in _RECORDS and not _is_link(table, column.name)
    }
    return named | {slot: f"{_RECORDS[slot[0]]}: {words}" for slot, words in _FURTHER.items()}


def _words(table: str, column: schema.Column) -> str:
    if column.name == schema.IDS.get(table):
        return "number or id"
    if column.kind in ("date", "moment") and column.label in {
        other.label for other in schema.TABLES[table] if other != column
    }:
        return f"{column.label.lower()}, its day"
    return _OWN_WORDS.get(column.name, column.label[:1].lower() + column.label[1:])


def _is_link(table: str, field: str) -> bool:
    """Whether a field holds another record's id: such a column is that record's own id on these rows."""
    return field in _BY_ID and _BY_ID[field] != table


def fields_on(used_as: str) -> dict[str, str]:
    """What the columns of a sheet of this kind may be taken for: words to field as text, its own fields first.

    `used_as` is a kind's subject; one that is none gives every field.
    """
    kind = next((kind for kind in KINDS if kind.subject == used_as), None)
    subjects = _subjects(kind) if kind else list(_RECORDS)
    slots = [slot for subject in subjects for slot in field_words() if slot[0] == subject]
    return {field_words()[slot]: field_text(slot) for slot in slots}


def _subjects(kind: SheetKind) -> list[str]:
    return [kind.subject, *kind.links]


def field_text(slot: Slot) -> str:
    """A field as text: "opportunities.amount"."""
    return ".".join(slot)


def field_said(text: str) -> Slot | None:
    """The field that a text names; None for "left alone". A link such as "quotes.account_id" is the account's id.

    Raises
    ------
    BadQuestion
        A text that names no field.

    Examples
    --------
    >>> field_said("Opportunities.Amount"), field_said("quotes.account_id"), field_said("left alone")
    (('opportunities', 'amount'), ('accounts', 'account_id'), None)
    """
    said = str(text).strip().casefold()
    if said == LEFT_ALONE:
        return None
    table, _, field = said.partition(".")
    slot = (_BY_ID[field], field) if table in schema.TABLES and _is_link(table, field) else (table, field)
    if slot not in field_words():
        raise BadQuestion(f"'{text}' is no field; write one such as opportunities.amount, or '{LEFT_ALONE}'.")
    return slot
