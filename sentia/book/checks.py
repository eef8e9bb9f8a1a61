"""What only the rep can settle about a book: questions, each with the likeliest answer already taken."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from sentia.book.book import Book
from sentia.book.currencies import RATE, counted_amounts, currency_questions, main_currency, priced_rows, rates_of
from sentia.book.matching import looked_up
from sentia.book.outcomes import correct_stage
from sentia.book.stage_answers import AS_FOUND, STAGE
from sentia.book.stage_table import stage_questions
from sentia.book.whales import most_believable
from sentia.playbook import Playbook

MOST_NAMED = 3
RIGHT = "the amount is right"
WHALES = "whales"


def check_book(book: Book, playbook: Playbook | None = None) -> tuple[dict, ...]:
    """The questions a book raises by its content: whose desk it is, amounts past belief, currencies, stages.

    Each is a dictionary with `id`, `question`, `options` and `chosen`, the reading used until it is answered. One
    with `answer` "number" has no options: it is answered by a number (see `currencies.currency_questions`).

    Raises
    ------
    BadQuestion
        An answer about a currency that is no rate.
    """
    playbook = playbook or book.playbook
    asked = [_owner(book), _whales(book, playbook), _twice(book)]
    rates = currency_questions(priced_rows(book.opportunities, book.quotes), book.answers)
    asked = [_with_answer(question, book.answers) for question in asked if question]
    return (*asked, *rates, *stage_questions(book.stages))


def is_settled_here(question: str) -> bool:
    """Whether an answer to this question changes how a book is priced but not how its files are read."""
    return question in _NOT_OF_THE_FILES or question.startswith((RATE, STAGE))


_NOT_OF_THE_FILES = (WHALES, "twice")


def settled(book: Book, question: str, answer: str) -> Book:
    """The book with one such question answered ("" takes an answer back); no file is read again.

    Raises
    ------
    BadQuestion
        An answer about a currency that is no rate, or about a stage that cannot be understood.
    """
    own = {one["id"] for one in check_book(book)}
    answered = _answered(book, question, answer)
    kept = [one for one in book.understanding.questions if one["id"] not in own]
    understood = replace(book.understanding, questions=(*kept, *check_book(answered)))
    return replace(answered, understanding=understood)


def _answered(book: Book, question: str, answer: str) -> Book:
    if question.startswith(STAGE):
        return correct_stage(book, question.removeprefix(STAGE), answer or AS_FOUND)
    answers = {key: said for key, said in book.answers.items() if key != question}
    return replace(book, answers=answers | ({question: answer} if answer else {}))


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
    currency = main_currency(priced_rows(book.opportunities, book.quotes))
    rates = rates_of(book.answers, currency)
    counted = counted_amounts(book.opportunities, currency, rates, playbook.recurring_months)
    deals = book.opportunities.assign(amount=counted)
    most = most_believable(deals["amount"], deals["status"] == "won", playbook.whale_factor)
    whales = deals.loc[(deals["status"] == "open") & (deals["amount"] > most)]
    if whales.empty:
        return None
    shown = whales.head(MOST_NAMED)
    names = zip(_called(shown, book), shown["amount"], strict=True)
    named = ", ".join(f"{name} ({amount:,.0f})" for name, amount in names)
    more = f" and {len(whales) - MOST_NAMED} more" if len(whales) > MOST_NAMED else ""
    words = f"Far larger than what is usual here (over {most:,.0f}): {named}{more}. Is that right?"
    cap = "price it as usual for now"
    return {"id": WHALES, "question": words, "options": [cap, RIGHT], "chosen": cap}


def _called(deals: pd.DataFrame, book: Book) -> pd.Series:
    """What a rep calls each deal: by its name, else its product and company, else its id."""
    accounts = book.accounts.drop_duplicates("account_id").set_index("account_id")
    company = looked_up(deals["account_id"], accounts["name"])
    of_company = (deals["product"] + ", " + company).fillna(company).fillna(deals["product"])
    return deals["name"].fillna(of_company).fillna(deals["opportunity_id"])


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


def remembered_owner(book: Book) -> str | None:
    """Whose desk this book is: its only owner's, else whoever was said to be before it was last taken back."""
    said = book.owners[0] if len(book.owners) == 1 else book.answers.get("owner")
    return said if said in book.owners else None
