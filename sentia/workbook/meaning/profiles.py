"""What the values of a column look like: shares of a few sampled cells that read as this or that."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from sentia.book.stages import stage_kind
from sentia.vocabulary import folded, spellings, words
from sentia.vocabulary.headers import fields
from sentia.workbook.values.written_dates import MONTHS

_BLANK = frozenset({"null", "nan", "none", "na", "n/a", "-", "--", "#n/a"})
_FIRST_NAMES = frozenset(fields()["looks"]["first_names"])
_FIRM = re.compile(
    r"\b(inc|llc|ltd|limited|gmbh|ag|kg|corp|co|company|s\.?a|s\.?l|srl|spa|s\.?r\.?o|sp|oy|ab|as|bv|nv|plc|pvt|"
    r"group|holding|labs?|tools|foods?|media|solutions?|systems?|services|technologies|logistics|motors|optics|"
    r"bakery|partners|consulting|industries|global|international|bank|steel|energy|textiles?|travel|clinics?|"
    r"hotels?|farms?|freight|paper|print|dairy|solar|robotics|marine|garden)\b",
    re.IGNORECASE,
)
_STAGE = re.compile(
    r"won|lost|open|closed|new\b|qualif|propos|negotia|prospect|lead\b|contacted|demo|discover|evaluat|commit|"
    r"pending|progress|active|ganad|perdid|abiert|gewonnen|verloren|offen|angebot|gagn|ouvert|vint|pers[oa]|aberto|"
    r"ganho|done|completed|cancel|draft|sent\b|accept|declin|nurtur|converted|follow|interested",
    re.IGNORECASE,
)
_JOB = re.compile(
    r"manager|director|ceo|cto|cfo|chief|head of|vp\b|president|engineer|buyer|owner|founder|sales|leiter|gerente|"
    r"directeur|direttore|executive|officer|analyst|consultant",
    re.IGNORECASE,
)
_PLACES = frozenset(fields()["looks"]["places"])
_STREET = re.compile(
    r"\b(street|st|road|rd|ave|avenue|way|lane|drive|str|strasse|straße|weg|platz|rue|calle|rua|via|sok|cad)\b\.?",
    re.IGNORECASE,
)
_CURRENCIES = frozenset(fields()["looks"]["currencies"])
_YES_NO = frozenset("true false yes no 0 1 ja nein si sí oui non y n x on off".split())
_LEAST_PHONE, _MOST_PHONE = 7, 15  # digits
_FEW_WORDS, _SEVERAL = 4, 4  # words of a name or stage; of a long text
_SMALL_WORD = 3  # letters of a word that no name has
_DISTINCT, _SOME = 0.8, 3  # share of different values below which few repeat; values that show it
_HIDDEN_PHONE, _MOSTLY = 0.4, 0.6  # what a plain number says for a telephone; share of whole numbers


def _pattern(text: str, flags: int = 0) -> Callable[[str], bool]:
    found = re.compile(text, flags)
    return lambda value: bool(found.fullmatch(value))


_IS_DATE = re.compile(
    r"\d{1,4}[-/.]\s?\d{1,2}[-/.]\s?\d{1,4}(?!\d)|[^\W\d_]{3,9}\.? \d{1,2},? \d{4}|"
    r"\d{1,2}[- .]+[^\W\d_]{3,9}([- .,]+\d{2,4})?$|[^\W\d_]{3} \d{1,2}$"
)
_IS_MOMENT = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[T ,]+\d{1,2}:\d\d|\w{3} \d+, \d{4},? \d+:\d\d")
_IS_PHONE = _pattern(r"[+(]?[\d()\-. x/]{7,}")
_NO_PHONE = _pattern(r"\d{4}[-./]\d\d?[-./]\d\d?( .*)?|\d\d?[-./]\d\d?[-./]\d{4}|\d+\.\d+")


_IS_MONTH = re.compile(r"(19|20)\d\d([-/ ]?(0?[1-9]|1[0-2]|q[1-4]))?|(0?[1-9]|1[0-2])/(19|20)\d\d|q[1-4]( .*)?")


def _is_month(value: str) -> bool:
    """Whether a value is a year, a quarter or a month."""
    said = folded(value)
    return bool(_IS_MONTH.fullmatch(said)) or said.split(" ")[0].rstrip(".") in MONTHS


def _is_phone(value: str) -> bool:
    digits = sum(letter.isdigit() for letter in value)
    return _IS_PHONE(value) and _LEAST_PHONE <= digits <= _MOST_PHONE and not _NO_PHONE(value)


def _is_person(value: str) -> bool:
    words = value.split()
    is_name = 1 <= len(words) <= _FEW_WORDS and not re.search(r"\d|@", value)
    return is_name and folded(words[0].split("_")[0]) in _FIRST_NAMES


def _is_stage(value: str) -> bool:
    said = value.partition("(")[0].strip() or value  # a remark behind it is none of the stage
    is_known = bool(_STAGE.search(said)) or stage_kind(said) != "unknown" or _is_spelled("quote status")(said)
    return len(said.split()) <= _FEW_WORDS and is_known


def _is_phrase(value: str) -> bool:
    """Whether a text is more than a name: of its words some are written small."""
    said = value.split()
    return len(said) > 1 and any(len(word) >= _SMALL_WORD and word.islower() and word.isalpha() for word in said)


def _is_decided(value: str) -> bool:
    return stage_kind(value) in ("won", "lost")


def _is_spelled(subject: str, *only: str) -> Callable[[str], bool]:
    return lambda value: folded(value) in _folded_spellings(subject, only)


@cache
def _folded_spellings(subject: str, only: tuple[str, ...]) -> frozenset[str]:
    """How the words of a subject are spelled; of some of its words, where they are named."""
    said = words(subject)
    listed = [text for word in only for texts in said[word].values() for text in (word, *texts)]
    return frozenset(map(folded, listed or spellings(subject)))


TESTS: dict[str, Callable[[str], bool]] = {
    "email": _pattern(r"[^@\s]+@[^@\s]+\.\w+"),
    "url": _pattern(
        r"(https?://|www\.)\S+|[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|org|net|io|example|de|fr|es|it|co|eu)(/\S*)?",
        re.IGNORECASE,
    ),
    "datetime": lambda value: bool(_IS_MOMENT.match(value)),
    "date": lambda value: bool(_IS_DATE.match(value)),
    "time": _pattern(r"\d{1,2}:\d\d(:\d\d)?( ?[ap]m)?", re.IGNORECASE),
    "percent": _pattern(r"\d+([.,]\d+)? ?%"),
    "number": _pattern(r"[-+]?[$€£₦]? ?[\d.,' ]*\d ?[$€£%k]?"),
    "money": _pattern(
        r"[$€£₦] ?[\d.,]+k?|[\d.,]+ ?[$€£₦]|\d{1,3}([.,]\d{3})+([.,]\d{1,2})?|\d+[.,]\d{2}|\d{2,5}00(\.0+)?"
    ),
    "decimal": _pattern(r"-?\d+[.,]\d+"),
    "integer": _pattern(r"-?\d+"),
    "unit_share": _pattern(r"0?\.\d+|[01](\.0)?|100|\d{1,2}(\.0)?"),
    "phone": _is_phone,
    "boolean": lambda value: value.casefold() in _YES_NO,
    "code": lambda value: _IS_CODE(value) and "@" not in value,
    "currencyish": lambda value: value.upper() in _CURRENCIES,
    "personish": _is_person,
    "companyish": lambda value: bool(_FIRM.search(value)) and not re.search(r"@|\d{3}", value),
    "stageish": _is_stage,
    "jobish": lambda value: bool(_JOB.search(value)) and len(value.split()) <= _FEW_WORDS + 1,
    "placeish": lambda value: any(folded(word) in _PLACES for word in (value, *value.split()[:2])),
    "addressish": lambda value: bool(_STREET.search(value)) and len(value.split()) > 1,
    "long": lambda value: len(value.split()) >= _SEVERAL,
    "text": lambda value: bool(re.search(r"[^\W\d_]{2}", value)) and not re.search(r"@|\d{3}", value),
    "kindish": _is_spelled("activity kinds"),
    "outcomeish": _is_spelled("outcomes"),
    "directionish": _is_spelled("directions"),
    "dealtypeish": _is_spelled("deal types"),
    "accountstatusish": _is_spelled("account status"),
    "phraseish": _is_phrase,
    "taskstateish": _is_spelled("outcomes", "planned", "done", "cancelled"),
    "decidedish": _is_decided,
    "quotestateish": _is_spelled("quote status"),
    "monthish": _is_month,
}
_IS_CODE = _pattern(r"(?=.*\d)(?=.*[A-Za-z])[\w\-./]+|\d{5,}|[0-9a-f]{8}-[0-9a-f-]{20,}")
PROFILE = (*TESTS, "choice", "distinct", "first_column")


def profile(values: Sequence[str], place: int) -> Mapping[str, float]:
    """The shares, 0 to 1, of these values that look like this or that; shares of 0 are left out.

    Parameters
    ----------
    values : sequence of str
        Some cells as a person sees them.
    place : int
        Which column it is, from 0.

    Examples
    --------
    >>> found = profile(["ann@a.example", "bo@b.example"], 1)
    >>> found["email"], "phone" in found
    (1.0, False)
    """
    said = [value.strip() for value in values if value.strip() and value.strip().casefold() not in _BLANK]
    first = {"first_column": 1.0} if place == 0 else {}
    if not said:
        return first
    times = {value: said.count(value) for value in set(said)}
    shares = {
        name: sum(times[value] for value in times if test(value)) / len(said) for name, test in TESTS.items()
    }
    shares["phone"] *= _HIDDEN_PHONE if shares["integer"] > _MOSTLY else 1
    distinct = len(times) / len(said)
    is_short = shares["text"] == 1 and max(len(value.split()) for value in said) < _FEW_WORDS
    repeats = distinct < _DISTINCT and len(said) > _SOME
    shares |= {"distinct": distinct * (len(said) >= _SOME), "choice": float(repeats or is_short)}
    return first | {name: share for name, share in shares.items() if share > 0}


def is_blank(shares: Mapping[str, float]) -> bool:
    """Whether a profile is that of a column without values."""
    return not set(shares) - {"first_column"}


def are_profiles(values: Sequence[str]) -> bool:
    """Whether these addresses are pages of one site, as people's profiles are; companies have sites of their own.

    Examples
    --------
    >>> are_profiles(["https://net.example/in/ann", "https://net.example/in/bo"])
    True
    >>> are_profiles(["https://acme.example", "https://birch.example/en"])
    False
    """
    addresses = {value.strip().split("//", 1)[-1].rstrip("/") for value in values} - {""}
    sites = {address.split("/", 1)[0] for address in addresses}
    return len(sites) == 1 and len(addresses) > 1 and all("/" in address for address in addresses)
