"""Whether anybody is forgotten: every record of a book in exactly one state, with the day of its next touch.

A record is on today's list, or has a dated next touch inside what is right for it on a day that has time for it,
or is closed or at rest with a reason; else it is exposed. An account and a person are looked after by any touch
there; a person of an account whom nothing concerns goes with the account.
"""

import numpy as np
import pandas as pd

from sentia.book.book import Book
from sentia.book.matching import places_of
from sentia.facts.facts import Facts
from sentia.facts.wording import day_words
from sentia.facts.working_days import working_day_after
from sentia.follow_up.at_rest import by_code, rests_of
from sentia.follow_up.full_days import has_room
from sentia.follow_up.missing import facts_on
from sentia.playbook import Playbook
from sentia.work import next_step_late, quiet_beyond_cadence
from sentia.work.registry import KINDS
from sentia.work.running import Running, clocks_of, running_on

TODAY, DATED, CLOSED, EXPOSED = "today", "dated", "closed", "exposed"
STATES = (TODAY, DATED, CLOSED, EXPOSED)
COLUMNS = [
    *("table", "record_id", "account", "contact", "account_id", "contact_id", "opportunity_id", "quote_id"),
    *("state", "next_on", "longest_on", "due_on", "reason", "until", "with_id"),
]
_ALONG = ("state", "next_on", "longest_on", "due_on", "reason", "until", "with_id")
_LINKS = ("account_id", "contact_id", "opportunity_id", "quote_id")
_CODES = {"opportunities": "deal", "accounts": "at", "contacts": "who", "lost deals": "at"}
_NO_TOUCH = tuple(kind.KIND for kind in KINDS if not getattr(kind, "IS_TOUCH", True))
_BOUNDLESS = pd.Timestamp(2100, 1, 1).as_unit("us")


def coverage(
    book: Book,
    on: str | pd.Timestamp,
    planned: pd.DataFrame | None = None,
    playbook: Playbook | None = None,
    owner: str | None = None,
) -> pd.DataFrame:
    """The state of every account, contact, open deal, open quote and lost deal that is due a fresh look.

    Parameters
    ----------
    book : Book
        The book of business; not changed.
    on : str or Timestamp
        The day.
    planned : DataFrame, optional
        The lines of the day (`Day.actions`): whoever they concern is on today's list.
    playbook, owner
        As in `missing.follow_up_gaps`.

    Returns
    -------
    DataFrame
        One row a record: `table` (lost deals as "lost deals"), `record_id`, names and ids, `state` (today, dated,
        closed or exposed), `next_on` (the day of the next touch; NaT where none is dated), `longest_on` (the last
        day that is right for it), `due_on` (since when it is due; NaT where it is not), `reason` (why it is
        closed or rests, or that its day is full; missing elsewhere), `until` (the day on which it is back, NaT
        where none is set) and `with_id` (the person, else the account, whose touch looks after it).
        Exposed ones come first, the longest due first.

    Raises
    ------
    BadQuestion
        A day that is no date, or an owner nobody has.
    """
    return coverage_of(facts_on(book, on, playbook, owner).once(running_on), planned)


def coverage_of(running: Running, planned: pd.DataFrame | None = None) -> pd.DataFrame:
    """The state of every record, as `coverage` gives it, where the clocks were read already."""
    board = running.facts
    records = _records(board)
    facts = _with_account_facts(_facts(records, clocks_of(running), board), records)
    rests = rests_of(records, board)
    reached_by = working_day_after(board.on, board.playbook.catch_up_days, board.playbook.country)
    state = _states(facts, rests, _is_today(records, planned), reached_by)
    next_on = facts["next_on"].where(state == DATED).mask(state == TODAY, board.on)
    found = records.assign(
        **board.names_of(records),
        state=state,
        next_on=next_on.astype("datetime64[us]"),
        longest_on=facts["longest_on"],
        due_on=facts["due_on"].where(state != CLOSED),
        reason=rests["reason"].where(state == CLOSED).fillna(_is_full(facts["full_on"]).where(state == EXPOSED)),
        until=rests["until"].where(state == CLOSED),
        with_id=records["contact_id"].fillna(records["account_id"]).fillna(records["record_id"]),
    )
    return _in_order(_with_their_account(found, _is_idle(facts, records)))


def _is_full(days: pd.Series) -> pd.Series:
    return "More stands on " + day_words(days) + " than the day holds"


def _in_order(found: pd.DataFrame) -> pd.DataFrame:
    rank = found["state"].map({EXPOSED: 0, TODAY: 1, DATED: 2, CLOSED: 3})
    found = found.assign(rank=rank).sort_values(["rank", "due_on", "table", "record_id"], kind="stable")
    return found[COLUMNS].reset_index(drop=True)


def _is_idle(facts: pd.DataFrame, records: pd.DataFrame) -> pd.Series:
    """Whether a person of an account is concerned by nothing of their own, and so goes with the account."""
    none = facts[["due_on", "later_on", "step_on", "full_on"]].isna().all(axis="columns")
    return none & (records["table"] == "contacts") & (records["at"] >= 0)


def _with_their_account(found: pd.DataFrame, is_idle: pd.Series) -> pd.DataFrame:
    """Idle people stand as their account stands, unless they rest for a reason of their own."""
    is_account = found["table"] == "accounts"
    at = found["at"].to_numpy()
    account = np.full(at.max(initial=-1) + 2, -1)
    account[at[is_account]] = np.flatnonzero(is_account)
    goes_along = is_idle & (found["state"] != CLOSED) & (account[at] >= 0)
    stands_as = np.where(goes_along, account[at], np.arange(len(found)))
    return found.assign(**found[list(_ALONG)].take(stands_as).set_axis(found.index))


def coverage_counts(found: pd.DataFrame) -> dict[str, int]:
    """How many records there are, and how many in each state, as the `gaps` call gives them."""
    counts = found["state"].value_counts()
    return {"records": len(found)} | {state: int(counts.get(state, 0)) for state in STATES}


def _records(board: Facts) -> pd.DataFrame:
    """Every record that has to be looked after: this owner's, with its codes."""
    accounts, people = board.accounts, board.contacts
    accounts = accounts.loc[board.is_mine(accounts["owner"])]
    people = people.loc[board.is_mine(people["owner"])]
    looks = board.looks
    looks = looks.loc[looks["look_on"].le(board.on) & board.is_mine(looks["owner"])]
    quotes = board.quotes
    parts = [
        ("accounts", accounts, accounts["account_id"]),
        ("contacts", people, people["contact_id"]),
        ("opportunities", board.deals, board.deals["opportunity_id"]),
        ("quotes", quotes, quotes["quote_id"]),
        ("lost deals", looks, looks["opportunity_id"].fillna(looks["quote_id"])),
    ]
    every = [_part(table, rows, ids, board) for table, rows, ids in parts]
    return pd.concat(every, ignore_index=True)


def _part(table: str, rows: pd.DataFrame, ids: pd.Series, board: Facts) -> pd.DataFrame:
    """The records of one table by the same columns."""
    own = {name: rows.get(name) for name in _LINKS}
    if table == "accounts":
        own["contact_id"] = board.main_contacts.reindex(rows["account_id"]).set_axis(rows.index)
    part = pd.DataFrame({"table": table, "record_id": ids, **own}, index=rows.index)
    part = board.coded(part.astype(dict.fromkeys(["table", "record_id", *_LINKS], "str")))
    return part.assign(is_alone=part["at"] < 0)


def _facts(records: pd.DataFrame, running: pd.DataFrame, board: Facts) -> pd.DataFrame:
    """What dates each record: `due_on`, `later_on` (a clock still to run), `step_on`, `full_on`, `longest_on`.

    A step counts where its day still has time for it (`step_on`), else as a day that is full (`full_on`).
    """
    awake = running.loc[~running["is_resting"] & ~running["kind"].isin(_NO_TOUCH)]
    due, later = (awake.loc[is_it] for is_it in (awake["due_on"] <= board.on, awake["due_on"] > board.on))
    later = later.loc[later["kind"] != next_step_late.KIND]  # a step counts by its own day
    steps = board.steps.loc[board.steps["due_on"] >= board.on]
    fits = has_room(steps, board)
    longest = board.once(quiet_beyond_cadence.turns)
    found = {
        "due_on": _earliest(records, due, "due_on"),
        "later_on": _earliest(records, later, "due_on"),
        "step_on": _earliest(records, steps.loc[fits], "due_on"),
        "full_on": _earliest(records, steps.loc[~fits], "due_on"),
        "longest_on": _earliest(records, longest, "longest_on"),
    }
    return pd.DataFrame(found, index=records.index)


def _earliest(records: pd.DataFrame, rows: pd.DataFrame, day: str) -> pd.Series:
    """The earliest such day of the rows about each record: its deal, quote, person or account."""
    days = rows[day].to_numpy("datetime64[us]")
    rows = rows.astype(dict.fromkeys(_CODES.values(), int))
    found = np.full(len(records), np.datetime64("NaT", "us"))
    for table, code in (*_CODES.items(), ("quotes", "deal")):
        is_it = records["table"].eq(table).to_numpy()
        found[is_it] = _first_days(rows[code].to_numpy(), days, records[code].to_numpy()[is_it])
    if "quote_id" in rows:
        ids = records["quote_id"]
        of_quote = _first_days(places_of(rows["quote_id"], ids), days, places_of(ids, ids))
        found = np.where(records["table"].eq("quotes") & ~np.isnat(of_quote), of_quote, found)
    return pd.Series(found, records.index)


def _first_days(codes: np.ndarray, days: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The earliest of the days of each wanted code; NaT where it has none or is -1."""
    codes, wanted = codes.astype(np.intp), wanted.astype(np.intp)  # of no rows at all, they may be of any kind
    late_to_early = np.argsort(days)[::-1]  # without a day first, so that any day is written over it
    first = np.full(max(codes.max(initial=-1), wanted.max(initial=-1)) + 2, np.datetime64("NaT", "us"))
    first[codes[late_to_early]] = days[late_to_early]
    first[-1] = np.datetime64("NaT", "us")
    return first[wanted]


def _with_account_facts(facts: pd.DataFrame, records: pd.DataFrame) -> pd.DataFrame:
    """A step with somebody at an account dates a quote and an old no there; its longest day bounds its people."""
    is_account = records["table"] == "accounts"
    of_account = facts.loc[is_account].set_axis(records.loc[is_account, "at"])
    is_loose = records["table"].isin(["quotes", "lost deals"])
    step, longest = (by_code(of_account[name], records["at"]) for name in ("step_on", "longest_on"))
    bounded = is_loose | (records["table"] == "contacts")
    return facts.assign(
        step_on=facts["step_on"].fillna(step.where(is_loose)),
        longest_on=facts["longest_on"].fillna(longest.where(bounded)),
    )


def _is_today(records: pd.DataFrame, planned: pd.DataFrame | None) -> pd.Series:
    """Whether a line of the day concerns each record: its deal or quote, its person, or anybody at its account."""
    none = pd.Series(False, records.index)
    if planned is None or planned.empty:
        return none
    pots = set(planned["serves"].explode().astype("str").str.split("|", n=1).str[1]) if "serves" in planned else ()
    ids = {name: set(planned[name].dropna()) if name in planned else set() for name in _LINKS}
    ids["opportunity_id"] |= {pot.removeprefix("deal:") for pot in pots if pot.startswith("deal:")}
    ids["quote_id"] |= {pot.removeprefix("quote:") for pot in pots if pot.startswith("quote:")}
    by = {"accounts": "account_id", "contacts": "contact_id", "opportunities": "opportunity_id"}
    for table, name in by.items():
        none |= (records["table"] == table) & records[name].isin(ids[name])
    of_deal = records["opportunity_id"].isin(ids["opportunity_id"])
    of_quote = (records["table"] == "quotes") & (records["quote_id"].isin(ids["quote_id"]) | of_deal)
    return none | of_quote | ((records["table"] == "lost deals") & of_deal)


def _states(facts: pd.DataFrame, rests: pd.DataFrame, is_today: pd.Series, reached_by: pd.Timestamp) -> pd.Series:
    """Exactly one state a record; adds the day of the next touch to `facts`."""
    longest = facts["longest_on"].fillna(_BOUNDLESS)
    step = facts["step_on"].where(facts["step_on"] <= longest.clip(lower=reached_by))
    later = facts["later_on"].where(facts["due_on"].isna())
    facts["next_on"] = step.fillna(later.where(later <= longest))
    return pd.Series(
        np.select([rests["reason"].notna(), is_today, facts["next_on"].notna()], [CLOSED, TODAY, DATED], EXPOSED),
        facts.index,
        dtype="str",
    )
