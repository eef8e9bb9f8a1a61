"""Follow up a quote that nobody answered.

Formula: the quote's amount x what a touch adds (`value.touch_value`), half-life 7 days; due 3, 7, 14 and 30
days after it was sent, then every 30, and three working days before it lapses.
"""

import numpy as np
import pandas as pd

from sentia.book.matching import looked_up
from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.pending import deals_for
from sentia.day.actions.touching import add_touch_total, reply_lifts, touch_factors, touch_steps
from sentia.day.amounts import CAPPED, add_priced_amount, amount_words
from sentia.day.desk import Desk
from sentia.day.follow_ups import due_for
from sentia.day.value import AT_ONCE
from sentia.day.wording import day_words, money, sentence, span
from sentia.estimates.winning import add_win_rate
from sentia.facts.working_days import working_days_after
from sentia.touches import days_between, latest_of

KIND = "quote"
steps = touch_steps


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an open quote to ask about; a deal with something more urgent has a line of its own."""
    due = due_for(KIND, desk.follow_ups, ["quote_id", "due_on"])
    if due.empty:
        return no_candidates()
    quotes = desk.quotes.loc[desk.quotes["quote_id"].isin(due["quote_id"])]
    quotes = quotes.loc[
        quotes["opportunity_id"].isin(deals_for(KIND, desk).index)
        | ~quotes["opportunity_id"].isin(desk.deals.index)
    ]
    if quotes.empty:
        return no_candidates()
    quotes = quotes.assign(due_on=quotes["quote_id"].map(due.groupby("quote_id")["due_on"].min()))
    quotes = _with_clock(_with_deals(quotes, desk), desk)
    quotes = add_touch_total(quotes, KIND, desk, once=quotes["is_last_day"])
    return candidates_of(
        KIND,
        quotes,
        touch_factors(quotes),
        pot=("deal:" + _whose_dollars(quotes, desk)).fillna("quote:" + quotes["quote_id"]),
        topic=_topics(quotes, desk),
        because=_reasons(quotes, desk),
        is_must=quotes["is_last_day"],
        fades=pd.Series(AT_ONCE, quotes.index).where(quotes["is_last_day"]),
    )


def _whose_dollars(quotes: pd.DataFrame, desk: Desk) -> pd.Series:
    """The deal whose dollars each quote asks for: its own; of a loose one the open deal nearest in size there.

    Its person's, else its account's.
    """
    loose = quotes.loc[quotes["opportunity_id"].isna(), ["quote_id", "contact_id", "account_id", "priced"]]
    if loose.empty:
        return quotes["opportunity_id"]
    loose = loose.assign(person=looked_up(loose["contact_id"], desk.contacts["person"]))
    deals = desk.deals[["opportunity_id", "contact_id", "account_id", "priced"]]
    deals = deals.assign(person=looked_up(deals["contact_id"], desk.contacts["person"]))
    found = pd.Series(index=loose["quote_id"], dtype="str")
    for by in ("person", "account_id"):
        pairs = loose.dropna(subset=by).merge(deals.dropna(subset=by), on=by, suffixes=("", "_of_deal"))
        apart = np.log(pairs["priced"] / pairs["priced_of_deal"]).abs()
        pairs = pairs.assign(apart=apart).sort_values(["apart", "opportunity_id"], kind="stable")
        found = found.fillna(pairs.drop_duplicates("quote_id").set_index("quote_id")["opportunity_id"])
    return quotes["opportunity_id"].fillna(quotes["quote_id"].map(found).astype("str"))


def _with_deals(quotes: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """Quotes with their deal's chance, amount and silence; a chance is at least that of a deal with a quote."""
    known = desk.deals.reindex(quotes["opportunity_id"]).set_axis(quotes.index)
    contact = quotes["contact_id"].fillna(looked_up(quotes["account_id"], desk.main_contacts))
    person = desk.contacts.reindex(contact).set_axis(quotes.index)
    ours = known.get("our_chance", known["win_rate"]).fillna(known["win_rate"])
    further = ours >= desk.playbook.stage_win_rates["quote"]
    quotes = quotes.assign(
        contact_id=contact,
        amount=quotes["amount"].fillna(known["amount"]).astype(float),
        currency=quotes["currency"].fillna(known["currency"]).astype("str"),
        recurrence=known["recurrence"].where(quotes["amount"].isna() | (quotes["amount"] == known["amount"])),
        product=known["product"].astype("str"),
        source=known["source"].astype("str"),
        expected_close_on=known["expected_close_on"],
        stage=known["stage"].astype("str").where(further, "Quote"),
        stage_kind=known["stage_kind"].astype("str").where(further, "quote"),
        last_touch_on=latest_of(known["last_touch_on"], person["last_touch_on"]),
        last_try_on=latest_of(known["last_try_on"], person["last_try_on"]),
        heard_on=quotes["sent_on"],
    )
    return add_win_rate(quotes, desk.winning, quotes["opportunity_id"]).pipe(add_priced_amount, desk.amounts)


def _with_clock(quotes: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """How long each is sent and quiet, and whether today is its last day."""
    next_day = working_days_after(pd.Series([desk.on]), 1).iloc[0]
    return quotes.assign(
        is_last_day=quotes["valid_until_on"].between(desk.on, next_day, inclusive="left"),
        days_sent=days_between(quotes["sent_on"], desk.on),
        days_quiet=days_between(latest_of(quotes["sent_on"], quotes["last_touch_on"]), desk.on),
    )


def _topics(quotes: pd.DataFrame, desk: Desk) -> list[str]:
    given = quotes["amount_is"].isin(["given", CAPPED])
    rows = zip(quotes["amount"], given, strict=True)
    return [f"the quote of {money(amount, desk.currency)}" if known else "the quote" for amount, known in rows]


def _reasons(quotes: pd.DataFrame, desk: Desk) -> list[str]:
    days = day_words(quotes["valid_until_on"])
    lapses = ("it lapses on " + days).where(quotes["valid_until_on"] >= desk.on, "it lapsed on " + days).fillna("")
    size = amount_words(quotes, desk.currency)
    who = quotes["contact_id"].map(desk.contacts["name"]).astype("str").fillna("they were")
    rows = zip(size, quotes["days_sent"], quotes["tries"], quotes["days_quiet"], who, lapses, strict=True)
    facts = [
        sentence(f"{amount} sent {_ago(sent)}", _word(tries), _since(tries, quiet, sent, name), until)
        for amount, sent, tries, quiet, name, until in rows
    ]
    return [fact + lifts for fact, lifts in zip(facts, reply_lifts(quotes), strict=True)]


def _ago(days: float) -> str:
    return f"{span(days)} ago" if days else "today"


def _word(tries: float) -> str:
    return "" if pd.isna(tries) else "no answer"


def _since(tries: float, quiet: float, sent: float, name: str) -> str:
    """What came after it: tries to reach them, and a word with them that was about something else."""
    tried = "one try since" if tries == 1 else f"{tries:.0f} tries since" if tries > 1 else ""
    spoken = f"{name} last spoken to {_ago(quiet)} about something else" if quiet < sent else ""
    return ", ".join(words for words in (tried, spoken) if words)
