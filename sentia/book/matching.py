"""What a text in a link stands for: an id, a name only one record has, or the mail domain of one account."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_STR = pd.StringDtype(na_value=np.nan)
_NOTHING = pa.scalar("", pa.large_string())
_ODD_SPACES = r"[ \t-\r\x1c-\x1f]{2}|[\t-\r\x1c-\x1f]"
FREE_MAIL = frozenset(
    "gmail.com googlemail.com hotmail.com outlook.com live.com msn.com yahoo.com icloud.com me.com aol.com "
    "gmx.de gmx.net web.de t-online.de orange.fr free.fr libero.it proton.me protonmail.com mail.ru".split()
)


def folded(names: pd.Series) -> pd.Series:
    """Names as they are compared: without case and surrounding or doubled spaces.

    Examples
    --------
    >>> folded(pd.Series([" Acme  Ltd", "ACME ltd"])).nunique()
    1
    """
    texts = _arrow(names)
    plain = pc.ascii_lower(pc.utf8_trim_whitespace(texts)) if pc.all(pc.string_is_ascii(texts)).as_py() else None
    if plain is None or pc.any(pc.match_substring_regex(plain, _ODD_SPACES)).as_py():
        return each_once(names, lambda spelling: " ".join(spelling.split()).casefold())
    return _series(plain, names)


def each_once(texts: pd.Series, change: Callable[[str], str]) -> pd.Series:
    """What `change` makes of each text, worked out once a spelling; missing stays missing.

    Examples
    --------
    >>> each_once(pd.Series(["b", None, "b"]), str.upper).tolist()
    ['B', nan, 'B']
    """
    once = _arrow(texts).dictionary_encode()
    changed = pa.array([change(text) for text in once.dictionary.to_pylist()], pa.large_string())
    return _series(changed.take(once.indices), texts)


def _arrow(texts: pd.Series | pd.Index) -> pa.Array:
    known = texts if isinstance(texts.dtype, pd.StringDtype) else texts.astype("str")
    array = pa.array(known.array, pa.large_string())
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _series(texts: pa.Array, like: pd.Series) -> pd.Series:
    return pd.Series(pd.arrays.ArrowStringArray(texts, dtype=_STR), like.index, name=like.name)


def is_among(texts: pd.Series, values: pd.Series | pd.Index) -> pd.Series:
    """Whether each text is one of the values, never for a missing one; as `isin`, without a Python object a value.

    Examples
    --------
    >>> is_among(pd.Series(["a", "b", None]), pd.Series(["b", None])).tolist()
    [False, True, False]
    """
    found = pc.is_in(_arrow(texts), value_set=_arrow(values), skip_nulls=True)
    return pd.Series(np.asarray(found), texts.index)


def looked_up(keys: pd.Series, values: pd.Series) -> pd.Series:
    """The text that each key stands for in `values` (its index holds the keys, each once); missing elsewhere.

    Examples
    --------
    >>> looked_up(pd.Series(["b", "c"]), pd.Series({"a": "Ann", "b": "Bo"})).tolist()
    ['Bo', nan]
    """
    found = _arrow(values).take(pc.index_in(_arrow(keys), value_set=_arrow(values.index), skip_nulls=True))
    return _series(found, keys)


def numbers_of(keys: pd.Series, numbers: Mapping[str, float]) -> pd.Series:
    """The number that each key stands for; NaN where it stands for none.

    Examples
    --------
    >>> numbers_of(pd.Series(["call", None]), {"call": 12}).tolist()
    [12.0, nan]
    """
    return pd.Series([numbers.get(key, np.nan) for key in keys.tolist()], keys.index, dtype=float)


def places_of(texts: pd.Series, values: pd.Series | pd.Index) -> np.ndarray:
    """The place of each text among the values, that of the first of equal ones; -1 where it is none of them.

    Examples
    --------
    >>> places_of(pd.Series(["b", "c", None]), pd.Series(["a", "b"])).tolist()
    [1, -1, -1]
    """
    found = pc.index_in(_arrow(texts), value_set=_arrow(values), skip_nulls=True)
    return found.fill_null(-1).to_numpy().astype(int)


def first_known(records: Mapping[str, pd.Series], prefixes: Mapping[str, str]) -> pd.Series:
    """The first of these columns that each record has, behind its prefix; missing where it has none of them.

    `records` are a frame, or columns by their name.

    Examples
    --------
    >>> two = pd.DataFrame({"contact_id": ["1", None], "account_id": ["A", "B"]}, dtype="str")
    >>> first_known(two, {"contact_id": "person:", "account_id": "account:"}).tolist()
    ['person:1', 'account:B']
    """
    texts = [
        pc.binary_join_element_wise(pa.scalar(prefix, pa.large_string()), _arrow(records[name]), _NOTHING)
        for name, prefix in prefixes.items()
    ]
    return _series(pc.coalesce(*texts), records[next(iter(prefixes))]).rename(None)


def looked_up_day(keys: pd.Series, days: pd.Series) -> pd.Series:
    """The day that each key has in `days` (its index holds the keys, each once); NaT elsewhere.

    Examples
    --------
    >>> days = pd.Series(pd.to_datetime(["2026-11-23"]), ["a"])
    >>> looked_up_day(pd.Series(["a", "b", None]), days).dt.day.tolist()
    [23.0, nan, nan]
    """
    return days.reindex(keys).set_axis(keys.index).astype("datetime64[us]")


def mail_domain(emails: pd.Series) -> pd.Series:
    """What stands behind the last @ of each address, in small letters; missing where there is none.

    Examples
    --------
    >>> mail_domain(pd.Series(["Ana@Acme.example", "no address"])).tolist()
    ['acme.example', nan]
    """
    trimmed = pc.utf8_trim_whitespace(_arrow(emails))
    found = pc.extract_regex(trimmed, r"@(?P<domain>[^@\s]+)$")
    return _series(pc.utf8_lower(pc.struct_field(found, "domain")), emails)


@dataclass(frozen=True)
class Match:
    """What each text of a link stands for: an id (`ids`), or a name that several records share."""

    ids: pd.Series
    is_ambiguous: pd.Series

    def or_else(self, other: "Match") -> "Match":
        """This match, and the other where this one found nothing; what both leave open stays ambiguous."""
        ids = self.ids.fillna(other.ids)
        return Match(ids, (self.is_ambiguous | other.is_ambiguous) & ids.isna())


def match(texts: pd.Series, records: pd.DataFrame, identity: str, names: Sequence[str]) -> Match:
    """Match texts with records: by id, else by the first of the columns `names` that only one record has.

    Examples
    --------
    >>> two = pd.DataFrame({"account_id": ["1", "2", "3"], "name": ["Acme", "Birch", "birch"]}, dtype="str")
    >>> found = match(pd.Series(["2", "ACME", "Birch"]), two, "account_id", ["name"])
    >>> found.ids.tolist(), found.is_ambiguous.tolist()
    (['2', '1', nan], [False, False, True])
    """
    texts = texts.astype("str")
    ids = texts.where(is_among(texts, records[identity]))
    ambiguous = pd.Series(False, texts.index)
    for name in names:
        if not (ids.isna() & texts.notna()).any():
            break
        keys = folded(records[name])
        shared = keys.duplicated(keep=False)
        sole = pd.Series(records[identity].to_numpy(), keys.to_numpy())[(keys.notna() & ~shared).to_numpy()]
        wanted = folded(texts).where(ids.isna())
        ids = ids.fillna(looked_up(wanted, sole))
        ambiguous |= ids.isna() & wanted.notna() & is_among(wanted, keys[shared])
    return Match(ids, ambiguous & ids.isna())


def account_by_domain(accounts: pd.DataFrame, contacts: pd.DataFrame) -> pd.Series:
    """The account id that each mail domain stands for, by its website or its contacts, where it is only one.

    Domains of free mail stand for nobody.

    Examples
    --------
    >>> accounts = pd.DataFrame({"account_id": ["A"], "website": ["https://www.acme.example/home"]})
    >>> contacts = pd.DataFrame({"account_id": ["A"], "email": ["ana@gmail.com"]})
    >>> account_by_domain(accounts, contacts).to_dict()
    {'acme.example': 'A'}
    """
    site = accounts["website"].astype("str").str.lower().str.extract(r"^(?:https?://)?(?:www\.)?([^/\s:]+)")[0]
    by_site = pd.DataFrame({"domain": site, "account_id": accounts["account_id"]})
    by_mail = pd.DataFrame({"domain": mail_domain(contacts["email"]), "account_id": contacts["account_id"]})
    pairs = pd.concat([by_site, by_mail]).dropna().drop_duplicates()
    pairs = pairs.loc[~pairs["domain"].isin(FREE_MAIL)]
    return pairs.loc[~pairs["domain"].duplicated(keep=False)].set_index("domain")["account_id"]
