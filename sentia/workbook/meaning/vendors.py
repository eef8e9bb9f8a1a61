"""Whose export a sheet is, told by its headers as a whole, and what its ambiguous words mean there.

`vendors.json` has for each vendor the headers that only it writes (`own`, `patterns`), those it shares with
others (`marks`), how its files are called, and what is particular to its columns.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sentia.workbook.meaning.spellings import words

_OWN, _SHARED, _FILE = 2.0, 0.5, 2.0  # points of a header that only it writes, that others write too; of the file
_ENOUGH, _OF_ITS_OWN, _ENOUGH_IN_COMMON = 2.5, 1.0, 1.0  # points that name a vendor; of a header that is its own
_AHEAD = 1.15  # times the points of the next vendor
_MOST_PATTERNED = 4  # headers of one pattern that count
_DOUBT = 1.5  # points at which it is as likely as not
_COMMON_SHARE, _COMMON_LEAST = 0.6, 6  # a sheet of so many headers, most of them one vendor's, is its without more
_COMMON_SURE = 0.7  # the confidence where all of them are
_SISTERS = 0.6  # the confidence in a vendor that only another sheet of the file names
_SHOWN = 3  # headers named in the reason


@dataclass(frozen=True)
class Vendor:
    """Whose export a sheet is; `name` is "" where nothing says so.

    Attributes
    ----------
    name : str
        As the vendor is called, such as HubSpot.
    confidence : float
        0 to 1.
    why : str
        Half a sentence for the rep: the headers that speak for it.
    expected_revenue : str
        "weighted" (amount x probability), "plain" (the amount itself) or "" for what the neighbours say.
    status : str
        "stage" or "outcome": what a column called Status is; "" for what the neighbours say.
    one_close_date : bool
        Whether the one close date is the expected day while a deal is open and the actual one once closed.
    reads : mapping of str to slots
        What headers mean with this vendor whatever they mean elsewhere, by their letters and digits.
    """

    name: str = ""
    confidence: float = 0.0
    why: str = ""
    expected_revenue: str = ""
    status: str = ""
    one_close_date: bool = False
    reads: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict, hash=False)

    def __bool__(self) -> bool:
        return bool(self.name)


UNKNOWN = Vendor()


def vendor_of(headers: Iterable[str], file: str = "") -> Vendor:
    """The vendor whose export has these headers, and UNKNOWN where they do not say.

    Parameters
    ----------
    headers : iterable of str
        Of one sheet.
    file : str, optional
        The file's name, which may name the vendor.

    Examples
    --------
    >>> found = vendor_of(["Deal - Title", "Deal - Value", "Person - Name"])
    >>> found.name, found.status, found.why
    ('Pipedrive', 'outcome', 'Deal - Title, Deal - Value, Person - Name')
    >>> vendor_of(["Name", "Phone"]).name
    ''
    """
    seen = {_key(header): header for header in headers if header}
    told = {vendor: _evidence(vendor, seen, file) for vendor in _data()}
    points = {vendor: sum(evidence.values()) for vendor, evidence in told.items()}
    best, *others = sorted(points, key=points.get, reverse=True)
    is_its_own = any(worth >= _OF_ITS_OWN for worth in told[best].values())
    is_common = len(seen) >= _COMMON_LEAST and len(told[best]) >= _COMMON_SHARE * len(seen)
    least = _ENOUGH_IN_COMMON if is_common else _ENOUGH
    if points[best] < least or not (is_its_own or is_common) or points[best] < _AHEAD * points[others[0]]:
        return UNKNOWN
    said = sorted(told[best], key=told[best].get, reverse=True)
    more = f" and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
    sure = points[best] / (points[best] + _DOUBT)
    sure = max(sure, _COMMON_SURE * len(said) / len(seen)) if is_common else sure
    return _vendor(best, sure, f"{', '.join(said[:_SHOWN])}{more}")


def vendor_of_file(vendors: Sequence[Vendor]) -> str:
    """The one vendor that the sheets of a file name; "" where none does, or several are named."""
    named = {vendor.name for vendor in vendors if vendor}
    return named.pop() if len(named) == 1 else ""


def vendor_of_sisters(name: str) -> Vendor:
    """The vendor that a sheet takes over from the other sheets of its file; UNKNOWN for ""."""
    return _vendor(name, _SISTERS, "as another sheet of the file says") if name else UNKNOWN


def _vendor(name: str, confidence: float, why: str) -> Vendor:
    said = _data()[name]
    reads = {_key(header): _slots(slots) for header, slots in said.get("reads", {}).items()}
    return Vendor(
        name,
        round(confidence, 2),
        why,
        said.get("expected_revenue", ""),
        said.get("status", ""),
        said.get("one_close_date", False),
        reads,
    )


def _slots(slots: str | list[str]) -> tuple[tuple[str, str], ...]:
    return tuple(tuple(slot.split(".")) for slot in ([slots] if isinstance(slots, str) else slots))


def _evidence(vendor: str, seen: Mapping[str, str], file: str) -> dict[str, float]:
    """What each header, and the file's name, says for a vendor, in points."""
    own, shared, patterns, files = _marks(vendor)
    said = {header: _SHARED / _owners("marks")[key] for key, header in seen.items() if key in shared}
    said |= {header: _OWN / _owners("own")[key] for key, header in seen.items() if key in own}
    patterned = [header for header in seen.values() if patterns and patterns.fullmatch(header.strip("* "))]
    said |= dict.fromkeys(patterned[:_MOST_PATTERNED], _OWN)
    stem = file.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    return said | ({f"the file's name {stem}": _FILE} if files and stem and files.search(stem) else {})


def _key(header: str) -> str:
    return "".join(words(header))


@cache
def _data() -> dict:
    return json.loads(Path(__file__).with_name("vendors.json").read_text(encoding="utf-8"))


@cache
def _marks(vendor: str) -> tuple[frozenset[str], frozenset[str], re.Pattern | None, re.Pattern | None]:
    said = _data()[vendor]
    own, shared = (frozenset(map(_key, said.get(which, ()))) for which in ("own", "marks"))
    patterns, files = (said.get(which, ()) for which in ("patterns", "files"))
    whole = re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE) if patterns else None
    return own, shared, whole, re.compile("|".join(files), re.IGNORECASE) if files else None


@cache
def _owners(which: str) -> Counter:
    """How many vendors have each header among theirs."""
    return Counter(key for said in _data().values() for key in set(map(_key, said.get(which, ()))))
