"""Which country somebody is in: read off what the file calls it, or off their time zone."""

import re
import unicodedata

import pandas as pd
from holidays.registry import COUNTRIES

from sentia.book.matching import looked_up

NOT_KNOWN = ""
# What people write beside a country's English name and its codes.
_ALSO = {
    "us": "US", "usa": "US", "unitedstatesofamerica": "US", "america": "US", "etatsunis": "US",
    "estadosunidos": "US",
    "uk": "GB", "greatbritain": "GB", "britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
    "northernireland": "GB", "deutschland": "DE", "allemagne": "DE", "alemania": "DE", "germania": "DE",
    "espana": "ES", "espagne": "ES", "spanien": "ES", "francia": "FR", "frankreich": "FR", "italia": "IT",
    "italien": "IT", "osterreich": "AT", "schweiz": "CH", "suisse": "CH", "svizzera": "CH", "nederland": "NL",
    "holland": "NL", "thenetherlands": "NL", "belgie": "BE", "belgique": "BE", "belgien": "BE", "polska": "PL",
    "sverige": "SE", "norge": "NO", "danmark": "DK", "suomi": "FI", "brasil": "BR", "mexiko": "MX",
    "czechrepublic": "CZ", "ceskarepublika": "CZ", "magyarorszag": "HU", "turkiye": "TR", "turkey": "TR",
    "korea": "KR", "southkorea": "KR", "republicofkorea": "KR", "russianfederation": "RU", "uae": "AE",
    "emirates": "AE", "ksa": "SA", "prc": "CN", "vietnam": "VN", "ireland": "IE", "eire": "IE", "irland": "IE",
}  # fmt: skip
# The zones of the countries that reps sell to; Europe/Busingen and the like say nothing here.
_ZONES = {
    "US": "New_York Chicago Denver Los_Angeles Phoenix Anchorage Detroit Boise Honolulu "
          "Indiana/Indianapolis Kentucky/Louisville Adak Juneau Menominee Nome",
    "CA": "Toronto Vancouver Edmonton Winnipeg Halifax St_Johns Regina Montreal Moncton Whitehorse",
    "MX": "Mexico_City Tijuana Monterrey Cancun Hermosillo Chihuahua Merida", "BR": "Sao_Paulo Manaus Bahia "
    "Fortaleza Recife Belem Cuiaba", "AR": "Argentina/Buenos_Aires Buenos_Aires", "CL": "Santiago", "CO": "Bogota",
    "PE": "Lima", "GB": "London Belfast", "IE": "Dublin", "PT": "Lisbon", "ES": "Madrid Canary", "FR": "Paris",
    "BE": "Brussels", "NL": "Amsterdam", "LU": "Luxembourg", "DE": "Berlin", "CH": "Zurich", "AT": "Vienna",
    "IT": "Rome", "DK": "Copenhagen", "NO": "Oslo", "SE": "Stockholm", "FI": "Helsinki", "EE": "Tallinn",
    "LV": "Riga", "LT": "Vilnius", "PL": "Warsaw", "CZ": "Prague", "SK": "Bratislava", "HU": "Budapest",
    "SI": "Ljubljana", "HR": "Zagreb", "RS": "Belgrade", "RO": "Bucharest", "BG": "Sofia", "GR": "Athens",
    "TR": "Istanbul", "UA": "Kiev Kyiv", "RU": "Moscow", "IL": "Jerusalem Tel_Aviv", "AE": "Dubai", "SA": "Riyadh",
    "QA": "Qatar", "KW": "Kuwait", "EG": "Cairo", "ZA": "Johannesburg", "NG": "Lagos", "KE": "Nairobi",
    "MA": "Casablanca", "IN": "Kolkata Calcutta", "PK": "Karachi", "SG": "Singapore", "MY": "Kuala_Lumpur",
    "TH": "Bangkok", "VN": "Ho_Chi_Minh Saigon", "ID": "Jakarta", "PH": "Manila", "HK": "Hong_Kong",
    "TW": "Taipei", "CN": "Shanghai", "JP": "Tokyo", "KR": "Seoul", "AU": "Sydney Melbourne Brisbane Perth "
    "Adelaide Darwin Hobart", "NZ": "Auckland",
}  # fmt: skip
_BY_ZONE = {zone.lower(): code for code, zones in _ZONES.items() for zone in zones.split()}


def _plain(words: str) -> str:
    spread = unicodedata.normalize("NFKD", words).lower()
    return re.sub(r"[^a-z]", "", "".join(mark for mark in spread if not unicodedata.combining(mark)))


def _names() -> dict[str, str]:
    """Every way to write a country, as plain letters, with its two letters."""
    named = {_plain(word): codes[1] for _, codes in COUNTRIES.items() for word in (codes[0], *codes[1:3])}
    return named | {_plain(name): codes[1] for name, codes in COUNTRIES.items()} | _ALSO


_NAMES = _names()


def country_code(words: str | float | None) -> str:
    """The two letters of a country, however it is written; empty where the words name none.

    Examples
    --------
    >>> [country_code(words) for words in ("United States", "U.K.", "España", "DEU", "Atlantis", None)]
    ['US', 'GB', 'ES', 'DE', '', '']
    """
    return _NAMES.get(_plain(words), NOT_KNOWN) if isinstance(words, str) else NOT_KNOWN


def country_of_zone(zone: str | float | None) -> str:
    """The two letters of the country whose clock this is; empty where the zone says no country.

    Examples
    --------
    >>> [country_of_zone(zone) for zone in ("Europe/Madrid", "America/Indiana/Indianapolis", "CET", None)]
    ['ES', 'US', '', '']
    """
    return _BY_ZONE.get(zone.partition("/")[2].lower(), NOT_KNOWN) if isinstance(zone, str) else NOT_KNOWN


def countries_of(countries: pd.Series, zones: pd.Series) -> pd.Series:
    """The code of each record's country, else of its time zone's; empty where neither says one.

    Examples
    --------
    >>> countries = pd.Series(["Spain", None, None])
    >>> countries_of(countries, pd.Series(["Europe/London", "Europe/London", None])).tolist()
    ['ES', 'GB', '']
    """
    if not (countries.notna().any() or zones.notna().any()):
        return pd.Series(NOT_KNOWN, countries.index, dtype="str")
    named = {words: country_code(words) for words in countries.dropna().unique()}
    by_zone = {words: country_of_zone(words) for words in zones.dropna().unique()}
    found = looked_up(countries, pd.Series(named, dtype="str")).replace("", None)
    return found.fillna(looked_up(zones, pd.Series(by_zone, dtype="str"))).fillna(NOT_KNOWN)
