"""Three years of decided deals, from which a rep's history teaches something, and the quotes they took."""

from datetime import date, timedelta

import numpy as np

from sample_data.conversations import converse
from sample_data.ledger import DAY, LAST, START, working_day, working_day_before
from sample_data.territory import Territory

CLOSED, QUOTES = 600, 80
LOST_REASONS = {
    "Timing": 0.2, "Price": 0.2, "Competitor": 0.2, "No decision": 0.22, "No fit": 0.08, "Budget": 0.1,
}  # fmt: skip
# Log-odds of winning: what a careful reader of this book can find out again.
AVERAGE = -0.8
BY_SOURCE = {
    "Referral": 0.9, "Existing customer": 0.5, "Partner": 0.1, "Website": -0.2, "Trade fair": -0.5,
    "Cold call": -1.0,
}  # fmt: skip
BY_INDUSTRY = {
    "Food and drink": 0.4, "Logistics": 0.2, "Healthcare": 0.0, "Manufacturing": 0.1, "Retail": -0.3,
    "Hospitality": -0.5,
}  # fmt: skip
BY_SIZE = -0.35  # for each e-fold of the amount above $12,000
PROSPECT_DEALS = 4
RECENT_NO = 90


def closed_deals(territory: Territory, accounts: list[dict]) -> None:
    """Decided deals until the book has them all: prospects have lost ones only."""
    prospects = [a for a in accounts if a["status"] == "prospect"]
    for account in prospects * PROSPECT_DEALS:
        _closed_deal(territory, account, can_win=False)
    customers = [a for a in accounts if a["status"] != "prospect"]
    count = CLOSED - sum(d["status"] != "open" for d in territory.ledger.rows["opportunities"])
    for number in territory.rng.integers(len(customers), size=count):
        _closed_deal(territory, customers[number], can_win=True)


def win_chance(source: str, industry: str, amount: float) -> float:
    """The chance with which a deal of this book's history was won."""
    odds = AVERAGE + BY_SOURCE[source] + BY_INDUSTRY[industry] + BY_SIZE * np.log(amount / 12_000)
    return float(1 / (1 + np.exp(-odds)))


def _closed_deal(territory: Territory, account: dict, can_win: bool) -> None:
    rng = territory.rng
    latest = working_day_before(territory.last_day(account), 4)
    closed = working_day_before(latest - timedelta(days=int(rng.random() ** 1.3 * ((latest - START).days - 25))))
    deal = territory.deal(territory.wary[account["account_id"]], "Closed lost", closed)
    won = can_win and rng.random() < win_chance(deal["source"], account["industry"], deal["amount"])
    days = int(np.clip(np.exp(rng.normal(np.log(42 if won else 85), 0.6)), 6, 400))
    created = working_day_before(max(START, closed - timedelta(days=days)))
    deal.update(created_on=created, stage_since_on=closed, closed_on=closed)
    deal["expected_close_on"] = max(created, working_day_before(closed + timedelta(days=int(rng.normal(-8, 20)))))
    _decide(territory, deal, closed, won)


def _decide(territory: Territory, deal: dict, closed: date, won: bool) -> None:
    """How it ended, with whom, and what was said: a no is heard by the wary one if it still counts."""
    rng = territory.rng
    contact = territory.wary[deal["account_id"]]
    reason = str(rng.choice(list(LOST_REASONS), p=list(LOST_REASONS.values())))
    if won or (reason != "No fit" and (DAY - closed).days > RECENT_NO):
        contact = territory.regulars[deal["account_id"]][0]
    deal["contact_id"] = contact["contact_id"]
    converse(territory, deal, contact, closed, _appetite(territory, deal["amount"], won))
    if won:
        deal.update(status="won", stage="Closed won")
        thanked = working_day(closed, int(rng.integers(1, 4)))
        territory.ledger.activity(contact, thanked, deal=deal, subject="Thank you for the order")
        return
    deal["lost_reason"] = reason
    territory.ledger.activity(contact, closed, outcome="said no", deal=deal, subject=f"Said no: {reason.lower()}")


def _appetite(territory: Territory, amount: float, won: bool) -> int:
    mean = max(0.8, 2.6 + 0.9 * np.log(amount / 8_000) + 0.8 * won)
    return int(np.clip(territory.rng.poisson(mean), 1, 12))


def finish_quotes(territory: Territory) -> None:
    """Quotes of the deals decided last, until the book has them all: accepted, declined or left to expire."""
    deals = [d for d in territory.ledger.rows["opportunities"] if d["status"] != "open" and _took_weeks(d)]
    deals = sorted(deals, key=lambda deal: (deal["closed_on"], deal["opportunity_id"]))
    missing = QUOTES - len(territory.ledger.rows["quotes"])
    for deal in deals[-missing:]:
        contact = {"contact_id": deal["contact_id"]}
        days = (deal["closed_on"] - deal["created_on"]).days
        sent = working_day(deal["created_on"] + timedelta(days=days // 2))
        ending = "accepted" if deal["status"] == "won" else "declined"
        if deal.get("lost_reason") in ("No decision", "Timing"):
            ending = "expired"
        territory.ledger.add(
            "quotes", opportunity_id=deal["opportunity_id"], account_id=deal["account_id"], **contact,
            amount=deal["amount"], sent_on=sent, valid_until_on=sent + timedelta(days=30), status=ending,
        )  # fmt: skip
        territory.ledger.activity(contact, sent, "quote sent", deal=deal, subject=f"Quote: {deal['name']}")


def _took_weeks(deal: dict) -> bool:
    since = (DAY - deal["closed_on"]).days
    return (deal["closed_on"] - deal["created_on"]).days > 12 and since > 10 and "referred_by" not in deal


def introductions(territory: Territory, accounts: list[dict]) -> None:
    """Six introductions of years past, each thanked for and returned with a favour, and what came of them."""
    givers = [territory.contact(None, kind) for kind in ("friend", "former colleague", "partner")]
    for giver in givers:
        territory.look_after(
            giver, 60, working_day_before(LAST - timedelta(days=int(territory.rng.integers(10, 60))))
        )
    for number, (account, days) in enumerate(zip(accounts[8:14], (190, 260, 330, 500, 640, 800), strict=True)):
        _introduction(territory, givers[number % len(givers)], account, days, won=number % 3 != 2)


def _introduction(territory: Territory, giver: dict, account: dict, days: int, won: bool) -> None:
    on = working_day_before(DAY - timedelta(days=days))
    closed = working_day_before(on + timedelta(days=55))
    contact = territory.contact(account, "champion", referred_by=giver["name"])
    outcome = {} if won else {"lost_reason": "Budget"}
    deal = territory.deal(
        contact, "Closed won" if won else "Closed lost", on, source="Referral", referred_by=giver["name"],
        closed_on=closed, expected_close_on=closed, stage_since_on=closed, **outcome,
    )  # fmt: skip
    territory.ledger.activity(
        giver, on, "note", subject=f"Introduced us to {contact['name']} of {account['name']}"
    )
    territory.ledger.activity(giver, working_day(on, 2), subject=f"Thank you for introducing {contact['name']}")
    converse(territory, deal, contact, closed, 5)
    territory.ledger.activity(contact, closed, outcome=None if won else "said no", deal=deal, subject="Decision")
    territory.ledger.activity(
        contact, working_day(closed, 2), deal=deal, subject="Thank you for your time and trust"
    )
    territory.ledger.activity(giver, working_day(closed, 5), "favour", subject="Sent them a customer in return")
