"""Which message a line asks for, in which language, and how that language writes days and amounts."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from sentia.book.book import Book
from sentia.book.countries import country_code, country_of_zone
from sentia.facts.wording import SYMBOLS
from sentia.vocabulary.letters import Letters, letters
from sentia.work.registry import KINDS

# By the kind of work, or of line of the day; a kind that is not named here has nobody to write to.
_ABOUT = {kind.KIND: kind.DRAFT for kind in KINDS if hasattr(kind, "DRAFT")} | {
    "answer": "answer", "promise": "promise", "progress": "next step", "enquiry": "first",
    "quote": "quote", "meeting follow-up": "summary", "keep in touch": "in touch", "its turn": "in touch",
    "info sent": "information", "grow": "in touch", "re-order": "order", "fresh look": "fresh look",
    "greet": "greet", "thank": "thank", "late promise": "late promise",
    "repair": "who follows", "introduction": "ask introduction", "qualify": "timetable",
}  # fmt: skip
_THEIRS = {"promise": "their promise"}
_COUNTRIES = {
    "de": ("DE", "AT", "CH", "LI"),
    "fr": ("FR", "MC"),
    "es": ("ES", "MX", "AR", "CL", "CO", "PE", "UY", "PY", "EC", "BO", "VE", "CR", "PA", "GT", "DO"),
}


@dataclass(frozen=True)
class Language:
    """A language that messages can be in: its code, its name on screen, and its words."""

    code: str
    name: str
    words: Letters

    def day(self, day: pd.Timestamp | None, on: pd.Timestamp) -> str | None:
        """A day as it is written in a letter, with its year where that is not the year of `on`.

        Examples
        --------
        >>> LANGUAGES["es"].day(pd.Timestamp("2026-11-03"), pd.Timestamp("2026-11-23"))
        '3 de noviembre'
        """
        if day is None or pd.isna(day):
            return None
        year = "" if day.year == on.year else f" {day.year}"
        return self.words.day.format(day=day.day, month=self.words.months[day.month - 1]) + year

    def money(self, amount: float | None, currency: str | None) -> str | None:
        """An amount of a known currency, in whole units; None where either is not known.

        Examples
        --------
        >>> LANGUAGES["de"].money(14_000.0, "EUR"), LANGUAGES["en"].money(14_000.0, None)
        ('14.000 €', None)
        """
        if amount is None or pd.isna(amount) or not isinstance(currency, str):
            return None
        number = f"{amount:,.0f}".replace(",", self.words.thousands)
        symbol = SYMBOLS.get(currency, f"{currency} ")
        return self.words.amount.format(symbol=symbol, number=number).strip()


LANGUAGES = {
    "en": Language("en", "English", letters("english")),
    "de": Language("de", "Deutsch", letters("german")),
    "fr": Language("fr", "Français", letters("french")),
    "es": Language("es", "Español", letters("spanish")),
}
_BY_COUNTRY = {country: code for code, countries in _COUNTRIES.items() for country in countries}


def about_of(kind: str, is_theirs: bool = False) -> str | None:
    """Which message a kind of follow-up, or of line of the day, asks for; None where there is nobody to write to.

    Examples
    --------
    >>> about_of("quote unanswered"), about_of("promise due", is_theirs=True), about_of("career unchecked")
    ('quote', 'their promise', None)
    """
    about = _ABOUT.get(kind)
    return _THEIRS.get(about, about) if is_theirs else about


def language_of(book: Book, contact_id: Any, account_id: Any) -> Language:
    """The language of a contact, by their account's country, else by their clock; English where neither says."""
    account = book.accounts.loc[book.accounts["account_id"] == account_id]
    contact = book.contacts.loc[book.contacts["contact_id"] == contact_id]
    said = [country_code(word) for word in account["country"]]
    said += [country_of_zone(zone) for zone in [*contact["timezone"], *account["timezone"]]]
    country = next((code for code in said if code), "")
    return LANGUAGES[_BY_COUNTRY.get(country, "en")]
