"""A small made-up trade whose truth is known: deals, people, companies and what happened with them."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

STATUSES = ("open", "won", "lost")
_COMPANIES = (
    "Müller & Söhne GmbH", "O'Brien, Baker Inc.", "Acme Corp", "Bolt AG", "Café Olé S.L.", "Dvorák s.r.o.",
    "Elm Street Dental", "Fox; Partner KG", "Gear Works", '"Hi-Fi" House', "Ibis Travel", "Jonas & Co.",
)  # fmt: skip
_FIRST = ("Ann", "Bo", "Cy", "Dée", "Ed", "Fay", "Gus", "Hana", "Ian", "Jörg", "Kim", "Lou")
_LAST = ("Fox", "Null", "Ray", "O'Neil", "Poe", "Zimmermann", "Nil", "de la Cruz", "Lee", "Kraus", "Moss", "Wu")
_WHAT = ("Pumps", "Service contract", "Re-order; filters", 'Press "M3"', "Pilot, phase 2", "Spare parts")
REASONS = ("Price", "No budget", "Competitor")


@dataclass(frozen=True)
class Person:
    """Somebody at a company; the id is a number that every vendor writes in its own way."""

    number: int
    first: str
    last: str
    company: str

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def email(self) -> str:
        return f"person{self.number}@company{self.number}.example"


@dataclass(frozen=True)
class Deal:
    """One deal: `progress` counts stages from 0 to 3; `amount` is missing where nobody has said."""

    number: int
    title: str
    person: Person
    progress: int
    status: str
    amount: float | None
    currency: str
    created: datetime
    expected: date
    closed: datetime | None
    owner: str
    reason: str

    @property
    def company(self) -> str:
        return self.person.company

    @property
    def close(self) -> date:
        """The one close date of vendors that have only one."""
        return self.closed.date() if self.closed else self.expected


@dataclass(frozen=True)
class Touch:
    """A call with somebody about a deal, or one still to be made."""

    number: int
    deal: Deal
    at: datetime
    minutes: int
    is_done: bool


@dataclass(frozen=True)
class Trade:
    """Everything there is to export."""

    people: tuple[Person, ...]
    deals: tuple[Deal, ...]
    touches: tuple[Touch, ...]

    def of(self, *statuses: str) -> tuple[Deal, ...]:
        """The deals that stand so."""
        return tuple(deal for deal in self.deals if deal.status in statuses)


def make_trade(last_day: int = 28, deals: int = 48) -> Trade:
    """A trade in which no day of a month is later than `last_day`: with 12, no date says which part is the day.

    Half of the deals are open; of the others more are won than lost. Every eighth has no amount yet.
    """
    chance = random.Random(last_day)
    people = tuple(Person(n, _FIRST[n], _LAST[n], _COMPANIES[n]) for n in range(len(_COMPANIES)))
    made = tuple(_deal(number, people, _days(chance, last_day), chance) for number in range(deals))
    touches = tuple(_touch(number, deal, last_day) for number, deal in enumerate(made) if number % 2 == 0)
    return Trade(people, made, touches)


def _days(chance: random.Random, last_day: int) -> Callable[[int, int, int], datetime]:
    def day(year: int, first_month: int, last_month: int) -> datetime:
        month, of_month = chance.randint(first_month, last_month), chance.randint(1, last_day)
        return datetime(year, month, of_month, chance.randint(8, 17), chance.randrange(60))

    return day


def _deal(
    number: int, people: tuple[Person, ...], day: Callable[[int, int, int], datetime], chance: random.Random
) -> Deal:
    status = ("open", "won", "open", "lost", "open", "won")[number % 6]
    amount = None if number % 8 == 4 else round(chance.uniform(400, 90_000), 2)
    person = people[number % len(people)]
    return Deal(
        number=number,
        title=f"{_WHAT[number % len(_WHAT)]} {number}",
        person=person,
        progress=chance.randrange(4),
        status=status,
        amount=amount,
        currency="USD" if number % 7 == 3 else "EUR",
        created=day(2026, 1, 6),
        expected=day(2027, 1, 4).date() if status == "open" else day(2026, 7, 9).date(),
        closed=None if status == "open" else day(2026, 7, 10),
        owner=("Ann Seller", "Bo Seller")[number % 2],
        reason=REASONS[number % len(REASONS)] if status == "lost" else "",
    )


def _touch(number: int, deal: Deal, last_day: int) -> Touch:
    is_done = number % 10 != 0
    later = deal.created + timedelta(minutes=number)
    at = later.replace(month=8 if is_done else 12, day=min(later.day, last_day))
    return Touch(number, deal, at.replace(hour=9), 5 + number % 50, is_done)
