"""A book without any amount: its day is in the order of what is known, as if every deal were of one size.

Then the stage, whose turn it is, how fresh the last word is and how long they wait decide, by the same formulas;
no dollar is shown, because none is known.
"""

from dataclasses import replace

import pandas as pd

from sentia.book import schema
from sentia.book.book import Book
from sentia.book.edits import Journal
from sentia.book.kept import Kept
from sentia.book.unsure_columns import unused_columns
from sentia.day.candidates import candidates
from sentia.day.desk import Desk
from sentia.day.planning.left_out import NO_MINUTES, PAYS_LESS
from sentia.day.planning.plan import NOTHING_TO_DO, Plan

ONE_SIZE = 10_000.0
FEW = 3
OLD = "one size"  # the id of that deal


def standing(desk: Desk) -> pd.DataFrame:
    """What each candidate would bring (`gain`, `return_per_hour`) if every open deal were of one size."""
    alike = Desk(_of_one_size(desk.book), desk.on, desk.playbook, desk.owner)
    return candidates(alike)[["gain", "return_per_hour"]]


def _of_one_size(book: Book) -> Book:
    """The book with every deal of one size; where it has none, an old lost one says how large one would be."""
    lost = pd.DataFrame({"opportunity_id": [OLD], "status": ["lost"]}, index=[OLD])
    deals = book.opportunities if len(book.opportunities) else schema.conform("opportunities", lost)
    deals = deals.assign(amount=ONE_SIZE)
    base = {**book.tables, "opportunities": deals}
    return replace(book, base=base, journal=Journal(), kept=Kept())


def is_without_amounts(desk: Desk, possible: pd.DataFrame) -> bool:
    """Whether nothing that could be done has a price."""
    return bool(len(possible)) and not possible["gain"].notna().any() and pd.isna(desk.amounts.usual)


def what_would_price_it(book: Book) -> str:
    """The sentence that says why there are no dollars, and which column would bring them."""
    named = " or ".join(f"“{header}”" for header in unused_columns(book, "opportunities.amount")[:FEW])
    perhaps = f", perhaps {named}," if named else ""
    if book.opportunities.empty and not named:
        return (
            "There are no deals in this book, so the day goes by how long they wait, without dollars. "
            "Add a file with your deals in the Book, and it has them."
        )
    return (
        "No deal has an amount, so the day goes by stage, whose turn it is and how long they wait. "
        f"Name the column with the size of each deal{perhaps} in the Book, and the day has dollars."
    )


def not_all_known(problems: tuple[str, ...], book: Book) -> tuple[str, ...]:
    """The plan's problems; that there is nothing to do is not said while a column that may hold it is not used."""
    unused = unused_columns(book)
    if not unused:
        return problems
    instead = f"Nothing was found to do, but “{unused[0]}” is not used yet: say what it is."
    return tuple(instead if problem == NOTHING_TO_DO else problem for problem in problems)


def without_money(planned: Plan) -> Plan:
    """The same plan without the dollars of the size that was assumed to order it."""
    why = planned.left_out["why"]
    return replace(
        planned,
        chosen=planned.chosen.assign(less=0.0),
        left_out=planned.left_out.assign(why=why.mask(why.str.startswith(PAYS_LESS), NO_MINUTES)),
        planned_gain=0.0,
        bound=0.0,
        price_per_hour=0.0,
        guarantee_cost=0.0,
        more_time=0.0,
    )
