"""What a text stands for that is no record's id or name to the letter: looser readings, one after the other.

Each reading is taken only where exactly one record fits it, and it is said which reading that was.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sentia.book.identifiers import caseless, id_keys
from sentia.book.matching import FREE_MAIL, Match, account_by_domain, each_once, is_among, looked_up, match
from sentia.book.names import in_order, plain, plain_name, without_form

AS_ID, AS_CASELESS_ID = "the same id, written another way", "the same id but for its capitals"
AS_NAME = "the same but for accents, punctuation or order"
AS_FORM = "the same but for the legal form"
AS_DOMAIN = "its web or mail address"
_DOMAIN = r"^(?:https?://)?(?:www\.)?(?:[^\s@/]+@)?([^\s@/:]+\.[^\s@/:.\d]{2,})(?:[/:]\S*)?$"
Keys = Callable[[pd.Series], pd.Series]


@dataclass(frozen=True)
class Found:
    """What texts stand for: an id, or several records alike; and for what was read loosely, how (`why`)."""

    ids: pd.Series
    is_ambiguous: pd.Series
    why: pd.Series


def as_found(exact: Match) -> Found:
    """What was found to the letter, of which nothing need be said."""
    return Found(exact.ids, exact.is_ambiguous, pd.Series(np.nan, exact.ids.index, dtype="str"))


def find_account(texts: pd.Series, accounts: pd.DataFrame, contacts: pd.DataFrame) -> Found:
    """The account that each text stands for: by id, name, plain name, name without legal form, domain.

    Examples
    --------
    >>> two = pd.DataFrame({"account_id": ["7", "8"], "name": ["Acme Inc", "Čapek, s.r.o."]}, dtype="str")
    >>> nobody = pd.DataFrame({"account_id": [], "email": []}, dtype="str")
    >>> found = find_account(pd.Series(["007.0", "ACME", "Capek"]), two.assign(website=None), nobody)
    >>> found.ids.tolist()
    ['7', '7', '8']
    """
    once = texts.dropna().drop_duplicates()
    exact = match(once, accounts, "account_id", ["name"])
    found = _loosened(as_found(exact), once, accounts, "account_id", plain)
    return _on_rows(_by_domain(_by_form(found, once, accounts), once, accounts, contacts), once, texts)


def _on_rows(found: Found, once: pd.Series, texts: pd.Series) -> Found:
    """What was found for each different text, on all rows that have it."""
    ids, why = (pd.Series(values.to_numpy(), once.to_numpy(), dtype="str") for values in (found.ids, found.why))
    return Found(looked_up(texts, ids), is_among(texts, once[found.is_ambiguous]), looked_up(texts, why))


def find_record(texts: pd.Series, records: pd.DataFrame, identity: str, exact: Match) -> Found:
    """The contact or deal that each text stands for, beyond what was found to the letter (`exact`)."""
    return _loosened(as_found(exact), texts, records, identity, in_order if identity == "contact_id" else plain)


def find_id(texts: pd.Series, ids: pd.Series) -> pd.Series:
    """The id that each text is, to the letter or as programs spoil ids; missing where none or several fit.

    Examples
    --------
    >>> find_id(pd.Series(["1001.0", "x"]), pd.Series(["1001", "1002"])).tolist()
    ['1001', nan]
    """
    records = pd.DataFrame({"id": ids.dropna().drop_duplicates()})
    nothing = pd.Series(False, texts.index)
    found = as_found(Match(texts.astype("str").where(is_among(texts, records["id"])), nothing))
    return _by_ids(found, texts, records, "id").ids


def _loosened(found: Found, texts: pd.Series, records: pd.DataFrame, identity: str, as_name: Keys) -> Found:
    found = _by_ids(found, texts, records, identity)
    if not _open(found, texts).any():
        return found
    return _read(found, texts, records[identity], as_name(records["name"]), as_name, AS_NAME)


def _by_ids(found: Found, texts: pd.Series, records: pd.DataFrame, identity: str) -> Found:
    for keys, why in ((id_keys, AS_ID), (caseless, AS_CASELESS_ID)):
        if _open(found, texts).any():
            found = _read(found, texts, records[identity], keys(records[identity]), keys, why)
    return found


def _open(found: Found, texts: pd.Series) -> pd.Series:
    return texts.notna() & found.ids.isna() & ~found.is_ambiguous


def _read(found: Found, texts: pd.Series, ids: pd.Series, known: pd.Series, keys: Keys, why: str) -> Found:
    """`found`, and what one more reading finds where it left the text open."""
    is_open = _open(found, texts)
    if not is_open.any() or ids.empty:
        return found
    wanted = keys(texts.where(is_open))
    shared = known.duplicated(keep=False)
    sole = pd.Series(ids.to_numpy(), known.to_numpy())[(known.notna() & ~shared).to_numpy()]
    return _also(found, looked_up(wanted, sole), is_open & is_among(wanted, known[shared]), why)


def _also(found: Found, ids: pd.Series, is_ambiguous: pd.Series, why: str) -> Found:
    said = pd.Series(np.where(ids.notna(), why, None), ids.index, dtype="str")
    return Found(found.ids.fillna(ids), found.is_ambiguous | is_ambiguous, found.why.fillna(said))


def _by_form(found: Found, texts: pd.Series, accounts: pd.DataFrame) -> Found:
    """Companies whose name is the same without the legal form, unless both name one and these differ."""
    is_open = _open(found, texts)
    if not is_open.any() or accounts["name"].isna().all():
        return found
    held: dict[str, list[tuple[str, str]]] = {}
    named = accounts[accounts["name"].notna()]
    for name, identity in zip(named["name"], named["account_id"], strict=True):
        base, form = without_form(plain_name(name))
        held.setdefault(base, []).append((form, identity))
    fitting = {text: _of_form(text, held) for text in texts[is_open].unique()}
    sole = pd.Series({text: fits[0] for text, fits in fitting.items() if len(fits) == 1}, dtype="str")
    several = texts.isin([text for text, fits in fitting.items() if len(fits) > 1]) & is_open
    return _also(found, looked_up(texts.where(is_open), sole), several, AS_FORM)


def _of_form(text: str, held: dict[str, list[tuple[str, str]]]) -> list[str]:
    base, form = without_form(plain_name(text))
    return [identity for other, identity in held.get(base, ()) if not form or not other or form == other]


def _by_domain(found: Found, texts: pd.Series, accounts: pd.DataFrame, contacts: pd.DataFrame) -> Found:
    """Companies named by their web address or an address of theirs."""
    dotted = texts[_open(found, texts) & texts.str.contains(".", regex=False, na=False)]
    domains = dotted.astype("str").str.lower().str.extract(_DOMAIN)[0]
    domains = domains[domains.notna() & ~domains.isin(FREE_MAIL)]
    if domains.empty:
        return found
    by_domain = looked_up(domains, account_by_domain(accounts, contacts)).reindex(texts.index)
    return _also(found, by_domain, pd.Series(False, texts.index), AS_DOMAIN)


def plain_company(names: pd.Series) -> pd.Series:
    """Company names as they are compared last: plain and without their legal form."""
    return each_once(names, lambda name: without_form(plain_name(name))[0])
