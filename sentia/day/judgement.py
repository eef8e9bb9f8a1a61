"""The rep's own judgement of a deal, a person or an account: it stands beside ours, and wins."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from sentia.book.matching import looked_up
from sentia.day.wording import money

NUMBERS = ("win_rate", "worth", "minutes")
YOURS = "yours"
LEAST = 1e-4  # a chance of 0 or 1 has no odds
RANGE = ["win_low", "win_high"]
SIZES = ["priced", "priced_low", "priced_high"]


@dataclass(frozen=True, eq=False)
class Judgements:
    """What the rep judges otherwise: one row a judgement, and who each contact is (`people`, by contact id)."""

    table: pd.DataFrame
    people: pd.Series

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The judgements that are about somebody, oldest first, each with its `subject`; impossible numbers go."""
        if self.table.empty:
            return self.table.assign(subject=self.table["kind"])
        rows = self.table.assign(subject=self._own_subject())
        rows = rows.assign(
            win_rate=rows["win_rate"].where(rows["win_rate"].between(0, 1)),
            worth=rows["worth"].where(rows["worth"] >= 0),
            minutes=rows["minutes"].where(rows["minutes"] > 0),
        )
        rows = rows.loc[rows["subject"].notna()]
        return rows.sort_values("said_on", na_position="first", kind="stable")

    def _own_subject(self) -> pd.Series:
        """What each judgement is about: its deal, without one its person, without either its account."""
        levels = self.subjects(self.table)
        return levels["deal"].fillna(levels["person"]).fillna(levels["account"])

    def subjects(self, records: pd.DataFrame) -> dict[str, pd.Series]:
        """Of each record, the keys of its deal, its person and its account."""
        person = looked_up(records["contact_id"], self.people).fillna(records["contact_id"])
        keys = {"deal": records["opportunity_id"], "person": person, "account": records["account_id"]}
        return {level: f"{level}:" + key.astype("str") for level, key in keys.items()}

    def of(self, records: pd.DataFrame, kind: str | pd.Series | None) -> pd.DataFrame:
        """`win_rate`, `worth`, `minutes` and `notes` as the rep says them of each record; NaN where nothing was.

        What was said of the deal comes before what was said of the person, and that before the account; what
        was said of this kind of line before what holds for all; what was said last before what was said first.
        Without a kind only what holds for all counts.
        """
        if self.rows.empty:
            return _nothing_said(records.index)
        kinds = pd.Series(kind, records.index, dtype="str")
        keys = [key for subject in self.subjects(records).values() for key in (subject + "|" + kinds, subject)]
        return pd.DataFrame({name: self._first(name, keys, records.index) for name in (*NUMBERS, "notes")})

    def _first(self, name: str, keys: list[pd.Series], index: pd.Index) -> pd.Series:
        said, dtype = self.rows.loc[self.rows[name].notna()], "str" if name == "notes" else "float64"
        about = (said["subject"] + "|" + said["kind"]).fillna(said["subject"])
        values = said.set_index(pd.Index(about))[name]
        values, found = values[~values.index.duplicated(keep="last")], pd.Series(index=index, dtype=dtype)
        for key in keys if len(values) else ():
            found = found.fillna(key.map(values).astype(dtype))
        return found


def _nothing_said(index: pd.Index) -> pd.DataFrame:
    return pd.DataFrame(np.nan, index, list(NUMBERS)).assign(notes=pd.Series(index=index, dtype="str"))


def add_own_numbers(
    records: pd.DataFrame, judgements: Judgements, kind: str | None, rate: float, currency: str
) -> pd.DataFrame:
    """The rep's own chance and worth in place of ours, beside which ours stay.

    Needs the links, `win_rate` and `priced` with their ranges, `amount_is` and `amount_as`. Adds `own_chance`,
    `our_chance`, `own_size` and `our_size` (the latter two what a sale is worth to the rep, in the rep's own
    money), all missing (NaN) where the rep said nothing. An own chance keeps our range's width in log-odds; an
    own worth has no range. `rate` is what a dollar of sales is worth to the rep.
    """
    if judgements.rows.empty:
        return records
    said = judgements.of(records, kind)
    return _with_worth(_with_chance(records, said["win_rate"]), said["worth"], rate, currency)


def _with_chance(records: pd.DataFrame, own: pd.Series) -> pd.DataFrame:
    ours = records.get("our_chance", pd.Series(np.nan, records.index)).fillna(records["win_rate"])
    known = records[["win_rate", *RANGE]].clip(LEAST, 1 - LEAST)
    moved = logit(own.clip(LEAST, 1 - LEAST)) - logit(known["win_rate"])
    low, high = (pd.Series(expit(logit(known[name]) + moved), records.index) for name in RANGE)
    is_said = own.notna()
    return records.assign(
        win_rate=own.fillna(records["win_rate"]),
        win_low=low.where(is_said, records["win_low"]),
        win_high=high.where(is_said, records["win_high"]),
        own_chance=own,
        our_chance=ours.where(is_said),
    )


def _with_worth(records: pd.DataFrame, own: pd.Series, rate: float, currency: str) -> pd.DataFrame:
    own = own if rate > 0 else own * np.nan
    is_said = own.notna()
    nothing = pd.Series(np.nan, records.index)
    had_own = records.get("own_size", nothing).notna()
    ours = (records["priced"] * rate).where(~had_own, records.get("our_size", nothing))
    records = records.assign(own_size=own, our_size=ours.where(is_said))
    if not is_said.any():
        return records
    sizes = {name: (own / rate).where(is_said, records[name]) for name in SIZES}
    words = pd.Series(_worth_words(records, currency), records.index, dtype="str")
    return records.assign(
        **sizes,
        amount_is=records["amount_is"].mask(is_said, YOURS),
        amount_as=records["amount_as"].astype("str").where(~is_said, words),
    )


def _worth_words(records: pd.DataFrame, currency: str) -> list[str | None]:
    return [None if pd.isna(own) else f"{money(own, currency)} to you if won" for own in records["own_size"]]


def ours_words(size: float, currency: str) -> str:
    """What is ours beside a number of the rep's.

    Examples
    --------
    >>> ours_words(1200.0, "USD"), ours_words(float("nan"), "USD")
    ('ours $1,200', 'ours not known')
    """
    return "ours not known" if pd.isna(size) else f"ours {money(size, currency)}"
