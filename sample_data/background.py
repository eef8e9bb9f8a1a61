"""The background of the territory: three years of ordinary business around what is planted."""

from datetime import date, datetime, time, timedelta

import numpy as np

from sample_data.conversations import converse, informed
from sample_data.history import closed_deals, finish_quotes, introductions
from sample_data.ledger import DAY, LAST, OWNER, START, working_day, working_day_before
from sample_data.territory import Territory

OPEN, ACTIVITIES, CONTACTS = 120, 5_000, 150
CUSTOMERS, PROSPECTS, FORMER = 24, 9, 3
STAGES = {
    "Lead": 0.15, "Qualified": 0.23, "Info sent": 0.15, "Demo": 0.19, "Quote sent": 0.11, "Negotiation": 0.12,
    "Verbal yes": 0.05,
}  # fmt: skip
PROBABILITY = {
    "Lead": 0.1, "Qualified": 0.2, "Info sent": 0.25, "Demo": 0.4, "Quote sent": 0.5, "Negotiation": 0.7,
    "Verbal yes": 0.9, "Closed won": 1.0, "Closed lost": 0.0,
}  # fmt: skip
STEPS = ["Call to agree quantities", "Visit their site", "Send the revised offer", "Call about the budget", "Demo"]
FILLERS = {
    "call": ["How are things going?", "Stock of labels", "Delivery arrived well", "New colleague on site"],
    "email": ["Delivery note", "New catalogue", "Holiday dates", "Invoice copy"],
    "note": ["Met at the trade fair", "Reads our newsletter", "New warehouse planned next year"],
    "task": ["Prepare the yearly review", "Check the price list for them", "Log the delivery complaint"],
    "favour": ["Introduced them to a recycling firm", "Lent a spare scanner", "Sent the market report"],
}


def regular_accounts(territory: Territory) -> list[dict]:
    """The accounts of everyday business, each with a person for it and one who is wary."""
    places = ["east"] * 24 + ["west"] * 3 + ["uk"] * 3 + ["spain"] * 3
    statuses = ["customer"] * CUSTOMERS + ["prospect"] * PROSPECTS
    accounts = [
        territory.account(status, str(place))
        for status, place in zip(statuses, territory.rng.permutation(places), strict=True)
    ]
    for account in accounts:
        territory.regulars[account["account_id"]] = [territory.contact(account)]
        territory.wary[account["account_id"]] = territory.contact(account, "user")
    return accounts


def fill(territory: Territory, accounts: list[dict]) -> None:
    """Everything that is not planted, up to the book's sizes."""
    introductions(territory, accounts)
    job_changes(territory, accounts)
    colleagues(territory, accounts)
    orders(territory, accounts)
    open_deals(territory, accounts)
    closed_deals(territory, accounts)
    finish_quotes(territory)
    calendar(territory)
    everyday(territory, accounts)
    for deal in territory.ledger.rows["opportunities"]:
        deal.setdefault("probability", PROBABILITY[deal["stage"]])


def job_changes(territory: Territory, accounts: list[dict]) -> None:
    """Four people who changed employer long ago, greeted soon after and since."""
    for old, new, days in zip(accounts[3:7], accounts[14:18], (220, 340, 480, 700), strict=True):
        moved = working_day_before(DAY - timedelta(days=days))
        contact = territory.contact(new, "user", previous_account=old["account_id"], moved_on=moved)
        territory.look_after(contact, 75, working_day_before(territory.last_day(new), 20), first=moved)
        greeted = working_day_before(moved + timedelta(days=6))
        territory.ledger.activity(contact, greeted, subject="Congratulations on the new job")


def colleagues(territory: Territory, accounts: list[dict]) -> None:
    """More people for everyday business, until the book has all its contacts; half of them looked up lately."""
    contacts = territory.ledger.rows["contacts"]
    while len(contacts) < CONTACTS:
        account = accounts[territory.rng.integers(len(accounts))]
        relationship = str(territory.rng.choice(["buyer", "user", "champion"]))
        territory.regulars[account["account_id"]].append(territory.contact(account, relationship))
    for contact in contacts[::2]:
        contact["checked_on"] = working_day_before(LAST - timedelta(days=int(territory.rng.integers(0, 300))))


def orders(territory: Territory, accounts: list[dict]) -> None:
    """Each customer orders at a rhythm of its own and is inside it, but for three that stopped long ago."""
    rhythms = territory.rng.permutation(np.linspace(0, 1, CUSTOMERS) ** 2.4 * 70 + 20)
    customers = [a for a in accounts if a["status"] == "customer"]
    for number, (account, rhythm) in enumerate(zip(customers, rhythms, strict=True)):
        quiet = territory.rng.uniform(0.1, 0.8) * rhythm
        if number >= CUSTOMERS - FORMER:
            account["status"], quiet = "former", territory.rng.integers(260, 420)
        size = float(np.exp(territory.rng.normal(np.log(900), 0.8)))
        last = working_day_before(min(LAST, DAY - timedelta(days=int(quiet))))
        territory.buy(account, rhythm, last, size, spread=0.15)
        if territory.rng.random() < 0.5:
            account["potential_spend"] = round(size * 365 / rhythm * territory.rng.uniform(1.2, 3), -3)
    rows = sorted(territory.ledger.rows["orders"], key=lambda row: row["ordered_on"])
    territory.ledger.rows["orders"] = rows[-1_000:]


def open_deals(territory: Territory, accounts: list[dict]) -> None:
    """Open deals until the book has them all: one at each account of everyday business, then where it falls."""
    count = OPEN - sum(d["status"] == "open" for d in territory.ledger.rows["opportunities"])
    weights = np.array([2.0 if a["status"] == "customer" else 1.0 for a in accounts])
    more = territory.rng.choice(len(accounts), count - len(accounts), p=weights / weights.sum())
    for number in [*range(len(accounts)), *more]:
        _open_deal(territory, accounts[number])


def _open_deal(territory: Territory, account: dict) -> None:
    rng = territory.rng
    contacts = territory.regulars[account["account_id"]]
    contact = contacts[rng.integers(len(contacts))]
    stage = str(rng.choice(list(STAGES), p=list(STAGES.values())))
    touched = working_day_before(territory.last_day(account) - timedelta(days=int(min(40, rng.exponential(10)))))
    age = int(np.clip(np.exp(rng.normal(np.log(25 if stage == "Lead" else 70), 0.7)), 6, 380))
    created = working_day_before(max(START, touched - timedelta(days=age)))
    deal = territory.deal(
        contact, stage, created, expected_close_on=DAY + timedelta(days=int(rng.integers(4, 150)))
    )
    converse(territory, deal, contact, touched, _appetite(territory, deal["amount"]))
    _reach_stage(territory, deal, contact, touched)
    if rng.random() < 0.5 or stage == "Quote sent":
        deal["next_step"] = str(rng.choice(STEPS))
        deal["next_step_on"] = working_day(DAY, int(rng.integers(1, 18)))
    if stage == "Negotiation" and rng.random() < 0.5:
        deal["waiting_on"] = str(rng.choice(["legal", "procurement", "them"]))


def _appetite(territory: Territory, amount: float) -> int:
    """How many things happen about a deal: reps do more about big ones."""
    return int(np.clip(territory.rng.poisson(3.5 + 1.5 * np.log(amount / 6_000)), 1, 14)) if amount > 1_000 else 1


def _reach_stage(territory: Territory, deal: dict, contact: dict, touched: date) -> None:
    """The step that brought the deal where it is, and the last talk about it."""
    span = (touched - deal["created_on"]).days
    since = working_day_before(touched - timedelta(days=int(territory.rng.integers(2, 3 + span // 2))))
    deal["stage_since_on"] = max(since, deal["created_on"])
    step = working_day_before(touched, 1)
    if deal["stage"] == "Info sent":
        informed(territory, deal, contact, step)
    if deal["stage"] == "Quote sent":
        deal["stage_since_on"] = step
        _quote(territory, deal, contact, step)
    missed = territory.rng.random() < 0.15 and deal["stage"] not in ("Info sent", "Quote sent")
    outcome = "no answer" if missed else "reached"
    territory.ledger.activity(
        contact, touched, outcome=outcome, deal=deal, hours=(11, 17), subject="Where they stand"
    )


def _quote(territory: Territory, deal: dict, contact: dict, sent: date) -> None:
    territory.ledger.add(
        "quotes", opportunity_id=deal["opportunity_id"], account_id=deal["account_id"],
        contact_id=contact["contact_id"], amount=deal["amount"], sent_on=sent,
        valid_until_on=sent + timedelta(days=90), status="sent",
    )  # fmt: skip
    subject = f"Quote: {deal['name']}"
    territory.ledger.activity(contact, sent, "quote sent", deal=deal, subject=subject)


def calendar(territory: Territory) -> None:
    """Three meetings on the books' day, and some in the two weeks after it."""
    today = territory.ledger.planted["next_step_today"][0]
    account = next(a for a in territory.ledger.rows["accounts"] if a["account_id"] == today["account_id"])
    entries = [
        (0, (9, 0), 30, "Sales team meeting"), (0, (11, 0), 60, f"Demo at {account['name']}"),
        (0, (15, 30), 45, "One to one with Dana"), (1, (10, 0), 90, "Forecast review"),
        (1, (14, 0), 60, "Product training: ring scanners"), (2, (9, 0), 30, "Sales team meeting"),
        (2, (13, 0), 120, "Lunch with the fit-out contractors"), (4, (9, 0), 480, "Day off"),
        (7, (9, 0), 30, "Sales team meeting"), (8, (11, 0), 60, "Dentist"),
        (9, (13, 0), 180, "Trade fair planning"),
        (10, (15, 30), 45, "One to one with Dana"), (11, (9, 30), 60, "Month end paperwork"),
    ]  # fmt: skip
    for later, at, minutes, title in entries:
        starts = datetime.combine(DAY + timedelta(days=later), time(*at))
        ends = starts + timedelta(minutes=minutes)
        territory.ledger.add("calendar", starts_at=starts, ends_at=ends, title=title)


def everyday(territory: Territory, accounts: list[dict]) -> None:
    """Planned tasks, and calls, mails, notes and favours at the accounts, until the book is full."""
    rng, ledger = territory.rng, territory.ledger
    steps = [
        d for d in ledger.rows["opportunities"] if d.get("next_step_on", DAY) > DAY and not d.get("waiting_on")
    ]
    for deal in steps[-20:]:
        ledger.add(
            "activities", due_on=deal["next_step_on"], kind="task", account_id=deal["account_id"],
            contact_id=deal["contact_id"], opportunity_id=deal["opportunity_id"], owner=OWNER,
            subject=deal["next_step"],
        )  # fmt: skip
    weights = np.exp(rng.normal(0, 0.6, len(accounts)))
    kinds, shares = list(FILLERS), [0.5, 0.25, 0.1, 0.08, 0.07]
    while len(ledger.rows["activities"]) < ACTIVITIES:
        account = accounts[rng.choice(len(accounts), p=weights / weights.sum())]
        contacts = territory.regulars[account["account_id"]]
        kind = str(rng.choice(kinds, p=shares))
        days = rng.integers(0, (territory.last_day(account) - START).days)
        missed = kind in ("call", "email") and rng.random() < 0.35
        ledger.activity(
            contacts[rng.integers(len(contacts))], working_day(START + timedelta(days=int(days))), kind,
            "no answer" if missed else None, subject=str(rng.choice(FILLERS[kind])),
        )  # fmt: skip
