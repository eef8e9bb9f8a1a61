"""What became of each deal, as its own columns, its stage and the rep say; and what follows for its days."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from sentia.book.book import Book
from sentia.book.edits import Edit, Journal
from sentia.book.matching import is_among
from sentia.book.origin import Origin
from sentia.book.stage_answers import AS_FOUND, folded_label, question_of, read_answer, said_of_stages, written
from sentia.book.stage_facts import StageFacts
from sentia.book.stage_table import mapped, stage_labels, stage_table
from sentia.errors import BadQuestion

_MOST_NAMED = 6
Tables = Mapping[str, pd.DataFrame]


def with_outcomes(
    tables: Tables, origins: Mapping[str, Origin], facts: StageFacts, answers: Mapping[str, str]
) -> dict[str, pd.DataFrame]:
    """The tables with the status of every deal, the days that depend on it, and the accounts that bought.

    A status that the deal's own columns state stands; else the stage's, else open. What the rep says of a stage
    closes deals whose columns say open too, but opens none that they say is won or lost. A date that serves as
    expected and as actual day goes to where it belongs. An account whose status no file states is a customer if
    it ever bought.

    Raises
    ------
    BadQuestion
        An answer about a stage that cannot be understood.
    """
    deals = _with_status(tables["opportunities"], facts, answers)
    deals = _with_days(deals, origins.get("opportunities", Origin()))
    accounts = _with_customers(tables["accounts"], deals, tables["orders"], facts)
    return {**tables, "opportunities": deals, "accounts": accounts}


def _with_status(deals: pd.DataFrame, facts: StageFacts, answers: Mapping[str, str]) -> pd.DataFrame:
    stages, labels = stage_table(deals, deals, facts, answers), stage_labels(deals, facts)
    said = said_of_stages(answers)
    closed = {label: said[folded_label(label)].status for label in stages.index if folded_label(label) in said}
    by_rep = mapped(labels, {label: status for label, status in closed.items() if status in ("won", "lost")})
    stated = facts.deals["stated"].reindex(deals.index)
    stated = stated.mask((stated == "open") & by_rep.notna())
    status = stated.fillna(mapped(labels, stages["status"])).fillna("open")
    return deals.assign(status=status.astype("str"))


def _with_days(deals: pd.DataFrame, origin: Origin) -> pd.DataFrame:
    """One close date is the expected day of an open deal and the actual one of a closed one."""
    shared = [n for n, part in enumerate(origin.parts) if _is_shared(part.columns)]
    is_here = np.isin(origin.part, shared)
    if not shared or len(is_here) != len(deals):
        return deals
    is_closed = (deals["status"] != "open").to_numpy()
    day = deals["expected_close_on"].fillna(deals["closed_on"])
    return deals.assign(
        closed_on=deals["closed_on"].where(~is_here, day.where(is_closed)),
        expected_close_on=deals["expected_close_on"].where(~is_here, day.where(~is_closed)),
    )


def _is_shared(columns: Mapping[str, int]) -> bool:
    return "closed_on" in columns and columns["closed_on"] == columns.get("expected_close_on")


def _with_customers(
    accounts: pd.DataFrame, deals: pd.DataFrame, orders: pd.DataFrame, facts: StageFacts
) -> pd.DataFrame:
    bought = pd.concat([orders["account_id"], deals.loc[deals["status"] == "won", "account_id"]])
    guess = np.where(is_among(accounts["account_id"], bought), "customer", "prospect")
    is_stated = accounts.index.isin(facts.stated_accounts)
    return accounts.assign(status=accounts["status"].where(is_stated).fillna(pd.Series(guess, accounts.index)))


def correct_stage(book: Book, label: str, answer: str) -> Book:
    """The book with the rep's word on one stage, at once; "as found" takes it back.

    Parameters
    ----------
    book : Book
        The book; not changed.
    label : str
        What the stage is called in `book.stages`.
    answer : str
        In the form of `stage_answers`.

    Raises
    ------
    BadQuestion
        A stage that no deal is at, or an answer that cannot be understood.

    Examples
    --------
    >>> from sentia.book.making import make_book
    >>> book = make_book(opportunities=pd.DataFrame({"account_id": ["Acme"], "stage": ["Installed"]}))
    >>> correct_stage(book, "Installed", "won").opportunities["status"].tolist()
    ['won']
    """
    names = {folded_label(name): name for name in book.stages.index}
    known = names.get(folded_label(label))
    if known is None and question_of(label) not in book.answers:
        listed = ", ".join(f"'{name}'" for name in book.stages.index[:_MOST_NAMED])
        raise BadQuestion(f"No deal in this book is at stage '{label}'; its stages are {listed or 'none'}.")
    said = written(read_answer(label, answer))
    key = question_of(known or label)
    others = {name: one for name, one in book.answers.items() if folded_label(name) != folded_label(key)}
    answers = others if said == AS_FOUND else others | {key: said}
    base = with_outcomes(book.base, book.origins, book.stage_facts, answers)
    corrected = replace(book, answers=answers, base=base)
    return replace(corrected, journal=_restated(corrected, corrected.journal))


def _restated(book: Book, journal: Journal) -> Journal:
    """The journal, in which each status that followed a stage follows it still."""
    deals = book.base["opportunities"]
    now = dict(zip(deals.index, deals["status"], strict=True)) if len(journal.done) + len(journal.undone) else {}
    now |= {edit.row_key: edit.value for edit in book.kept.edits if _is_status(edit)}
    done = tuple(_followed(book, step, now) for step in journal.done)
    undone = [_followed(book, step, now) for step in reversed(journal.undone)]
    return Journal(done, tuple(reversed(undone)))


def _followed(book: Book, step: tuple[Edit, ...], now: dict[str, str | None]) -> tuple[Edit, ...]:
    """One step with the statuses that follow from its stages; `now` has each deal's, before and after it."""
    kept = [edit for edit in step if not (edit.follows and _is_status(edit))]
    follow = [edit for edit in book.following(kept) if edit.value != now.get(edit.row_key)]
    now |= {edit.row_key: edit.value for edit in (*kept, *follow) if _is_status(edit)}
    return (*kept, *follow)


def _is_status(edit: Edit) -> bool:
    return (edit.table, edit.field) == ("opportunities", "status")
