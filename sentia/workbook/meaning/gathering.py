"""The tables that one understood sheet holds: its own rows, and the people, companies and touches they name."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from sentia.book import schema
from sentia.book.raw import RawTable
from sentia.book.ties import TIES
from sentia.vocabulary import meant
from sentia.workbook.meaning.activity_states import KIND_OF_SHEET, add_states
from sentia.workbook.meaning.associations import about_of, ties_of
from sentia.workbook.meaning.deals import add_deal_states
from sentia.workbook.meaning.last_touch import last_touch
from sentia.workbook.meaning.linking_texts import Known, account_text, contact_text, opportunity_text
from sentia.workbook.meaning.order_lines import orders_of_lines
from sentia.workbook.meaning.people import add_person, emails_of, name_and_email
from sentia.workbook.meaning.permission import add_permission
from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.meaning.stage_facts import deal_facts, moves_of
from sentia.workbook.meaning.vocabulary import words

_PERSON, _PERSON_ID = ("contacts", "name"), ("contacts", "contact_id")
_COMPANY, _COMPANY_ID = ("accounts", "name"), ("accounts", "account_id")
_HAVE_TOUCHES = ("accounts", "contacts", "opportunities")
_LINKED = ("contacts", "opportunities", "quotes", "activities", "orders", "cases")
_NEXT_TOUCH = ("touches", "due_on")


def gather(reader: SheetReader, known: Known, owners: Mapping[str, str]) -> list[RawTable]:
    """The tables of a sheet whose rows are accounts, contacts, deals, quotes, activities, orders or meetings.

    Parameters
    ----------
    reader : SheetReader
        The sheet.
    known : Known
        The ids and e-mails that the other sheets have, to choose the better of two links.
    owners : mapping of str to str
        One's own staff: id to name.
    """
    if reader.subject == TIES:
        return [ties_of(reader)]
    own = own_table(reader, known, owners)
    derived = (*_derived_contacts(reader, known), *_derived_accounts(reader), *_touches(reader, own))
    derived = (*derived, *_next_touches(reader, own))
    derived = (*derived, *_activities_beside(reader, own), *_further_people(reader, known))
    derived = (*derived, *_further_companies(reader))
    return [own, *derived, *about_of(reader, own)]


def gather_lines(reader: SheetReader, known: Known) -> list[RawTable]:
    """The orders that a sheet of order lines describes by itself, and the companies and people it names."""
    orders = orders_of_lines(reader, known) if len(reader.rows) else None
    return [] if orders is None else [orders, *_derived_contacts(reader, known), *_derived_accounts(reader)]


def own_table(reader: SheetReader, known: Known, owners: Mapping[str, str]) -> RawTable:
    """The table that the rows of the sheet are themselves."""
    table = reader.subject
    frame, columns = _plain_fields(reader, table)
    if table in _LINKED:
        _add_links(reader, table, known, frame, columns)
    if table == "contacts":
        add_person(reader, frame, columns)
        _add_role(reader, frame)
    if table in ("accounts", "contacts"):
        add_permission(reader, table, frame)
    if table == "opportunities":
        _add_time_of_step(reader, frame)
        add_deal_states(reader, frame, columns)
    if table == "activities":
        add_states(reader, frame, columns)
    if "owner" in schema.fields(table):
        _add_owner(reader, table, owners, frame, columns)
    own = _raw(reader, table, frame, columns)
    return replace(own, facts=deal_facts(reader), moves=moves_of(reader)) if table == "opportunities" else own


def _plain_fields(reader: SheetReader, table: str) -> tuple[dict[str, pd.Series], dict[str, int]]:
    frame, columns = {}, {}
    for name in schema.fields(table):
        values = reader.values((table, name))
        if values is None:
            continue
        frame[name] = values
        use = reader.use((table, name))
        if use is not None:
            columns[name] = use.column
    return frame, columns


def _add_links(reader: SheetReader, table: str, known: Known, frame: dict, columns: dict) -> None:
    links = {"account_id": account_text, "contact_id": contact_text, "opportunity_id": opportunity_text}
    for name, text_of in links.items():
        if name == schema.IDS[table] or name not in schema.fields(table):
            continue
        values, column = text_of(reader, known)
        if values is not None:
            frame[name] = values
            columns.update({name: column} if column is not None else {})


def _add_owner(reader: SheetReader, table: str, owners: Mapping[str, str], frame: dict, columns: dict) -> None:
    values = frame.get("owner")
    if values is None:
        values = reader.values(("owners", "owner_id"))
        use = reader.use(("owners", "owner_id"))
        columns.update({"owner": use.column} if use else {})
    if values is None:
        return
    named = values.map(owners).astype("str")
    if named.notna().any():  # the cell holds an id, not the name that stands for it
        columns.pop("owner", None)
    owner = named.fillna(values)
    frame["owner"] = owner.mask(meant(owner, "placeholders").notna())


def _add_role(reader: SheetReader, frame: dict) -> None:
    """A person's part in buying, where no column of its own says it and the relationship does."""
    use = reader.use(("contacts", "relationship"))
    if use is not None and "role" not in frame:
        frame["role"] = reader.values_of(replace(use, slot=("contacts", "role")))


def _add_time_of_step(reader: SheetReader, frame: dict) -> None:
    """The time of day of the next step, where the column that says its day says that too."""
    use = reader.use(("opportunities", "next_step_on"))
    if use is not None and "next_step_at" not in frame:
        at = reader.values_of(replace(use, slot=("opportunities", "next_step_at")))
        frame["next_step_at"] = at.where(at != at.dt.normalize())


def _raw(
    reader: SheetReader,
    table: str,
    frame: Mapping[str, pd.Series],
    columns: Mapping[str, int],
    is_derived: bool = False,
    keep: np.ndarray | None = None,
) -> RawTable:
    typed = {name: schema.conform_values(frame[name], schema.column(table, name)) for name in frame}
    whole = pd.DataFrame(typed, index=range(len(reader.rows)))
    rows = reader.rows
    if keep is not None:
        whole, rows = whole.loc[keep].reset_index(drop=True), rows[keep]
    columns = {name: c for name, c in columns.items() if c not in reader.without_cells}
    formulas = {name: found for name, c in columns.items() if (found := reader.formulas(c))}
    place = (reader.sheet.file, reader.sheet.name, rows, columns, formulas)
    return RawTable(table, whole, *place, is_derived, reader.side)


def _derived_contacts(reader: SheetReader, known: Known) -> list[RawTable]:
    """The people whom rows of something else name with more than a link."""
    names = ("name", "first_name", "last_name", "email", "phone", "title", "profile_url", "relationship")
    here = [name for name in names if reader.has(("contacts", name))]
    only_a_link = here == ["email"] or (here == ["name"] and emails_of(reader) is None)
    if reader.subject == "contacts" or not here or (only_a_link and reader.subject != "accounts"):
        return []
    frame, columns = _plain_fields(reader, "contacts")
    add_person(reader, frame, columns)
    add_permission(reader, "contacts", frame)
    if reader.subject == "accounts":
        frame["account_id"] = reader.texts(("accounts", "account_id")).fillna(reader.texts(("accounts", "name")))
    else:
        values, column = account_text(reader, known)
        frame.update({"account_id": values} if values is not None else {})
        columns.update({"account_id": column} if column is not None else {})
    who = [frame[name].notna().to_numpy() for name in ("name", "email", "phone") if name in frame]
    keep = np.logical_or.reduce(who) if who else np.zeros(len(reader.rows), bool)
    return [_raw(reader, "contacts", frame, columns, True, keep)] if keep.any() else []


def _further_people(reader: SheetReader, known: Known) -> list[RawTable]:
    """The people after the first that a cell of a deal, company or activity names together."""
    names, ids = reader.parts(_PERSON), reader.parts(_PERSON_ID)
    if names is None and ids is None:
        return []
    account = account_text(reader, known)[0]
    found = []
    for place in range(1, max(parts.shape[1] for parts in (names, ids) if parts is not None)):
        frame = {} if account is None else {"account_id": account}
        if names is not None and place in names:
            frame["name"], frame["email"] = name_and_email(names[place])
        if ids is not None and place in ids:
            frame["contact_id"] = ids[place]
        who = [frame[key].notna().to_numpy() for key in ("contact_id", "name", "email") if key in frame]
        found.append(_raw(reader, "contacts", frame, {}, True, np.logical_or.reduce(who)))
    return found


def _further_companies(reader: SheetReader) -> list[RawTable]:
    """The companies after the first that a cell of a deal or person names together."""
    names, ids = reader.parts(_COMPANY), reader.parts(_COMPANY_ID)
    found = []
    for place in range(1, 0 if names is None else names.shape[1]):
        frame = {"name": names[place]}
        if ids is not None and place in ids:
            frame["account_id"] = ids[place]
        found.append(_raw(reader, "accounts", frame, {}, True, names[place].notna().to_numpy()))
    return found


def _derived_accounts(reader: SheetReader) -> list[RawTable]:
    """The companies that rows of something else describe: by an id and a name, or by more than the name."""
    described = [slot for slot in reader.uses if slot[0] == "accounts"]
    if reader.subject == "accounts" or ("accounts", "name") not in described or len(described) == 1:
        return []
    frame, columns = _plain_fields(reader, "accounts")
    keep = frame["name"].notna().to_numpy()
    return [_raw(reader, "accounts", frame, columns, True, keep)] if keep.any() else []


def _touches(reader: SheetReader, own: RawTable) -> list[RawTable]:
    """A touch for each row that says when its person, company or deal was last spoken to."""
    touch = last_touch(reader) if own.table in _HAVE_TOUCHES else None
    if touch is None:
        return []
    kind = reader.texts(("touches", "kind")).fillna("touch")
    said = {"done_at": touch.done_at, "direction": touch.direction, "notes": "from the column " + touch.header}
    frame = _about(own) | {"kind": kind} | said
    keep = touch.done_at.notna().to_numpy()
    columns = {} if touch.column is None else {"done_at": touch.column}
    return [_raw(reader, "activities", frame, columns, True, keep)] if keep.any() else []


def _next_touches(reader: SheetReader, own: RawTable) -> list[RawTable]:
    """What is planned for each person or company whose row says when to be in touch again."""
    due_on = reader.values(_NEXT_TOUCH) if own.table in ("accounts", "contacts") else None
    if due_on is None or due_on.isna().all():
        return []
    planned = pd.Series("planned", due_on.index, dtype="str")
    frame = _about(own) | {"due_on": due_on, "done_or_planned": planned}
    use = reader.use(_NEXT_TOUCH)
    columns = {} if use is None else {"due_on": use.column}
    return [_raw(reader, "activities", frame, columns, True, due_on.notna().to_numpy())]


def _activities_beside(reader: SheetReader, own: RawTable) -> list[RawTable]:
    """The activity that a wide row tells of beside its deal, person or company: its day, kind and outcome."""
    use = reader.use(("activities", "done_at"))
    if use is None or own.table not in _HAVE_TOUCHES:
        return []
    frame, _ = _plain_fields(reader, "activities")
    said = {KIND_OF_SHEET.get(word) or KIND_OF_SHEET.get(f"{word}s") for word in words(use.header)} - {None}
    if "kind" not in frame and len(said) == 1:
        frame["kind"] = pd.Series(said.pop(), range(len(own.rows)), dtype="str")
    keep = frame["done_at"].notna().to_numpy()
    return [_raw(reader, "activities", _about(own) | frame, {}, True, keep)] if keep.any() else []


def _about(own: RawTable) -> dict[str, pd.Series]:
    """The links of what a row tells beside its own record: to that record, and to whom that record belongs."""
    identity = schema.IDS[own.table]
    keys = pd.Series([f"{own.file}|{own.sheet}|{own.side}{row}" for row in own.rows], dtype="str")
    links = [name for name in ("account_id", "contact_id", "owner") if name in own.frame and name != identity]
    known = own.frame[identity].fillna(keys) if identity in own.frame else keys
    return {name: own.frame[name] for name in links} | {identity: known}
