"""One rep's real life over three years: 60 accounts, known facts among a plausible background."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from sample_data import names
from sample_data.ledger import LAST, OWNER, START, Ledger, working_day_before

PLACES_FOR_USE = [
    "the main site", "goods in", "dispatch", "the night shift", "returns", "the cold store", "line 2", "line 4",
    "the new wing", "the front desk", "the pharmacy", "stock taking", "the north depot", "the south depot",
    "the test lab", "the packing hall", "the loading bay", "the workshop",
]  # fmt: skip
SOURCES = ["Referral", "Website", "Trade fair", "Existing customer", "Cold call", "Partner"]


@dataclass
class Territory:
    """A book being written, and what its background must respect.

    `regulars` are each background account's contacts for everyday business, `wary` the one there who hears
    every "no" that still counts; `silent_from` is the day from which nothing more may happen at an account.
    """

    ledger: Ledger
    companies: list[tuple[str, str]]
    people: list[str]
    words: names.Words = names.WORDS
    phones: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    regulars: dict[str, list[dict]] = field(default_factory=dict)
    wary: dict[str, dict] = field(default_factory=dict)
    silent_from: dict[str, date] = field(default_factory=dict)

    @property
    def rng(self) -> np.random.Generator:
        """The one source of chance."""
        return self.ledger.rng

    def last_day(self, account: dict) -> date:
        """The last day on which the background may touch an account."""
        silent = self.silent_from.get(account["account_id"])
        return working_day_before(silent - timedelta(days=1)) if silent else LAST

    def account(self, status: str, place: str = "east", since: date | None = None, **values: object) -> dict:
        """One more company, with an address and half of the time an estimate of what it could buy."""
        name, industry = self.companies.pop()
        country, timezone, region, towns, _ = names.PLACES[place]
        city, postal_code = towns[self.rng.integers(len(towns))]
        since = since or START - timedelta(days=int(self.rng.integers(20, 1500)))
        row = {
            "name": name, "status": status, "industry": industry, "owner": OWNER, "country": country,
            "employees": int(round(np.exp(self.rng.normal(4.6, 1.0)), -1)) or 5, "timezone": timezone,
            "city": city, "postal_code": postal_code, "region": region, "since_on": since,
            "website": f"www.{names.slug(name)}.example", "place": place,
        }  # fmt: skip
        return self.ledger.add("accounts", **(row | values))

    def contact(self, account: dict | None, relationship: str = "buyer", **values: object) -> dict:
        """One more person at an account, or an acquaintance without one."""
        name, place = self.people.pop(), account["place"] if account else "east"
        domain = f"{names.slug(account['name'])}.example" if account else "home.example"
        row = {
            "name": name, "account_id": account and account["account_id"], "relationship": relationship,
            "title": str(self.rng.choice(names.TITLES[relationship])), "email": names.email(name, domain),
            "phone": self._phone(place), "timezone": names.PLACES[place][1], "owner": OWNER,
        }  # fmt: skip
        if self.rng.random() < 0.3:
            row["best_hours"] = str(self.rng.choice(["8-10", "9-11", "14-16", "16-18"]))
        if self.rng.random() < 0.35:
            row["notes"] = str(self.rng.choice(names.PERSONAL))
        return self.ledger.add("contacts", **(row | values))

    def _phone(self, place: str) -> str:
        while True:
            number = f"{self.rng.choice(names.PLACES[place][4])}{self.rng.integers(100):02}"
            if number not in self.phones:
                self.phones.add(number)
                return number

    def deal(
        self, contact: dict, stage: str, created: date, amount: float | None = None, **values: object
    ) -> dict:
        """One possible sale to a contact, open unless its stage says how it ended."""
        status = {"Closed won": "won", "Closed lost": "lost"}.get(stage, "open")
        product = str(self.rng.choice(list(self.words.products), p=[0.3, 0.3, 0.15, 0.15, 0.1]))
        row = {
            "name": self._title(product), "account_id": contact["account_id"], "contact_id": contact["contact_id"],
            "owner": OWNER, "status": status, "stage": stage, "amount": amount or self.amount(), "currency": "USD",
            "recurrence": "yearly" if product == self.words.contract else "once", "created_on": created,
            "stage_since_on": created, "source": str(self.rng.choice(SOURCES)), "product": product,
        }  # fmt: skip
        return self.ledger.add("opportunities", **(row | values))

    def _title(self, product: str) -> str:
        while True:
            thing = str(self.rng.choice(self.words.products[product]))
            count = "" if product == self.words.contract else f"{self.rng.integers(2, 60)} "
            title = f"{count}{thing} for {self.rng.choice(PLACES_FOR_USE)}"
            if title not in self.titles or product == self.words.contract:
                self.titles.add(title)
                return title[:1].upper() + title[1:]

    def amount(self) -> int:
        """A deal's size: lognormal around $12,000, to the nearest hundred."""
        return int(np.clip(round(float(np.exp(self.rng.normal(np.log(12_000), 0.8))), -2), 600, 90_000))

    def talk(self, deal: dict, contact: dict, first: date, until: date, times: int) -> None:
        """So many answered calls and mails about a deal from `first` to `until`, the last of them on that day."""
        span = (until - first).days
        days = sorted(
            working_day_before(first + timedelta(days=int(d))) for d in self.rng.integers(0, span + 1, times - 1)
        )
        for day in [*(max(day, first) for day in days), until]:
            kind = str(self.rng.choice(["call", "email"]))
            self.ledger.activity(contact, day, kind, deal=deal, subject=f"About: {deal['name']}")

    def look_after(self, contact: dict, every: int, until: date, first: date = START) -> None:
        """A call about every so many days from `first` to `until`, the last of them on that day."""
        day = until
        while day >= first + timedelta(days=7):
            self.ledger.activity(contact, day, subject="How are things going?")
            day = working_day_before(day - timedelta(days=round(every * float(self.rng.uniform(0.8, 1.2)))))

    def buy(self, account: dict, rhythm: float, last: date, size: float, spread: float = 0.2) -> None:
        """Orders back from `last` to the book's first day, about every `rhythm` days, of about `size` dollars."""
        day = last
        while day >= START:
            amount = max(40, round(size * float(np.exp(self.rng.normal(0, 0.3))), -1))
            product = str(self.rng.choice(["Labels", "Ribbons", "Tags", "Spare parts"], p=[0.5, 0.3, 0.1, 0.1]))
            self.ledger.add(
                "orders", account_id=account["account_id"], ordered_on=day, amount=amount, product=product
            )
            gap = rhythm * float(np.exp(self.rng.normal(0, spread)))
            day = working_day_before(day - timedelta(days=max(5, round(gap))))
