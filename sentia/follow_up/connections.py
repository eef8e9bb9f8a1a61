"""Through whom business comes: who moved, who introduced whom, what favours brought, and links nobody noticed."""

import pandas as pd

from sentia.book.book import Book
from sentia.facts.facts import Facts
from sentia.facts.wording import span
from sentia.follow_up.links.columns import COLUMNS, NOTED, links_of, no_links
from sentia.follow_up.links.given import favours, introduced
from sentia.follow_up.links.hidden import at_two_accounts, family_buys, worked_together
from sentia.follow_up.links.movers import movers
from sentia.follow_up.missing import facts_on
from sentia.playbook import Playbook
from sentia.work import career_unchecked

CAREER, ACQUAINTANCE = "career unchecked", "acquaintance"


def connections(
    book: Book, on: str | pd.Timestamp, playbook: Playbook | None = None, owner: str | None = None
) -> pd.DataFrame:
    """Every connection that the book shows on a day, one row each.

    Returns
    -------
    DataFrame
        `kind` (mover, introduction, favour, acquaintance, career unchecked, same person at two accounts, worked
        together, family that buys), `contact_id`, `account_id` and `other_id` with their names `contact`,
        `account` and `other` (the old company, who was introduced, the buying parent ...), `on` (its day, NaT
        where none is known), `how_sure` (noted, likely, possible), `evidence`, `because` (one sentence) and
        `profile_url`. In order of kind, the latest first, whatever the order of the book's rows.

    Raises
    ------
    BadQuestion
        A day that is no date, or an owner nobody has.
    """
    return connections_of(facts_on(book, on, playbook, owner))


def connections_of(board: Facts) -> pd.DataFrame:
    """The same from a board that is there already."""
    found = [kind(board) for kind in KINDS]
    every = pd.concat([some for some in found if len(some)] or found[:1], ignore_index=True)
    ordered = every.sort_values(
        ["kind", "on", "contact_id", "account_id", "other_id"],
        ascending=[True, False, True, True, True],
        kind="stable",
    )
    return ordered[COLUMNS].reset_index(drop=True)


def _careers(board: Facts) -> pd.DataFrame:
    """People whose profile is worth a look, with its link."""
    due = career_unchecked.clocks(board)
    if due.empty:
        return no_links()
    due = due.loc[due["due_on"] <= board.on]
    names = board.names_of(due)
    return links_of(
        CAREER,
        due,
        **names,
        on=due["since_on"],
        how_sure=NOTED,
        evidence="the log and the days of looking",
        because=career_unchecked.say(due, board),
    )


def _acquaintances(board: Facts) -> pd.DataFrame:
    """People without a company, each once, and when we were last in touch."""
    people = board.contacts
    people = people.loc[people["account_id"].isna() & ~people["who"].duplicated() & board.is_mine(people["owner"])]
    seen_on = board.days("is_touch", people)
    days = (board.on - seen_on).dt.days.astype(float)
    rows = zip(people["name"].fillna("Somebody"), people["relationship"], days, strict=True)
    return links_of(
        ACQUAINTANCE,
        people,
        contact=people["name"],
        on=seen_on,
        how_sure=NOTED,
        evidence="no company noted",
        because=[_acquaintance(*row) for row in rows],
    )


def _acquaintance(name: str, relationship: str | float, days: float) -> str:
    what = f", {relationship.lower()}," if isinstance(relationship, str) else ""
    seen = (
        "no contact noted yet"
        if pd.isna(days)
        else f"last in touch {span(days)} ago"
        if days
        else "in touch today"
    )
    return f"{name}{what} has no company here; {seen}"


KINDS = (
    movers,
    introduced,
    favours,
    _acquaintances,
    _careers,
    at_two_accounts,
    worked_together,
    family_buys,
)
