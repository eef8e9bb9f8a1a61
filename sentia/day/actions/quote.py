"""Follow up a quote that nobody answered.

Formula: the quote's amount times what a touch adds (`value.touch_share`), half-life 7 days; due 3, 7, 14 and
30 days after it was sent, then every 30.
"""

import numpy as np
import pandas as pd

from sentia.day.actions.columns import candidates_of
from sentia.day.actions.pending import open_quotes
from sentia.day.actions.touching import add_touch_total, silence
from sentia.day.amounts import add_priced_amount
from sentia.day.desk import Desk
from sentia.day.wording import day_words, money, sentence, span
from sentia.estimates.winning import add_win_rate

KIND = "quote"


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an unanswered quote whose follow-up is due; the latest quote of a deal speaks for it."""
    quotes = _with_deals(desk)
    quotes = add_touch_total(quotes.loc[(quotes["due_on"] <= desk.on) & ~quotes["is_answered"]], KIND, desk)
    return candidates_of(
        KIND,
        quotes,
        pot=("deal:" + quotes["opportunity_id"]).fillna("quote:" + quotes["quote_id"]),
        topic=[f"the quote of {money(amount, desk.currency)}" for amount in quotes["amount"]],
        because=_reasons(quotes, desk),
        is_must=quotes["valid_until_on"] == desk.on,
    )


def _with_deals(desk: Desk) -> pd.DataFrame:
    """Open quotes with their deal's chance and silence, how often they were followed up, and when it is due."""
    quotes = open_quotes(desk).sort_values(["sent_on", "quote_id"]).rename(columns={"status": "quote_status"})
    key = quotes["opportunity_id"].fillna(quotes["quote_id"])
    quotes = quotes.loc[~key.duplicated(keep="last")]
    deals = desk.deals
    quotes = quotes.loc[quotes["opportunity_id"].isna() | quotes["opportunity_id"].isin(deals.index)]
    known = deals.reindex(quotes["opportunity_id"]).set_axis(quotes.index)
    quotes = quotes.assign(
        contact_id=quotes["contact_id"].fillna(quotes["account_id"].map(desk.main_contacts)),
        amount=quotes["amount"].fillna(known["amount"]),
        currency=known["currency"],
        stage=known["stage"].where(known["win_rate"] >= desk.playbook.stage_win_rates["quote"], "Quote"),
    )
    quotes = add_win_rate(quotes, desk.playbook)
    quotes = add_priced_amount(quotes, desk.book.opportunities, desk.playbook, desk.currency)
    return _with_follow_ups(quotes, known, desk)


def _with_follow_ups(quotes: pd.DataFrame, known: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    person = desk.contacts.reindex(quotes["contact_id"]).set_axis(quotes.index)
    last = known["last_touch_on"].fillna(person["last_touch_on"])
    since_sent = (desk.on - quotes["sent_on"]).dt.days.astype(float)
    done = _touches_since(quotes, desk)
    schedule = np.array([*desk.playbook.quote_days])
    due = quotes["sent_on"] + pd.to_timedelta(schedule[np.minimum(done["ours"], len(schedule) - 1)], unit="D")
    again = np.maximum(last, quotes["sent_on"]) + pd.Timedelta(days=float(schedule[-1]))
    quiet = (desk.on - last).dt.days.astype(float)
    return quotes.assign(
        days_sent=since_sent,
        days_quiet=quiet.where(quiet < since_sent, since_sent),
        heard_on=quotes["sent_on"],
        tries=done["tries"],
        is_answered=done["theirs"] > 0,
        due_on=due.where(done["ours"] < len(schedule), again),
        last_touch_on=last,
        last_try_on=known["last_try_on"].fillna(person["last_try_on"]),
    )


def _touches_since(quotes: pd.DataFrame, desk: Desk) -> pd.DataFrame:
    """Per quote: `ours` (touches and tries after the day it was sent), `theirs` (inbound), `tries` in vain."""
    log = desk.touched.loc[desk.touched["is_touch"] | desk.touched["is_attempt"]]
    log = log[["opportunity_id", "contact_id", "on", "is_inbound", "is_attempt", "is_touch"]]
    sent = quotes.reset_index()[["row_key", "quote_id", "opportunity_id", "contact_id", "sent_on"]]
    about = sent.dropna(subset="opportunity_id").merge(log.drop(columns="contact_id"), on="opportunity_id")
    loose = sent.loc[sent["opportunity_id"].isna()].drop(columns="opportunity_id").dropna(subset="contact_id")
    after = pd.concat([about, loose.merge(log.drop(columns="opportunity_id"), on="contact_id")])
    after = after.loc[after["on"] > after["sent_on"]]
    counts = after.assign(ours=~after["is_inbound"]).groupby("row_key")[["ours", "is_inbound", "is_attempt"]].sum()
    counts = counts.reindex(quotes.index).fillna(0).astype(int)
    return counts.rename(columns={"is_inbound": "theirs", "is_attempt": "tries"})


def _reasons(quotes: pd.DataFrame, desk: Desk) -> list[str]:
    until = (
        ("valid until " + day_words(quotes["valid_until_on"]))
        .where(quotes["valid_until_on"] >= desk.on)
        .fillna("")
    )
    rows = zip(
        quotes["amount"],
        quotes["days_sent"],
        quotes["win_rate"],
        quotes["tries"],
        quotes["days_quiet"],
        until,
        strict=True,
    )
    return [
        sentence(
            f"{money(amount, desk.currency)} sent {span(sent)} ago, no answer",
            f"{tries} tries since" if tries > 1 else "one try since" if tries else "",
            silence(quiet) if quiet < sent else "",
            f"{chance:.0%} of such deals are won",
            lapses,
        )
        for amount, sent, chance, tries, quiet, lapses in rows
    ]
