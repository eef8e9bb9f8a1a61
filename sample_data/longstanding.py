"""The facts planted in the territory that took months: forgotten leads, old noes, lapsed customers, movers."""

from datetime import date, timedelta

from sample_data.ledger import DAY, days_ago, working_day_before
from sample_data.territory import Territory


def plant_longstanding(territory: Territory, movers_from: list[dict]) -> None:
    """Write the planted facts that have accounts of their own; movers come from the given ones."""
    forgotten_leads(territory)
    old_noes(territory)
    left_alone_account(territory)
    overdue_reorders(territory)
    surely_gone(territory)
    room_to_grow(territory)
    small_and_quiet(territory)
    movers(territory, movers_from)


def forgotten_leads(territory: Territory) -> None:
    """Six small leads nobody has touched for four months or more, with nothing planned."""
    for days, amount in ((124, 1_200), (139, 3_800), (150, 1_500), (172, 2_400), (196, 3_100), (241, 1_900)):
        last = days_ago(days)
        created = working_day_before(last - timedelta(days=15))
        account = territory.account("prospect", since=created)
        contact = territory.contact(account)
        deal = territory.deal(contact, "Lead", created, amount, source="Website")
        territory.talk(deal, contact, created, last, 2)
        said = f"{account['name']}: a ${amount:,} lead, last touched {days} days ago, nothing planned."
        territory.ledger.plant("forgotten_lead", said, deal, on=last)


def old_noes(territory: Territory) -> None:
    """Five noes of nine months ago, one that was for good, and one too fresh to ask again."""
    noes = [
        (271, 12_000, "Timing"), (272, 3_500, "No decision"), (276, 26_000, "Price"), (278, 8_000, "Timing"),
        (284, 15_500, "No decision"),
    ]  # fmt: skip
    for days, amount, reason in noes:
        _no(territory, days, amount, reason, "old_no", "and not a word since: a fresh look is due.")
    _no(territory, 273, 31_000, "No fit", "no_for_good", "and must never be asked again.")
    _no(territory, 31, 19_000, "Price", "no_too_fresh", "which is too soon to ask again.")


def _no(territory: Territory, days: int, amount: int, reason: str, kind: str, ending: str) -> None:
    on = days_ago(days)
    created = working_day_before(on - timedelta(days=75))
    account = territory.account("prospect", since=created)
    contact = territory.contact(account)
    deal = territory.deal(
        contact,
        "Closed lost",
        created,
        amount,
        closed_on=on,
        expected_close_on=on,
        stage_since_on=on,
        lost_reason=reason,
    )
    territory.talk(deal, contact, created, working_day_before(on, 4), 4)
    act = territory.ledger.activity(
        contact, on, outcome="said no", deal=deal, subject=f"Said no: {reason.lower()}"
    )
    said = f"{account['name']} said no to ${amount:,} ({reason.lower()}) {days} days ago, {ending}"
    territory.ledger.plant(kind, said, deal, act, on=on)


def past_wins(territory: Territory, contact: dict, count: int = 2) -> None:
    """So many deals won from a contact two years ago and more, each thanked for."""
    for _ in range(count):
        closed = working_day_before(DAY - timedelta(days=int(territory.rng.integers(700, 960))))
        created = working_day_before(closed - timedelta(days=40))
        deal = territory.deal(
            contact, "Closed won", created, closed_on=closed, expected_close_on=closed, stage_since_on=closed
        )
        territory.talk(deal, contact, created, closed, 3)
        thanked = working_day_before(closed + timedelta(days=3))
        territory.ledger.activity(contact, thanked, deal=deal, subject="Thank you for the order")


def left_alone_account(territory: Territory) -> None:
    """A customer that asked to be left alone, with a deal and lapsed orders that would tempt."""
    account = territory.account("customer", do_not_contact="yes", notes="Head office: no sales calls, no mails.")
    contact = territory.contact(account)
    past_wins(territory, contact)
    territory.buy(account, 70, days_ago(201), 1_400)
    on = days_ago(195)
    deal = territory.deal(
        contact, "Qualified", working_day_before(on, 20), 24_000, expected_close_on=date(2027, 2, 26)
    )
    territory.talk(deal, contact, deal["created_on"], on, 3)
    said = (
        f"{account['name']} asked to be left alone; a ${24_000:,} deal is still open and its orders have lapsed."
    )
    territory.ledger.plant("do_not_contact_account", said, deal, on=on)


def overdue_reorders(territory: Territory) -> None:
    """Four customers who order every 30 days and have not for 56 to 67."""
    for days, size in ((56, 450), (59, 1_900), (62, 900), (67, 3_600)):
        account, last = territory.account("customer"), days_ago(days)
        contact = territory.contact(account)
        past_wins(territory, contact)
        territory.buy(account, 30, last, size, spread=0.05)
        territory.look_after(contact, 50, working_day_before(last, 3))
        order = _last_order(territory, account)
        said = f"{account['name']} orders about every 30 days and last did {days} days ago."
        territory.ledger.plant("reorder_overdue", said, contact, order, on=last)


def _last_order(territory: Territory, account: dict) -> dict:
    own = [row for row in territory.ledger.rows["orders"] if row["account_id"] == account["account_id"]]
    return max(own, key=lambda row: row["ordered_on"])


def surely_gone(territory: Territory) -> None:
    """Two customers who ordered every 30 days, silent for 600 days and more; still marked as customers."""
    for days, size in ((612, 2_600), (655, 1_700)):
        account, last = territory.account("customer"), days_ago(days)
        contact = territory.contact(account)
        past_wins(territory, contact)
        territory.buy(account, 30, last, size, spread=0.05)
        territory.look_after(contact, 50, working_day_before(last, 3))
        for attempt in (570, 535, 500):
            territory.ledger.activity(contact, days_ago(attempt), outcome="no answer", subject="Where are you?")
        said = f"{account['name']} ordered about every 30 days until {days} days ago: surely gone."
        territory.ledger.plant("customer_gone", said, contact, _last_order(territory, account), on=last)


def room_to_grow(territory: Territory) -> None:
    """Two customers who could buy ten times what they do, and hardly hear from us."""
    for potential, size, days in ((400_000, 3_200, 45), (250_000, 2_400, 52)):
        account = territory.account("customer", employees=1_200, potential_spend=potential)
        contact = territory.contact(account)
        past_wins(territory, contact)
        territory.buy(account, 48, days_ago(17), size, spread=0.1)
        territory.look_after(contact, 160, days_ago(days))
        said = (
            f"{account['name']} could buy ${potential:,} a year, buys under a tenth, heard of us {days} days ago."
        )
        territory.ledger.plant("room_to_grow", said, contact, on=days_ago(days), potential_spend=potential)


def small_and_quiet(territory: Territory) -> None:
    """Two small customers who have not heard from us for two months and more."""
    for days, size in ((75, 240), (96, 180)):
        account = territory.account("customer", employees=12, potential_spend=3_000)
        contact = territory.contact(account)
        past_wins(territory, contact, 1)
        territory.buy(account, 86, days_ago(48), size, spread=0.08)
        territory.look_after(contact, 90, days_ago(days))
        said = f"{account['name']}, a small customer, has not heard from us for {days} days."
        territory.ledger.plant("small_and_quiet", said, contact, on=days_ago(days))


def movers(territory: Territory, accounts: list[dict]) -> None:
    """Three people who changed employer 12 to 38 days ago; two of them bought from us where they were."""
    for days, old, won in zip((12, 25, 38), accounts, (True, True, False), strict=True):
        moved = days_ago(days)
        account = territory.account("prospect", since=moved)
        contact = territory.contact(account, "champion", previous_account=old["account_id"], moved_on=moved)
        closed = days_ago(500 - days)
        outcome = {} if won else {"lost_reason": "Budget"}
        deal = territory.deal(
            contact, "Closed won" if won else "Closed lost", working_day_before(closed, 30), 15_000 + 1_000 * days,
            account_id=old["account_id"], closed_on=closed, expected_close_on=closed, stage_since_on=closed,
            **outcome,
        )  # fmt: skip
        territory.talk(deal, contact, deal["created_on"], working_day_before(closed, 1), 4)
        territory.ledger.activity(
            contact, closed, outcome=None if won else "said no", deal=deal, subject="Decision"
        )
        last = working_day_before(moved - timedelta(days=40))
        territory.ledger.activity(contact, last, deal=deal, subject="How are things going?")
        said = f"{contact['name']} left {old['name']} for {account['name']} {days} days ago; not greeted."
        more = {"previous_account_id": old["account_id"], "bought_before": won, "on": moved}
        territory.ledger.plant("mover", said, contact, **more, old_opportunity_id=deal["opportunity_id"])
