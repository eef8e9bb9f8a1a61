"""The facts planted in the territory on open deals and on the people around them."""

from collections.abc import Iterator
from datetime import date, timedelta

from sample_data.ledger import DAY, days_ago, working_day_before
from sample_data.territory import Territory

LARGEST_WON = 96_000
TYPO = 40 * LARGEST_WON


def new_deal(
    territory: Territory, account: dict, stage: str, began: int, talked: date, **values: object
) -> tuple[dict, dict]:
    """A deal with a person of its own, begun so many days ago and talked about until `talked`."""
    created = working_day_before(DAY - timedelta(days=began))
    contact = territory.contact(account, str(territory.rng.choice(["buyer", "champion", "user"])))
    values = {"stage_since_on": talked, "expected_close_on": soon(territory)} | values
    deal = territory.deal(contact, stage, created, **values)
    territory.talk(deal, contact, created, talked, int(territory.rng.integers(3, 6)))
    return deal, contact


def soon(territory: Territory) -> date:
    """A day between one week and three months after the books' day."""
    return DAY + timedelta(days=int(territory.rng.integers(7, 90)))


def said_no(territory: Territory, seats: Iterator[dict]) -> None:
    """A person who said no twenty days ago, on a deal still open."""
    account, on = next(seats), days_ago(20)
    deal, contact = new_deal(territory, account, "Demo", 80, working_day_before(on, 5), amount=27_000)
    act = territory.ledger.activity(
        contact, on, outcome="said no", deal=deal, subject="Does not want to go on now"
    )
    said = f"{contact['name']} of {account['name']} said no 20 days ago; the ${27_000:,} deal is still open."
    territory.ledger.plant("said_no_open", said, deal, act, on=on)


def blocked(territory: Territory, seats: Iterator[dict]) -> None:
    """Two tempting deals in which nothing can happen before a day to come."""
    for until, amount in ((date(2026, 12, 7), 41_000), (date(2027, 1, 11), 33_000)):
        account = next(seats)
        deal, contact = new_deal(territory, account, "Negotiation", 95, days_ago(38), amount=amount)
        deal.update(blocked_until_on=until, expected_close_on=until + timedelta(days=30))
        deal["notes"] = f"{contact['name']}: budget is frozen until {until}."
        said = f"{account['name']}: ${amount:,} in negotiation, blocked until {until}."
        territory.ledger.plant("blocked_until", said, deal, on=until)


def cooling_off(territory: Territory, seats: Iterator[dict]) -> None:
    """Two deals touched on the last two working days, with the next step agreed for later."""
    for days, step_on in ((3, date(2026, 12, 2)), (4, date(2026, 11, 30))):
        account, on = next(seats), days_ago(days)
        deal, contact = new_deal(territory, account, "Qualified", 30, working_day_before(on, 3), amount=18_000)
        deal.update(stage_since_on=working_day_before(on, 3), next_step="Call after their budget round")
        deal["next_step_on"] = step_on
        act = territory.ledger.activity(
            contact, on, deal=deal, subject="Good talk; they decide after the budget round"
        )
        said = f"{contact['name']} of {account['name']} was reached on {on}; nothing is due before {step_on}."
        territory.ledger.plant("cooling_off", said, deal, act, on=on)


def due_today(territory: Territory, seats: Iterator[dict]) -> None:
    """Two deals whose agreed next step falls on the books' day."""
    for step, stage, amount, days in (
        ("Demo at their site, 11:00", "Qualified", 16_000, 11),
        ("Call to go through the contract", "Negotiation", 29_000, 7),
    ):
        account = next(seats)
        deal, contact = new_deal(territory, account, stage, 60, days_ago(days), amount=amount)
        deal.update(next_step=step, next_step_on=DAY)
        said = f'{account["name"]}: "{step}" with {contact["name"]} is agreed for {DAY}.'
        territory.ledger.plant("next_step_today", said, deal, on=DAY)


def close_passed(territory: Territory, seats: Iterator[dict]) -> None:
    """Three open deals whose expected close has passed."""
    for days, stage in ((10, "Verbal yes"), (24, "Negotiation"), (39, "Demo")):
        account, expected = next(seats), days_ago(days)
        deal, _ = new_deal(territory, account, stage, 130, days_ago(13), expected_close_on=expected)
        deal["stage_since_on"] = days_ago(45)
        said = f'{account["name"]}: "{deal["name"]}" was expected to close on {expected} and is open.'
        territory.ledger.plant("close_passed", said, deal, on=expected)


def hopeless(territory: Territory, seats: Iterator[dict]) -> None:
    """Two deals that are as good as dead: leads from cold calls, years old, the last attempts unanswered."""
    for days, amount in ((1001, 45_000), (938, 30_000)):
        account, created = next(seats), days_ago(days)
        contact = territory.contact(account, "user")
        deal = territory.deal(contact, "Lead", created, amount, source="Cold call", probability=0.02)
        territory.talk(deal, contact, created, working_day_before(created + timedelta(days=30)), 2)
        for attempt in (410, 305, 95):
            territory.ledger.activity(
                contact, days_ago(attempt), outcome="no answer", deal=deal, subject="Tried again"
            )
        said = f"{account['name']}: a ${amount:,} lead {days} days old, under 5% by any account."
        territory.ledger.plant("hopeless", said, deal, on=created)


def whale(territory: Territory, seats: Iterator[dict]) -> None:
    """An amount typed a hundred times too large, 40 times the largest deal ever won; and that deal."""
    account, closed = next(seats), days_ago(402)
    deal, contact = new_deal(territory, account, "Closed won", 480, closed, amount=LARGEST_WON, source="Referral")
    deal.update(closed_on=closed, expected_close_on=closed, stage_since_on=closed)
    thanked = working_day_before(closed + timedelta(days=5))
    territory.ledger.activity(contact, thanked, deal=deal, subject="Thank you for the order")
    said = f"{account['name']}: ${LARGEST_WON:,}, the largest deal ever won."
    territory.ledger.plant("largest_won", said, deal, on=closed)
    account = next(seats)
    deal, _ = new_deal(territory, account, "Demo", 70, days_ago(12), amount=TYPO)
    said = f"{account['name']}: ${TYPO:,} is 40 times the largest deal ever won (meant was ${TYPO // 100:,})."
    territory.ledger.plant("whale_typo", said, deal, amount=TYPO)


def left_alone(territory: Territory, seats: Iterator[dict]) -> None:
    """A person who asked not to be contacted again, with a lead that would tempt."""
    account, on = next(seats), days_ago(165)
    deal, contact = new_deal(territory, account, "Lead", 190, on, amount=9_000, expected_close_on=None)
    contact.update(do_not_contact="yes", notes="Asked us not to call or write again.")
    said = f"{contact['name']} of {account['name']} asked to be left alone; a ${9_000:,} lead is still open."
    territory.ledger.plant("do_not_contact_person", said, deal, on=on)


def introductions(territory: Territory, seats: Iterator[dict]) -> None:
    """Three people introduced to us 12 to 25 days ago; whoever did it has not heard from us since."""
    givers = [
        territory.contact(None, "friend"),
        territory.contact(None, "partner"),
        territory.contact(next(seats), "buyer"),
    ]
    for giver, days in zip(givers, (12, 18, 25), strict=True):
        territory.look_after(giver, 70, days_ago(days + 35), first=days_ago(300 + days % 7))
        account, on = next(seats), days_ago(days)
        contact = territory.contact(account, "champion", referred_by=giver["name"])
        deal = territory.deal(
            contact,
            "Qualified",
            on,
            source="Referral",
            referred_by=giver["name"],
            expected_close_on=soon(territory),
        )
        subject = f"Introduced us to {contact['name']} of {account['name']}"
        act = territory.ledger.activity(giver, on, "note", subject=subject)
        territory.talk(
            deal, contact, working_day_before(on + timedelta(days=2)), days_ago(days - 6 if days != 12 else 5), 2
        )
        said = f"{giver['name']} {subject[0].lower()}{subject[1:]} {days} days ago; not thanked."
        more = {"introducer_id": giver["contact_id"], "note_id": act["activity_id"], "on": on}
        territory.ledger.plant("introduction_not_thanked", said, deal, **more)


def same_person(territory: Territory, first: dict, second: dict) -> None:
    """One person who works for two accounts, the second of which belongs to the first; a deal at one."""
    second["parent"] = first["name"]
    deal, contact = new_deal(territory, first, "Demo", 55, days_ago(13))
    same = {key: contact[key] for key in ("name", "email", "phone", "title")}
    twin = territory.contact(second, contact["relationship"], **same)
    said = f"{contact['name']} works for {first['name']} and for {second['name']}, under one e-mail address."
    more = {"twin_contact_id": twin["contact_id"], "twin_account_id": second["account_id"]}
    territory.ledger.plant("same_person", said, contact, **more, email=contact["email"])
