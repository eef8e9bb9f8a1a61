"""Who changed employer: as noted, by the domain of their mail, by the same name and phone elsewhere."""

import pandas as pd

from sentia.book.matching import FREE_MAIL, folded, match
from sentia.book.persons import LEAST_DIGITS
from sentia.facts.championless import championless
from sentia.facts.facts import Facts
from sentia.facts.wording import span
from sentia.follow_up.links.columns import LIKELY, NOTED, POSSIBLE, links_of, no_links, times
from sentia.work.clocks import ago

KIND = "mover"
LEAST_ALIKE = 2  # people with a domain that make it a company's


def movers(board: Facts) -> pd.DataFrame:
    """One row a person who moved; noted where the book says so, else likely or possible, never sure."""
    noted = _noted(board)
    guessed = pd.concat([_by_mail(board), _by_phone(board)], ignore_index=True)
    guessed = guessed.loc[~guessed["contact_id"].isin(noted["contact_id"])]
    return pd.concat([noted, guessed.drop_duplicates("contact_id")], ignore_index=True)


def _noted(board: Facts) -> pd.DataFrame:
    """People with a previous employer or a day of moving."""
    people = board.contacts
    people = people.loc[(people["previous_account"].notna() | people["moved_on"].notna())]
    people = people.loc[~(people["moved_on"] > board.on) & board.is_mine(people["owner"])]
    if people.empty:
        return no_links()
    known = board.accounts.reset_index(drop=True)
    old_id = match(people["previous_account"], known, "account_id", ["name"]).ids
    old = old_id.map(board.accounts["name"]).astype("str").fillna(people["previous_account"])
    new = people["account_id"].map(board.accounts["name"]).astype("str")
    alone = set(championless(board)["contact_id"])
    sold = _sold_to(people, old_id, board)
    rows = zip(
        people["name"],
        old,
        new,
        ago(people["moved_on"], board.on),
        sold,
        people["contact_id"].isin(alone),
        strict=True,
    )
    return links_of(
        KIND,
        people,
        other_id=old_id,
        contact=people["name"],
        account=new,
        other=old,
        on=people["moved_on"],
        how_sure=NOTED,
        evidence="the file says so",
        because=[_sentence(*row) for row in rows],
    )


def _sold_to(people: pd.DataFrame, old_id: pd.Series, board: Facts) -> pd.Series:
    """How many deals were won with each person at the old company."""
    won = board.every_deal.loc[board.every_deal["status"].eq("won") & board.every_deal["is_named"]]
    pairs = won.groupby(["who", "account_id"]).size()
    wanted = pd.MultiIndex.from_arrays([people["who"], old_id])
    return pd.Series(pairs.reindex(wanted).fillna(0).to_numpy(), people.index)


def _sentence(name: str | float, old: str | float, new: str | float, days: float, sold: float, alone: bool) -> str:
    who = name if isinstance(name, str) else "Somebody"
    left = f" at {old}" if isinstance(old, str) else ""
    before = f"You sold to {who} {times(sold)}{left}" if sold else f"{who} was{left or ' elsewhere before'}"
    since = "since then" if pd.isna(days) else f"{span(days)} ago" if days else "today"
    first = who.split()[0] if "," not in who else who
    now = f"{since} {first} started at {new}" if isinstance(new, str) else f"{since} {first} left"
    gone = f"; {old} is without a champion" if alone and isinstance(old, str) else ""
    return f"{before}; {now}{gone}"


def _by_mail(board: Facts) -> pd.DataFrame:
    """People whose mail goes to another company of the book than the one they stand at."""
    people = board.contacts.loc[board.contacts["email"].notna() & board.contacts["account_id"].notna()]
    domain = folded(people["email"]).str.rsplit("@", n=1).str[1]
    domain = domain.where(~domain.isin(FREE_MAIL))
    home = _homes(people["account_id"], domain)
    goes_to = domain.map(home).astype("str")
    people = people.assign(domain=domain, new_id=goes_to)
    people = people.loc[(people["new_id"] != people["account_id"]) & people["new_id"].notna()]
    people = people.loc[board.is_mine(people["owner"])]
    new, old = (people[name].map(board.accounts["name"]).astype("str") for name in ("new_id", "account_id"))
    rows = zip(people["name"].fillna("Somebody"), people["domain"], new, old, strict=True)
    return links_of(
        KIND,
        people,
        account_id=people["new_id"],
        other_id=people["account_id"],
        contact=people["name"],
        account=new,
        other=old,
        how_sure=LIKELY,
        evidence="mail goes to " + people["domain"],
        because=[f"{who} has mail at {mail}, as people of {to} have; noted at {at}" for who, mail, to, at in rows],
    )


def _homes(account: pd.Series, domain: pd.Series) -> pd.Series:
    """The company of each mail domain: that of nearly all who have it, two at least."""
    counts = pd.DataFrame({"domain": domain, "account": account}).dropna().value_counts().reset_index()
    counts = counts.sort_values(["count", "account"], ascending=[False, True], kind="stable")
    first = counts.drop_duplicates("domain").set_index("domain")
    total = counts.groupby("domain")["count"].sum().reindex(first.index)
    clear = (first["count"] >= LEAST_ALIKE) & (first["count"] > total - first["count"])
    return first.loc[clear, "account"]


def _by_phone(board: Facts) -> pd.DataFrame:
    """People who stand with one name and one phone at two companies: the later row is where they may be now."""
    people = board.contacts.loc[board.contacts["account_id"].notna() & board.contacts["name"].notna()]
    digits = people["phone"].astype("str").str.replace(r"\D", "", regex=True)
    people = people.assign(key=folded(people["name"]) + "|" + digits, mail=folded(people["email"]))
    people = people.loc[digits.str.len().ge(LEAST_DIGITS) & people["key"].duplicated(keep=False)]
    people = people.sort_values(["key", "contact_id"], kind="stable")
    first = people.drop_duplicates("key").set_index("key")
    other = people["key"].map(first["account_id"]).astype("str")
    same_mail = people["mail"].eq(people["key"].map(first["mail"]).astype("str"))
    people = people.assign(other_id=other).loc[(other != people["account_id"]) & ~same_mail]
    people = people.loc[board.is_mine(people["owner"])]
    new, old = (people[name].map(board.accounts["name"]).astype("str") for name in ("account_id", "other_id"))
    rows = zip(people["name"], old, new, strict=True)
    return links_of(
        KIND,
        people,
        contact=people["name"],
        account=new,
        other=old,
        how_sure=POSSIBLE,
        evidence="the same name and phone at both",
        because=[f"{who} stands at {at} and at {now} with one phone: may have moved" for who, at, now in rows],
    )
