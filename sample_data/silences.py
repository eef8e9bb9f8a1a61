"""The facts planted in the territory that a touch would undo: quotes, promises and messages without an answer."""

from collections.abc import Iterator
from datetime import date, timedelta

from sample_data.deals import new_deal
from sample_data.ledger import DAY, days_ago, working_day_before
from sample_data.territory import Territory


def won_not_thanked(territory: Territory, seats: Iterator[dict]) -> None:
    """Two deals won five and six days ago, not a word from us since."""
    for days, amount in ((6, 8_500), (5, 21_000)):
        account, closed = next(seats), days_ago(days)
        territory.silent_from[account["account_id"]] = closed
        deal, contact = new_deal(
            territory, account, "Closed won", 50, working_day_before(closed, 2), amount=amount
        )
        deal.update(closed_on=closed, stage_since_on=closed, expected_close_on=closed)
        said = f"{account['name']}: won ${amount:,} {days} days ago; {contact['name']} has not been thanked."
        territory.ledger.plant("won_not_thanked", said, deal, on=closed)


def quotes(territory: Territory, seats: Iterator[dict]) -> None:
    """Five quotes sent 4 to 20 days ago, and silence since."""
    for days, amount in ((4, 22_000), (6, 1_800), (11, 38_000), (14, 9_500), (20, 14_000)):
        account, sent = next(seats), days_ago(days)
        territory.silent_from[account["account_id"]] = sent
        talked = working_day_before(sent, 3)
        deal, contact = new_deal(territory, account, "Quote sent", days + 45, talked, amount=amount)
        deal["stage_since_on"] = sent
        quote = territory.ledger.add(
            "quotes", opportunity_id=deal["opportunity_id"], account_id=account["account_id"],
            contact_id=contact["contact_id"], amount=amount, sent_on=sent,
            valid_until_on=sent + timedelta(days=60), status="sent",
        )  # fmt: skip
        act = territory.ledger.activity(contact, sent, "quote sent", deal=deal, subject=f"Quote: {deal['name']}")
        said = f"{account['name']}: a quote of ${amount:,} sent {days} days ago, nothing heard or asked since."
        territory.ledger.plant("quote_unanswered", said, quote, deal, act, on=sent)


def information(territory: Territory, seats: Iterator[dict]) -> None:
    """Three information packs sent 5 to 10 days ago, and nothing since."""
    for days in (5, 7, 10):
        account, sent = next(seats), days_ago(days)
        territory.silent_from[account["account_id"]] = sent
        deal, contact = new_deal(territory, account, "Info sent", days + 25, working_day_before(sent, 2))
        deal["stage_since_on"] = sent
        act = territory.ledger.activity(contact, sent, "info sent", deal=deal, subject="Brochure and price list")
        said = f"{account['name']}: information sent to {contact['name']} {days} days ago, nothing since."
        territory.ledger.plant("info_sent_silence", said, deal, act, on=sent)


def our_promises(territory: Territory, seats: Iterator[dict]) -> None:
    """Three things we promised, past their date and not done."""
    things = ["send two references", "check the delivery time with the factory", "send the revised drawing"]
    for thing, stage, said_days, due_days in zip(
        things, ["Demo", "Negotiation", "Qualified"], (17, 12, 10), (11, 6, 4), strict=True
    ):
        said = f"We promised {{}} of {{}} to {thing} by {days_ago(due_days)}; not done."
        _promise(territory, next(seats), stage, thing, "us", said_days, due_days, "promise_ours_broken", said)


def their_promises(territory: Territory, seats: Iterator[dict]) -> None:
    """Two things they promised, past their date and not heard of."""
    things = ["send the signed order form", "confirm the budget"]
    for thing, said_days, due_days in zip(things, (14, 19), (5, 10), strict=True):
        said = f"{{}} of {{}} promised to {thing} by {days_ago(due_days)}; nothing came."
        _promise(
            territory,
            next(seats),
            "Negotiation",
            thing,
            "them",
            said_days,
            due_days,
            "promise_theirs_broken",
            said,
        )


def _promise(
    territory: Territory,
    account: dict,
    stage: str,
    thing: str,
    by: str,
    said: int,
    due: int,
    kind: str,
    words: str,
) -> None:
    on = days_ago(said)
    territory.silent_from[account["account_id"]] = on
    deal, contact = new_deal(territory, account, stage, said + 40, working_day_before(on, 2))
    act = territory.ledger.activity(
        contact,
        on,
        deal=deal,
        subject=f"About: {deal['name']}",
        promise=thing,
        promise_by=by,
        promise_on=days_ago(due),
    )
    territory.ledger.plant(kind, words.format(contact["name"], account["name"]), act, deal, on=days_ago(due))


def inbound(territory: Territory, seats: Iterator[dict]) -> None:
    """Three messages to us, two or more working days old, unanswered; one of them from nobody's deal."""
    asked = [
        ("email", "Can you do 12 pieces by January?"),
        ("call", "Left a message: please call back about the price"),
    ]
    for days, stage, (kind, subject) in zip((5, 6), ("Demo", "Qualified"), asked, strict=True):
        account, on = next(seats), days_ago(days)
        territory.silent_from[account["account_id"]] = on
        deal, contact = new_deal(territory, account, stage, days + 35, working_day_before(on, 4))
        _unanswered(territory, account, contact, on, kind, subject, deal)
    account, on = next(seats), days_ago(7)
    territory.silent_from[account["account_id"]] = on
    contact = territory.contact(account, "user")
    territory.look_after(contact, 60, days_ago(40), first=days_ago(200))
    _unanswered(territory, account, contact, on, "email", "One scanner will not charge, what now?")


def _unanswered(
    territory: Territory, account: dict, contact: dict, on: date, kind: str, subject: str, deal: dict | None = None
) -> None:
    outcome = "voicemail" if kind == "call" else None
    act = territory.ledger.activity(contact, on, kind, outcome, deal, direction="in", subject=subject, minutes=2)
    said = f"{contact['name']} of {account['name']} wrote or called {(DAY - on).days} days ago and has no answer."
    territory.ledger.plant("inbound_unanswered", said, act, on=on)
