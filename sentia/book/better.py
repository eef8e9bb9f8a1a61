"""What would make the answers better: what a book does not say, what that costs, and what to add."""

from collections.abc import Iterator

import pandas as pd

from sentia.book.absent import absent_outcomes
from sentia.book.book import Book
from sentia.book.currencies import currency_questions
from sentia.book.unsure_columns import unused_columns
from sentia.playbook import Playbook

OPEN_DEAL = "progress"  # the kind of work whose silence is assumed where none is recorded


def better_answers(book: Book, playbook: Playbook | None = None) -> tuple[dict, ...]:
    """What the book lacks, what costs most first; empty where it lacks nothing.

    Returns
    -------
    tuple of dict
        `lacks` (what is missing, and how often), `costs` (what is done instead) and `add` (what would help), each
        half a sentence.

    Examples
    --------
    >>> from sentia.book.making import make_book
    >>> deals = pd.DataFrame({"account_id": ["Acme", "Birch"], "stage": ["Won", "Lost"], "owner": "Ann"})
    >>> [one["lacks"] for one in better_answers(make_book(opportunities=deals))]
    ['no amounts at all', 'no calls, mails or visits are logged', 'no minutes in this book']
    """
    playbook = playbook or Playbook()
    return (*_outcomes(book), *_money(book), *_log(book, playbook), *_deals(book, playbook), *_people(book))


def _line(lacks: str, costs: str, add: str) -> dict:
    return {"lacks": lacks, "costs": costs, "add": add}


def _outcomes(book: Book) -> Iterator[dict]:
    for sentence in absent_outcomes(book):
        said, _, how = sentence.removesuffix(".").partition(": ")
        lacks, _, costs = said.partition(", so ")
        yield _line(lacks[:1].lower() + lacks[1:], costs, how)


def _money(book: Book) -> Iterator[dict]:
    deals = book.opportunities
    missing = _open(book, ~(deals["amount"] > 0))
    unused = unused_columns(book, "opportunities.amount")
    if len(deals) and not (deals["amount"] > 0).any() and unused:
        costs = "the day goes by who waits until it is"
        yield _line(f"“{unused[0]}” is not read as the amount", costs, "one tap above the day that says so")
    elif len(deals) and not (deals["amount"] > 0).any():
        yield _line(
            "no amounts at all", "nothing can be priced; the day goes by who waits", "an amount on each deal"
        )
    elif missing:
        costs = "they are priced like similar deals, from low to high"
        is_none_open = not (deals.loc[deals["status"] == "open", "amount"] > 0).any()
        lacks = "amounts stand on decided deals alone" if is_none_open else f"no amount on {missing}"
        yield _line(lacks, costs, "an amount on each, even a rough one")
    for asked in currency_questions(deals, book.answers):
        if asked["chosen"] is None:
            costs = "those deals are planned only when they have waited longest"
            yield _line(f"no answer to “{asked['question']}”", costs, "the rate, asked above")


def _open(book: Book, lacking: pd.Series) -> str:
    """ "40 of 214 open deals"; "" where none lacks it."""
    is_open = book.opportunities["status"] == "open"
    count, of = int((lacking & is_open).sum()), int(is_open.sum())
    if not count:
        return ""
    if count == of:
        return "the only open deal" if of == 1 else f"any of {of:,} open deals"
    return f"{count:,} of {of:,} open deals"


def _log(book: Book, playbook: Playbook) -> Iterator[dict]:
    if book.activities["done_at"].isna().all():
        costs = f"a silence of {playbook.half_lives[OPEN_DEAL]:g} days is assumed for an open deal"
        yield _line("no calls, mails or visits are logged", costs, "a sheet of activities: when, what, with whom")
    if book.activities["minutes"].isna().all():
        costs = "the playbook's are used"
        yield _line("no minutes in this book", costs, "a column Minutes beside your activities")


def _deals(book: Book, playbook: Playbook) -> Iterator[dict]:
    deals = book.opportunities
    stage, close = _open(book, deals["stage"].isna()), _open(book, deals["expected_close_on"].isna())
    step = _open(book, deals["next_step_on"].isna())
    if stage:
        costs = f"their chance is taken as {playbook.stage_win_rates['unknown']:.0%}"
        yield _line(f"no stage on {stage}", costs, "how far each of them is")
    if close:
        yield _line(
            f"no expected close on {close}", "none of them is ever seen to be late", "the day it should be decided"
        )
    if step.startswith(("any", "the only")):
        yield _line(
            "no next steps with a day",
            "nothing agreed can be kept to its day",
            "a column for the next step's date",
        )
    if len(deals) and not book.owners:
        yield _line("no owner", "all of it is taken for yours", "who owns each deal, if others work in this book")


def _people(book: Book) -> Iterator[dict]:
    people = book.contacts
    silent = int((people["phone"].isna() & people["email"].isna()).sum())
    if silent:
        costs = "there is no number to tap and no address to write to"
        yield _line(f"neither phone nor e-mail for {silent:,} of {len(people):,} people", costs, "either of them")
