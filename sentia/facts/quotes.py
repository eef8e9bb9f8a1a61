"""Which quotes are open, and which of them nobody answered."""

import pandas as pd

from sentia.book.matching import is_among

CLOSED = ("accepted", "declined", "expired", "draft", "won", "lost", "rejected", "cancelled")
SEEN = ["on", "is_inbound", "is_attempt"]


def open_quotes(quotes: pd.DataFrame, on: pd.Timestamp) -> pd.DataFrame:
    """The quotes sent until `on` that were neither accepted, declined nor replaced; one row a deal.

    The latest quote of a deal speaks for it, the one with the greatest id of several sent on one day; a quote
    without a deal stands alone.
    """
    if quotes.empty:
        return quotes
    is_open = quotes["sent_on"].le(on) & ~quotes["status"].astype("str").str.lower().isin(CLOSED)
    quotes = quotes.loc[is_open].sort_values(["sent_on", "quote_id"], kind="stable")
    return quotes.loc[~quotes["opportunity_id"].fillna(quotes["quote_id"]).duplicated(keep="last")]


def unanswered(quotes: pd.DataFrame, touched: pd.DataFrame) -> pd.DataFrame:
    """The quotes without a word of theirs since, with `ours` and `tries` (contacts by us since, those in vain).

    A word counts from the day after the quote was sent: about its deal, or from its person about no deal; where
    the quote has no deal, any word from its person, without a person from anybody at its account.
    `touched` is the log as `touches.add_touch` gives it.
    """
    happened = touched["is_touch"] | touched["is_attempt"]
    sent = quotes[["opportunity_id", "contact_id", "account_id", "sent_on"]].rename_axis("quote").reset_index()
    of_deals, loose = sent.dropna(subset="opportunity_id"), sent.loc[sent["opportunity_id"].isna()]
    nobody = loose.loc[loose["contact_id"].isna()]
    no_deal = happened & touched["opportunity_id"].isna()
    ways = (
        *((of_deals, happened, "opportunity_id"), (loose, happened, "contact_id")),
        *((nobody, happened, "account_id"), (of_deals, no_deal, "contact_id")),
    )
    found = [_since(some, touched, kept, link) for some, kept, link in ways if len(some)]
    if not found:
        return quotes.assign(ours=0, tries=0)
    after = pd.concat(found)
    after = after.loc[after["on"] > after["sent_on"]]
    counts = after.assign(ours=~after["is_inbound"]).groupby("quote")[["ours", "is_inbound", "is_attempt"]].sum()
    counts = counts.reindex(quotes.index).fillna(0).astype(int)
    quotes = quotes.assign(ours=counts["ours"], tries=counts["is_attempt"])
    return quotes.loc[counts["is_inbound"] == 0]


def _since(quotes: pd.DataFrame, log: pd.DataFrame, kept: pd.Series, link: str) -> pd.DataFrame:
    """Each quote with every row of the log that is kept and has the same link."""
    quotes = quotes.dropna(subset=link)
    seen = log.loc[kept & is_among(log[link], quotes[link]), [link, *SEEN]]
    return quotes[["quote", link, "sent_on"]].merge(seen, on=link)
