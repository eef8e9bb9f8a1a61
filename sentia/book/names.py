"""Names as people vary them: accents, punctuation, the legal form behind a company, the family name in front."""

import re
import unicodedata

import pandas as pd

from sentia.book.matching import each_once

# Letters that stand alone in Unicode, so that taking the accents away does not open them.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_WITHIN = re.compile(r"[.'’‘`´]")
_BETWEEN = re.compile(r"[\W_]+")
_SPACED_LETTERS = re.compile(r"\b(?:\w ){1,4}\w$")
_SAME_FORM = {"incorporated": "inc", "corporation": "corp", "company": "co", "limited": "ltd"}
# Forms of several words, as they stand at the end of a plain name.
_COMPOUND = re.compile(
    r"\b(?:(?P<sro>spol s ?r ?o)|(?P<spzoo>sp z ?o ?o)|(?P<sadecv>s ?a de c ?v)|(?P<sderlcv>s ?de r ?l de c ?v))$"
)
_FORMS = frozenset(
    "inc corp co llc llp lp ltd plc gmbh ggmbh mbh ag kg kgaa ohg ug ev eg gbr se sa sas sasu sarl eurl sl slu "
    "srl srls spa snc scarl bv nv vof cv ab as asa aps oy oyj sro zrt kft nyrt bt doo dd ltda lda eireli "
    "sadecv sderlcv spzoo pty pvt pte bhd sdn kk ou sia uab eood ood ad ooo zao pao".split()
)
_JOINING = frozenset({"and", "y", "et", "und", "e"})  # the parts of a form: "GmbH & Co. KG"


def plain(names: pd.Series) -> pd.Series:
    """Names without case, accents and punctuation, "&" as "and"; a name of signs alone keeps them.

    Examples
    --------
    >>> plain(pd.Series(["Müller & Söhne", "S.L. O'Brien-Díaz", "***"])).tolist()
    ['muller and sohne', 'sl obrien diaz', '***']
    """
    return each_once(names, plain_name)


def plain_name(name: str) -> str:
    """One name as `plain` makes it."""
    bare = name.lower() if name.isascii() else _without_accents(name)
    if bare.replace(" ", "").isalnum():
        return " ".join(bare.split())
    words = _BETWEEN.sub(" ", _WITHIN.sub("", bare.replace("&", " and "))).strip()
    return words or " ".join(name.split())


def _without_accents(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def without_form(name: str) -> tuple[str, str]:
    """A plain company name without its legal form, and that form; "" where it has none.

    Examples
    --------
    >>> without_form("acme gmbh and co kg"), without_form("acme corporation"), without_form("acme s r o")
    (('acme', 'gmbh co kg'), ('acme', 'corp'), ('acme', 'sro'))
    """
    name = _COMPOUND.sub(lambda found: found.lastgroup or "", name)
    words = _SPACED_LETTERS.sub(lambda found: found[0].replace(" ", ""), name).split()
    end = len(words)
    while end > 1 and (_form(words[end - 1]) or (end < len(words) and words[end - 1] in _JOINING)):
        end -= 1
    while end < len(words) and words[end] in _JOINING:
        end += 1
    form = " ".join(_SAME_FORM.get(word, word) for word in words[end:] if word not in _JOINING)
    return " ".join(words[:end]), form


def _form(word: str) -> bool:
    return _SAME_FORM.get(word, word) in _FORMS


def in_order(names: pd.Series) -> pd.Series:
    """Plain names of people, "Berg, Anna" as "anna berg".

    Examples
    --------
    >>> in_order(pd.Series(["Berg, Anna", "Anna Berg"])).nunique()
    1
    """
    return each_once(names, _in_order)


def _in_order(name: str) -> str:
    family, comma, given = name.partition(",")
    turned = f"{given} {family}" if comma and given.strip() and "," not in given else name
    return plain_name(turned)
