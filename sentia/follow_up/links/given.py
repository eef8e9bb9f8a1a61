"""Introductions and favours: who gave what to whom, and what came of it."""

import numpy as np
import pandas as pd

from sentia.book.currencies import main_currency
from sentia.facts.facts import Facts
from sentia.facts.introductions import introductions
from sentia.facts.wording import brief, money
from sentia.follow_up.links.columns import NOTED, links_of, no_links
from sentia.work import introduction_to_return, introduction_to_thank
from sentia.work.clocks import ago, when
from sentia.work.introduction_to_thank import as_giver

INTRODUCTION, FAVOUR = "introduction", "favour"
YEAR = pd.Timedelta(days=365)


def introduced(board: Facts) -> pd.DataFrame:
    """One row an introduction: who gave it, whom we met, what came of it, and what is owed for it."""
    given = board.once(introductions)
    if given.empty:
        return no_links()
    given = given.loc[board.is_mine(board.owner_of(given))]
    if given.empty:
        return no_links()
    came = _what_came(given, given["on"], board)
    pots = as_giver(given, board)
    thanks, returns = (set(kind.clocks(board)["pot"]) for kind in (introduction_to_thank, introduction_to_return))
    owed = [_owed(pot in thanks, pot in returns) for pot in pots["pot"]]
    giver, whom = board.names_of(pots)["contact"].fillna("Somebody"), pots["introduced"].fillna("somebody")
    days = ago(given["on"], board.on)
    rows = zip(giver, whom, days, came, owed, strict=True)
    return links_of(
        INTRODUCTION,
        given,
        contact_id=given["giver_id"],
        account_id=given["account_id"],
        other_id=given["contact_id"],
        contact=giver,
        account=board.names_of(given)["account"],
        other=whom,
        how_sure=NOTED,
        evidence="referred by",
        because=[f"{who} introduced us to {to} {when(gone)}; {what}{due}" for who, to, gone, what, due in rows],
    )


def _owed(is_thanks: bool, is_return: bool) -> str:
    if is_thanks:
        return "; no thanks noted yet"
    return "; nothing given back is noted yet" if is_return else ""


def favours(board: Facts) -> pd.DataFrame:
    """One row a favour of ours in the last year: to whom, and what came of it since."""
    log = board.touched
    given = log.loc[log["is_favour"] & (log["on"] > board.on - YEAR) & ((log["who"] >= 0) | (log["at"] >= 0))]
    given = given.loc[board.is_mine(board.owner_of(given))]
    if given.empty:
        return no_links()
    what = [brief(text.split("\n")[0]) for text in board.texts(given["row"])]
    names = board.names_of(given)
    whom = names["contact"].fillna(names["account"]).fillna("somebody")
    came = _what_came(given, given["on"], board)
    rows = zip(whom, what, ago(given["on"], board.on), came, strict=True)
    return links_of(
        FAVOUR,
        given,
        contact=names["contact"],
        account=names["account"],
        other=what,
        how_sure=NOTED,
        evidence="the log",
        because=[f"A favour to {who} {when(gone)}{_named(it)}; {since}" for who, it, gone, since in rows],
    )


def _named(what: str) -> str:
    return f" ({what})" if what else ""


def _what_came(given: pd.DataFrame, since: pd.Series, board: Facts) -> list[str]:
    """What was won, else is open, else was lost since that day: with the person, at the account or as the deal."""
    every = board.every_deal
    rows = given.assign(since=since, row_of=np.arange(len(given)))
    found = []
    for code in ("deal", "who", "at"):
        mine = rows.loc[rows[code] >= 0, [code, "since", "row_of"]]
        found.append(mine.merge(every.loc[every[code] >= 0, [code, "opportunity_id", *FACTS]], on=code))
    deals = pd.concat(found).drop_duplicates(["row_of", "opportunity_id"])
    later = deals["created_on"].fillna(deals["closed_on"]) >= deals["since"]
    sums = deals.loc[later].groupby(["row_of", "status"])["amount"].agg(["sum", "size"])
    currency = main_currency(every)
    return [_came(sums, row, currency) for row in range(len(given))]


FACTS = ["status", "amount", "created_on", "closed_on"]
SAID = (("won", "won since"), ("open", "open since"), ("lost", "lost since"))


def _came(sums: pd.DataFrame, row: int, currency: str) -> str:
    for status, words in SAID:
        if (row, status) in sums.index:
            total, count = sums.loc[(row, status)]
            deals = "one deal" if count == 1 else f"{count:.0f} deals"
            return f"{deals}{f' of {money(total, currency)}' if total else ''} {words}"
    return "nothing has come of it yet"
