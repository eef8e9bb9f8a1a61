"""What only the rep can settle about a book: questions, each with the likeliest answer already taken."""

from collections.abc import Mapping

import pandas as pd

from sentia.book.book import Book
from sentia.playbook import Playbook

MOST_NAMED = 3
RIGHT = "the amount is right"


def check_book(book: Book, playbook: Playbook | None = None) -> tuple[dict, ...]:
    """The questions a book raises by its content: whose desk it is, amounts past belief, foreign currencies.

    Each is a dictionary with `id`, `question`, `options` and `chosen`, the reading used until it is answered.
    """
    playbook = playbook or Playbook()
    asked = [_owner(book), _whales(book, playbook), _currencies(book), _twice(book)]
    return tuple(_with_answer(question, book.answers) for question in asked if question)


def _with_answer(question: dict, answers: Mapping[str, str]) -> dict:
    given = answers.get(question["id"])
    return question | ({"chosen": given} if given in question["options"] else {})


def _owner(book: Book) -> dict | None:
    if len(book.owners) <= 1:
        return None
    words = f"{len(book.owners)} people own records in this book. Which are you?"
    return {"id": "owner", "question": words, "options": [*book.owners, EVERYBODY], "chosen": EVERYBODY}


EVERYBODY = "everybody"


def _whales(book: Book, playbook: Playbook) -> dict | None:
    deals = book.opportunities
    largest = deals.loc[deals["status"] == "won", "amount"].max()
    open_deals = deals.loc[deals["status"] == "open"]
    whales = open_deals.loc[open_deals["amount"] > playbook.whale_factor * largest]
    if whales.empty or pd.isna(largest):
        return None
    shown = whales.head(MOST_NAMED)
    names = zip(shown["name"].fillna(shown["opportunity_id"]), shown["amount"], strict=True)
    named = ", ".join(f"{name} ({amount:,.0f})" for name, amount in names)
    more = f" and {len(whales) - MOST_NAMED} more" if len(whales) > MOST_NAMED else ""
    limit = f"{playbook.whale_factor:g} times anything ever won ({largest:,.0f})"
    words = f"Larger than {limit}: {named}{more}. Is that right?"
    cap = f"price it at {playbook.whale_factor * largest:,.0f} for now"
    return {"id": "whales", "question": words, "options": [cap, RIGHT], "chosen": cap}


def _currencies(book: Book) -> dict | None:
    codes = book.opportunities["currency"].dropna().str.upper().value_counts()
    if len(codes) <= 1:
        return None
    others = ", ".join(sorted(codes.index[1:]))
    words = f"Most amounts are in {codes.index[0]}, some in {others}. What is one {codes.index[1]} worth?"
    unpriced = "leave those without a price"
    return {"id": "currencies", "question": words, "options": [unpriced], "chosen": unpriced}


SAME = ["account_id", "contact_id", "name", "product", "stage", "amount", "created_on", "expected_close_on"]
ONCE, DIFFERENT = "count each once", "they are different deals"


def is_written_twice(deals: pd.DataFrame) -> pd.Series:
    """Whether each deal says the same as one before it and has no id that would tell them apart.

    Needs the deals' own rows or a part of them, with ids made from the row keys where the file has none.
    """
    told_apart = ~deals["opportunity_id"].str.contains(MADE, regex=True)
    known = deals["account_id"].notna() & ~told_apart
    return known & deals.duplicated([name for name in SAME if name in deals])


MADE = r"^new:\d+$|\|\d+$"


def _twice(book: Book) -> dict | None:
    deals = book.opportunities
    count = int(is_written_twice(deals.loc[deals["status"] == "open"]).sum())
    if not count:
        return None
    words = f"{count} open deals stand twice in the file, word for word. Count each once?"
    return {"id": "twice", "question": words, "options": [ONCE, DIFFERENT], "chosen": ONCE}
