"""What the rep says of links: the keys of their answers, and what each text stands for where one is given."""

from collections.abc import Callable, Mapping

import pandas as pd

from sentia.book import schema
from sentia.book.drafting import Draft
from sentia.book.link_lines import SETTLED, Records, line
from sentia.book.loosening import Found, as_found
from sentia.book.matching import folded, is_among, match

LINK = "link:"
OWN = "one of its own"
NEAREST = "links"  # the question whether the nearest is meant wherever one is offered
_NAMES = {"accounts": ("name",), "contacts": ("email", "name"), "opportunities": ("name",)}


def link_key(table: str, text: str, place: str = "") -> str:
    """The id of the question whom a text means; `place` is the account it is named with.

    Examples
    --------
    >>> link_key("contacts", "Anna Berg", "A7"), link_key("accounts", "Acme Corp")
    ('link:contacts|Anna Berg|A7', 'link:accounts|Acme Corp')
    """
    return f"{LINK}{table}|{text}" + (f"|{place}" if place else "")


def keys_of(table: str, texts: pd.Series, places: pd.Series | None = None) -> pd.Series:
    """`link_key` of each text; missing where the text is."""
    keys = LINK + table + "|" + texts.astype("str")
    return keys if places is None else keys + ("|" + places.astype("str")).fillna("")


def said_of_links(answers: Mapping[str, str]) -> dict[str, str]:
    """The rep's answers about links: by key without case and doubled spaces, an id or OWN; and that to NEAREST."""
    said = {" ".join(key.split()).casefold(): str(said) for key, said in answers.items() if key.startswith(LINK)}
    return said | ({NEAREST: answers[NEAREST]} if answers.get(NEAREST) else {})


def find_as_said(
    draft: Draft, table: str, texts: pd.Series, keys: pd.Series, find: Callable[[pd.Series], Found]
) -> Found:
    """What each text stands for: as the rep said, else as `find` finds.

    What is OWN, the rep said, stands for a record only if it is one's id or name to the letter. An answer that
    names no record of these files is passed over, so that the link is open again.
    """
    if not draft.settled:
        return find(texts)
    said = folded(keys).map(draft.settled).astype("str")
    known = said.where(is_among(said, draft.tables[table][schema.IDS[table]]))
    is_own = said.eq(OWN)
    found = find(texts.where(known.isna() & ~is_own))
    exact = as_found(match(texts.where(is_own), draft.tables[table], schema.IDS[table], _NAMES[table]))
    list_settled(draft, table, texts, keys, known.fillna(said.where(is_own)))
    return Found(known.fillna(exact.ids).fillna(found.ids), found.is_ambiguous, found.why)


def list_settled(draft: Draft, table: str, texts: pd.Series, keys: pd.Series, chosen: pd.Series) -> None:
    """List each text that the rep settled, with what was chosen."""
    lines = pd.DataFrame({"key": keys, "text": texts, "chosen": chosen}).dropna()
    counts = lines["key"].value_counts()
    records = Records(draft, table)
    for key, text, answer in lines.drop_duplicates("key").itertuples(index=False):
        options = [] if answer == OWN else records.options([answer])
        draft.links.append(line(key, table, text, counts[key], SETTLED, "as you said", options, answer))
