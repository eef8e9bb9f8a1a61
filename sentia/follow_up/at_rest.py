"""Why a record needs no touch for now: asked to be left alone, parked, put off, blocked, or said no."""

from collections.abc import Callable

import pandas as pd

from sentia.facts.declines import FOREVER
from sentia.facts.facts import Facts
from sentia.facts.permission import is_left_alone
from sentia.work.resting import PARKED, SNOOZED, is_blocked, is_parked

ALONE, PARKED_AS, SAID_NO, BLOCKED = "asked to be left alone", "parked", "said no", "waits for a later day"
BY_NOTES = f"{BLOCKED}, as its notes say"
# What rests when its deal, person or account is put off.
_REST_WITH = (
    *(("opportunities", "deal"), ("quotes", "deal"), ("lost deals", "deal"), ("contacts", "who")),
    *(("quotes", "who"), ("accounts", "at")),
)


def by_code(values: pd.Series, codes: pd.Series) -> pd.Series:
    """The value of each code, missing where it has none."""
    return values.reindex(codes).set_axis(codes.index)


def rests_of(records: pd.DataFrame, board: Facts) -> pd.DataFrame:
    """`reason`: why a record is closed or rests, missing where it does not; `until` its day of return."""
    rests = pd.DataFrame({"reason": None, "until": pd.NaT}, index=records.index)
    rests = rests.astype({"reason": "str", "until": "datetime64[us]"})
    for reason, is_so in (
        (ALONE, is_left_alone(records, board)),
        (_parked_as(records, board), is_parked(records, board)),
        (_blocked_as(records, board), is_blocked(records, board)),
    ):
        rests = rests.assign(reason=rests["reason"].mask(is_so & rests["reason"].isna(), reason))
    rests = rests.assign(until=_blocked_until(records, board).where(rests["reason"].isin([BLOCKED, BY_NOTES])))
    return _put_off(_waiting_for_a_look(_gone(rests, records, board), records, board), records, board)


def _parked_as(records: pd.DataFrame, board: Facts) -> pd.Series:
    """What was said when each record was parked: of its deal, else its person, else its account."""
    log = board.book.log
    log = log.loc[log["status"].eq(PARKED) & log["reason"].notna()]
    why = pd.Series(index=records.index, dtype="str")
    if len(log):
        log = board.coded(log)
        for code in ("deal", "who", "at"):
            last = log.loc[log[code] >= 0].drop_duplicates(code, keep="last").set_index(code)["reason"]
            why = why.fillna(by_code(last, records[code]).astype("str"))
    return (PARKED_AS + ": " + why).fillna(PARKED_AS)


def _blocked_as(records: pd.DataFrame, board: Facts) -> pd.Series:
    """Whether the deal's own column or only its words say that it waits."""
    by_words = board.every_deal["blocked_until_on"].isna().set_axis(board.every_deal["deal"])
    is_said = by_code(by_words.loc[~by_words.index.duplicated()], records["deal"]).eq(True)
    return pd.Series(BLOCKED, records.index, dtype="str").mask(is_said, BY_NOTES)


def _blocked_until(records: pd.DataFrame, board: Facts) -> pd.Series:
    """The day until which its deal is blocked, else the first of its person's or its account's."""
    deals = board.every_deal.assign(blocked_until_on=board.blocked_until)
    deals = deals.loc[deals["status"].eq("open") & (deals["blocked_until_on"] > board.on)]
    found = pd.Series(pd.NaT, records.index, dtype="datetime64[us]")
    for code in ("deal", "who", "at"):
        first = deals.loc[deals[code] >= 0].groupby(code)["blocked_until_on"].min()
        found = found.fillna(by_code(first, records[code]).astype("datetime64[us]"))
    return found


def _gone(rests: pd.DataFrame, records: pd.DataFrame, board: Facts) -> pd.DataFrame:
    """A no for good, at the account or of the person, closes them unless a deal goes on there."""
    return _marked(rests, records, board, lambda looks: looks["look_on"].isna(), lambda _: f"{SAID_NO} for good")


def _waiting_for_a_look(rests: pd.DataFrame, records: pd.DataFrame, board: Facts) -> pd.DataFrame:
    """After a no an account and its people wait for the day of its fresh look."""
    return _marked(
        rests,
        records,
        board,
        lambda looks: looks["look_on"].gt(board.on) & looks["look_on"].lt(FOREVER),
        lambda _: f"{SAID_NO}; a fresh look on that day",
    )


def _marked(
    rests: pd.DataFrame,
    records: pd.DataFrame,
    board: Facts,
    which: Callable[[pd.DataFrame], pd.Series],
    said: Callable[[pd.Timestamp], str],
) -> pd.DataFrame:
    """Accounts and people whose last word was such a no rest, but for those who buy."""
    looks = board.looks.loc[which(board.looks)]
    buys = set(board.accounts.loc[board.reorders.reindex(board.accounts.index)["spend_12"] > 0, "at"])
    at = looks.loc[(looks["at"] >= 0) & ~looks["at"].isin(buys)].drop_duplicates("at").set_index("at")["look_on"]
    alone = looks.loc[looks["at"] < 0].drop_duplicates("who").set_index("who")["look_on"]
    is_person = records["table"] == "contacts"
    here = records["table"].isin(["accounts", "contacts"]) & records["at"].isin(at.index)
    theirs = is_person & (records["at"] < 0) & records["who"].isin(alone.index)
    day = (
        by_code(at, records["at"])
        .where(here, by_code(alone, records["who"]).where(theirs))
        .astype("datetime64[us]")
    )
    is_new = (here | theirs) & rests["reason"].isna()
    words = pd.Series([said(one) if new else None for one, new in zip(day, is_new, strict=True)], rests.index)
    return rests.assign(reason=rests["reason"].mask(is_new, words), until=rests["until"].mask(is_new, day))


def _put_off(rests: pd.DataFrame, records: pd.DataFrame, board: Facts) -> pd.DataFrame:
    """What the rep put off until a day rests until then, with the reason given."""
    log = board.book.log.loc[board.book.log["status"] == SNOOZED]
    until = log["return_on"].fillna(log["planned_for"] + pd.Timedelta(days=1))
    log = board.coded(log.assign(until=until).loc[until > board.on])
    for table, code in _REST_WITH:
        some = log.loc[log[code] >= 0]
        if code == "at":
            some = some.loc[(some["deal"] < 0)]
        last = some.sort_values("until").drop_duplicates(code, keep="last").set_index(code)
        is_so = (records["table"] == table) & records[code].isin(last.index) & rests["reason"].isna()
        day, why = by_code(last["until"], records[code]), by_code(last["reason"], records[code])
        words = "put off" + (": " + why.astype("str")).fillna("")
        words = pd.Series(words, records.index)
        rests = rests.assign(reason=rests["reason"].mask(is_so, words), until=rests["until"].mask(is_so, day))
    return rests
