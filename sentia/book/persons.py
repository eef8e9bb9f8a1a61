"""Who is the same person, whatever rows they have."""

import pandas as pd

from sentia.book.matching import folded, looked_up

LEAST_DIGITS = 7


def person_key(contacts: pd.DataFrame) -> pd.Series:
    """Who is the same person: same e-mail, profile, phone, name and account, else the row's own id.

    A row without an e-mail joins the person who has its profile or its phone number, or its name at its account,
    if that is only one; rows stay apart in the book.

    Examples
    --------
    >>> three = pd.DataFrame({"contact_id": ["1", "2", "3"], "name": ["Ana", "Ana Silva", "A. Silva"],
    ...                       "email": ["Ana@acme.example", "ana@acme.example", None],
    ...                       "phone": [None, "+1 555 010 2030", "15550102030"],
    ...                       "account_id": ["A", "B", "B"]}, dtype="str")
    >>> person_key(three).nunique()
    1
    """
    digits = contacts["phone"].astype("str").str.replace(r"\D", "", regex=True)
    phone = digits.where(digits.str.len() >= LEAST_DIGITS)
    at = folded(contacts["name"]) + "@" + contacts["account_id"].astype("str")
    person = folded(contacts["email"])
    for key in (_profile(contacts), phone, at):
        if key.notna().any():
            person = person.fillna(looked_up(key, _only_one(person, key))).fillna(key)
    return person.fillna(contacts["contact_id"])


def same_address(contacts: pd.DataFrame) -> pd.Series:
    """The e-mail or the profile that a row shares with others, the same text for all of them; missing without.

    Examples
    --------
    >>> profiles = ["net.example/ana", "https://net.example/ana/"]
    >>> rows = pd.DataFrame({"email": ["ana@acme.example", None], "profile_url": profiles}, dtype="str")
    >>> same_address(rows).tolist()
    ['ana@acme.example', 'ana@acme.example']
    """
    mail, profile = folded(contacts["email"]), _profile(contacts)
    return mail.fillna(looked_up(profile, _only_one(mail, profile))).fillna(profile)


def _profile(contacts: pd.DataFrame) -> pd.Series:
    """Each profile without what is the same for all: how it is fetched, and a slash at its end."""
    profile = contacts.get("profile_url", pd.Series(index=contacts.index, dtype="str")).astype("str")
    return folded(profile.str.replace(r"^(?:https?://)?(?:www\.)?", "", regex=True).str.rstrip("/"))


def _only_one(person: pd.Series, key: pd.Series) -> pd.Series:
    """The person of each key that stands for just one."""
    pairs = (
        pd.DataFrame({"person": person.to_numpy(), "key": key.to_numpy()}, dtype="str").dropna().drop_duplicates()
    )
    return pairs.loc[~pairs["key"].duplicated(keep=False)].set_index("key")["person"]
