"""Names on other rows that are nearly those of a record: offered, and taken only where the rep says so."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from sentia.book import schema
from sentia.book.drafting import Draft
from sentia.book.likeness import LEAST_ALIKE, MOST_OPTIONS, nearest
from sentia.book.link_lines import MOST_LINES, NEAR, SETTLED, Records, line, more_lines
from sentia.book.loosening import plain_company
from sentia.book.matching import looked_up
from sentia.book.names import in_order, plain, plain_name, without_form
from sentia.book.persons import person_key
from sentia.book.settling import NEAREST, OWN, link_key

LEAVE, TAKE = "leave them apart", "the nearest is meant, in each"
_LINK_OF = {"accounts": "account_id", "contacts": "contact_id"}
_NAMED_ON = {
    "accounts": ("contacts", "opportunities", "quotes", "activities", "orders"),
    "contacts": ("opportunities", "quotes", "activities"),
}
_NO_PAIRS = pd.DataFrame({"text": [], "name": [], "alike": []})


def settle_near(draft: Draft, table: str) -> None:
    """Offer the records nearly called as accounts or contacts that are only named elsewhere.

    Those that the rep settled become one with the record chosen; the others stay records of their own.
    """
    records, own = draft.tables[table], draft.own_rows[table]
    if len(records) == own:
        return
    named = _rows_named(draft, table)
    ids = records[schema.IDS[table]].to_numpy(object)
    near_of = _near_accounts if table == "accounts" else _near_contacts
    alike = near_of(records, own) if draft.asks or draft.settled.get(NEAREST) == TAKE else _NO_PAIRS
    near = _directed(alike, ids, named, own)
    redirects = _redirects(draft, table, ids[own:], near)
    _list_near(draft, table, near.loc[~near["of"].isin(redirects.index)], named)
    _list_redirected(draft, table, redirects, named)
    draft.make_one(table, redirects, _LINK_OF[table], _NAMED_ON[table])


def _rows_named(draft: Draft, table: str) -> pd.DataFrame:
    """For each record named elsewhere, by id: on how many `rows`, and `table` and position `at` of the first."""
    link = _LINK_OF[table]
    found = [
        pd.DataFrame({"id": draft.tables[name][link], "table": name, "at": np.arange(len(draft.tables[name]))})
        for name in _NAMED_ON[table]
    ]
    rows = pd.concat(found, ignore_index=True).dropna(subset=["id"])
    return rows.drop_duplicates("id").set_index("id").assign(rows=rows["id"].value_counts())


def _near_accounts(accounts: pd.DataFrame, own: int) -> pd.DataFrame:
    names = plain_company(accounts["name"]).reset_index(drop=True).dropna()
    derived = names[names.index >= own]
    same = derived.rename("key").reset_index().merge(names.rename("key").reset_index(), on="key")
    same = same.set_axis(["text", "key", "name"], axis=1).query("text != name")[["text", "name"]].assign(alike=1.0)
    found = pd.concat([same, nearest(derived, names)]) if len(same) else nearest(derived, names)
    forms = accounts["name"].reset_index(drop=True).map(_form, na_action="ignore").fillna("")
    ours, theirs = (forms.reindex(found[side]).to_numpy(object) for side in ("text", "name"))
    return found.loc[(ours == theirs) | (ours == "") | (theirs == "")]  # an LLC is not the Inc of its name


def _form(name: str) -> str:
    """The legal form behind a company's name; "" without one."""
    return without_form(plain_name(name))[1]


def _near_contacts(contacts: pd.DataFrame, own: int) -> pd.DataFrame:
    """Pairs of people at one account, or of whom one has none; two rows of one person are no pair."""
    names = in_order(contacts["name"]).reset_index(drop=True)
    at = contacts["account_id"].reset_index(drop=True)
    people = pd.DataFrame({"name": names, "at": at})[names.notna() & ~names.str.contains("@", na=False)]
    derived = people[people.index >= own]
    alone, placed = derived["at"].isna(), people["at"].notna()
    found = [
        _at_one_account(derived[~alone], people[placed]),
        nearest(derived.loc[alone, "name"], people["name"]),
        nearest(derived.loc[~alone, "name"], people.loc[~placed, "name"]),
    ]
    found = [pairs for pairs in found if len(pairs)]
    return _of_two(pd.concat(found, ignore_index=True), contacts) if found else _NO_PAIRS


def _of_two(pairs: pd.DataFrame, contacts: pd.DataFrame) -> pd.DataFrame:
    """The pairs that are not two rows of one person already."""
    person = person_key(contacts).to_numpy(object)
    return pairs.loc[person[pairs["text"].to_numpy(np.intp)] != person[pairs["name"].to_numpy(np.intp)]]


def _at_one_account(derived: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    pairs = derived.rename_axis("text").reset_index().merge(people.rename_axis("other").reset_index(), on="at")
    pairs = pairs.loc[pairs["text"] != pairs["other"]]
    ours, theirs = pairs["name_x"].to_numpy(object), pairs["name_y"].to_numpy(object)
    alike = cpdist(ours, theirs, scorer=Indel.normalized_similarity, dtype=np.float64) if len(pairs) else []
    found = pd.DataFrame({"text": pairs["text"], "name": pairs["other"], "alike": np.round(alike, 3)})
    return found.loc[found["alike"] >= LEAST_ALIKE]


def _directed(near: pd.DataFrame, ids: np.ndarray, named: pd.DataFrame, own: int) -> pd.DataFrame:
    """Each pair once, by ids: towards the record of a sheet, else the one named more often."""
    weight = np.append(np.full(own, np.inf), named["rows"].reindex(ids[own:]).fillna(0))
    text, name = near["text"].to_numpy(np.intp), near["name"].to_numpy(np.intp)
    is_first = ids[name].astype(str) < ids[text].astype(str)
    is_weightier = (weight[name] > weight[text]) | ((weight[name] == weight[text]) & is_first)
    pairs = pd.DataFrame({"of": ids[text], "id": ids[name], "alike": near["alike"].to_numpy(float)})[is_weightier]
    ranked = pairs.sort_values(["of", "alike", "id"], ascending=[True, False, True]).drop_duplicates(["of", "id"])
    return ranked.loc[ranked.groupby("of").cumcount() < MOST_OPTIONS]


def _redirects(draft: Draft, table: str, derived: np.ndarray, near: pd.DataFrame) -> pd.Series:
    """The record that each of these stands for by the rep's word: its id by theirs."""
    if not draft.settled:
        return pd.Series(dtype="str")
    ids = set(draft.tables[table][schema.IDS[table]])
    said = {one: _said(draft, table, one) for one in derived}
    if draft.settled.get(NEAREST) == TAKE:
        best = near.drop_duplicates("of")
        said = dict(zip(best["of"], best["id"], strict=True)) | {one: to for one, to in said.items() if to}
    chosen = {one: to for one, to in said.items() if to in ids and to != one}
    ends = {one: _end(one, chosen) for one in chosen}
    return pd.Series({one: to for one, to in ends.items() if to != one}, dtype="str")


def _end(start: str, chosen: dict[str, str]) -> str:
    """Where a chain of "this is that" ends; what goes round in a circle stays where it is."""
    seen, at = {start}, chosen[start]
    while at in chosen:
        if at in seen:
            return start
        seen.add(at)
        at = chosen[at]
    return at


def _list_near(draft: Draft, table: str, near: pd.DataFrame, named: pd.DataFrame) -> None:
    records = Records(draft, table)
    names = records.by_id["name"]
    is_open = ~near["of"].map(lambda one: _said(draft, table, one) == OWN).astype(bool)
    best = near[is_open].groupby("of")["alike"].max().sort_values(ascending=False, kind="stable")
    listed = best.index[:MOST_LINES]
    by_text = dict(iter(near[near["of"].isin(listed)].groupby("of")))
    for one in listed:
        options = records.options(by_text[one]["id"].tolist(), by_text[one]["alike"].tolist())
        count, place = _where(draft, named, one)
        place |= {"beside": records.beside(records.by_id, records.by_id.index.get_loc(one))}
        why = f"{options[0]['name']} is {best[one]:.0%} alike"
        draft.links.append(line(link_key(table, one), table, names[one], count, NEAR, why, options, place=place))
    draft.links += more_lines(table, NEAR, len(best))


def _list_redirected(draft: Draft, table: str, redirects: pd.Series, named: pd.DataFrame) -> None:
    records = Records(draft, table)
    names = records.by_id["name"]
    for one, chosen in redirects.head(MOST_LINES).items():
        count, place = _where(draft, named, one)
        told = (link_key(table, one), table, names[one], count, SETTLED, "as you said")
        draft.links.append(line(*told, records.options([chosen]), chosen, place))
    draft.links += more_lines(table, SETTLED, len(redirects))


def _said(draft: Draft, table: str, one: str) -> str:
    return _answer(draft, link_key(table, one))


def _answer(draft: Draft, key: str) -> str:
    return draft.settled.get(" ".join(key.split()).casefold(), "")


def _where(draft: Draft, named: pd.DataFrame, one: str) -> tuple[int, dict]:
    """On how many rows a record is named, and where first."""
    if one not in named.index:
        return 0, {}
    return named.at[one, "rows"], draft.place(named.at[one, "table"], named.at[one, "at"])


def near_deals(draft: Draft, table: str, texts: pd.Series, keys: pd.Series, is_unknown: pd.Series) -> pd.Series:
    """Offer, for deals that no row is, those nearly called so; returns those that the rep took, by row."""
    is_open = is_unknown & ~keys.map(lambda key: _answer(draft, key) == OWN, na_action="ignore").eq(True)
    taken = pd.Series(np.nan, texts.index, dtype="str")
    if not is_open.any():
        return taken
    deals = draft.tables["opportunities"]
    unknown = pd.DataFrame({"text": texts, "key": keys, "at": np.arange(len(texts))})[is_open]
    first = unknown.drop_duplicates("key").reset_index(drop=True)
    near = nearest(plain(first["text"]), plain(deals["name"]).reset_index(drop=True).dropna())
    near = near.assign(key=first["key"].reindex(near["text"]).to_numpy())
    near = near.assign(id=deals["opportunity_id"].to_numpy(object)[near["name"].astype(np.intp)])
    is_taken = draft.settled.get(NEAREST) == TAKE
    _list_near_deals(draft, table, unknown, near, SETTLED if is_taken else NEAR)
    best = near.drop_duplicates("key").set_index("key")["id"]
    return looked_up(keys.where(is_open), best) if is_taken else taken


def _list_near_deals(draft: Draft, table: str, unknown: pd.DataFrame, near: pd.DataFrame, state: str) -> None:
    records, counts = Records(draft, "opportunities"), unknown["key"].value_counts()
    rows = unknown.drop_duplicates("key").set_index("key")
    for key, options in list(near.groupby("key", sort=False))[:MOST_LINES]:
        told = records.options(options["id"].tolist(), options["alike"].tolist())
        why = f"{told[0]['name']} is {options['alike'].iloc[0]:.0%} alike" if state == NEAR else "as you said"
        said = (key, "opportunities", rows.at[key, "text"], counts[key], state, why, told)
        chosen = "" if state == NEAR else told[0]["id"]
        draft.links.append(line(*said, chosen, draft.place(table, int(rows.at[key, "at"]))))
    draft.links += more_lines("opportunities", state, near["key"].nunique())


_ONE = {"accounts": "account", "contacts": "contact", "opportunities": "deal"}


def near_question(links: Sequence[dict], answers: Mapping[str, str]) -> dict | None:
    """Whether the nearest record is meant wherever one is offered; None where none is, or was."""
    near = [one for one in links if one["state"] == NEAR and one["id"]]
    if not near and answers.get(NEAREST) != TAKE:
        return None
    words = _near_words(near) if near else "The names that were nearly those of a record are taken as the nearest."
    chosen = TAKE if answers.get(NEAREST) == TAKE else LEAVE
    return {"id": NEAREST, "question": words, "options": [LEAVE, TAKE], "chosen": chosen}


def _near_words(near: Sequence[dict]) -> str:
    one, best = near[0], near[0]["options"][0]
    where = f" of '{one['sheet']}' row {one['row']}" if one["sheet"] else ""
    said = (
        f"{one['text']}{where} is no {_ONE[one['table']]}; do you mean {best['name']} ({best['alike']:.0%} alike)?"
    )
    others = len(near) - 1
    more = "1 more name is nearly that of a record." if others == 1 else f"{others:,} more are nearly a record's."
    return f"{said} {more}" if others else said
