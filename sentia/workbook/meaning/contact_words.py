"""What a header says of who may be contacted: of mail alone, or of any contact, and yes or no."""

import re
from functools import cache

from sentia.vocabulary import folded, pattern

_PERMISSION = "contact permission"
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@cache
def pattern_of(name: str) -> re.Pattern:
    """The words of one part of the vocabulary of contact permission."""
    return re.compile(pattern(_PERMISSION, name))


def has(header: str, name: str) -> bool:
    """Whether a header has a word of that part: "mail", "contact", "status", "opted out", "opted in"."""
    spread = folded(re.sub(r"[_\W]+", " ", _HUMPS.sub(" ", header)))
    return bool(pattern_of(name).search(spread))


def sign_of(header: str) -> str | None:
    """ "opted out" or "opted in", where the header is about contact; None elsewhere."""
    is_about = has(header, "mail") or has(header, "contact")
    return next((sign for sign in ("opted out", "opted in") if is_about and has(header, sign)), None)


def is_of_mail_alone(header: str) -> bool:
    """Whether a column says who wants no mail, and nothing of calls.

    Examples
    --------
    >>> is_of_mail_alone("HasOptedOutOfEmail"), is_of_mail_alone("Do not contact")
    (True, False)
    """
    return sign_of(header) == "opted out" and has(header, "mail")
