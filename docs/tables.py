"""Puts the tables of a book into the documentation: `python -m docs.tables`, from the project's root."""

from pathlib import Path

from sentia.book.schema import TABLES, Column

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", ROOT / "docs" / "files.md")
START, END = "<!-- {name}: written by python -m docs.tables -->\n", "<!-- end of {name} -->"

ROWS = {
    "accounts": "a company that buys, or might",
    "contacts": "a person, at an account or on their own",
    "opportunities": "one possible sale, open or decided",
    "quotes": "a price you put in writing",
    "activities": "a call, mail, visit or note, done or planned",
    "orders": "something they bought",
    "cases": "a complaint or a question to the support desk",
    "calendar": "time that is taken",
    "log": "one line of a day Sentia planned, and what became of it",
    "own_actions": "something the rep wants to do, whatever Sentia thinks of it",
    "judgements": "one deal, person or line that the rep judges otherwise than Sentia",
}
BETTER = {
    "accounts": "name, status, owner, potential_spend, do_not_contact",
    "contacts": "name, account_id, phone, email, do_not_contact",
    "opportunities": "name, account_id, stage, amount, next_step, next_step_on, closed_on, lost_reason",
    "quotes": "opportunity_id, amount, sent_on, valid_until_on, status",
    "activities": "done_at, kind, direction, outcome, contact_id, opportunity_id",
    "orders": "account_id, ordered_on, amount",
    "calendar": "starts_at, ends_at",
}
HOLDS = {
    "id": "id",
    "text": "text",
    "date": "day",
    "moment": "day and time",
    "number": "number",
    "money": "amount",
    "minutes": "minutes",
    "days": "days, or words such as monthly or every 2 weeks",
    "rate": "0 to 1, or a percentage",
    "flag": "yes or no",
}


def sheets_table() -> str:
    """The sheets a rep may have, one row a sheet, with the columns that make the answers better."""
    rows = [f"| {name.capitalize()} | {ROWS[name]} | {_headers(columns)} |" for name, columns in BETTER.items()]
    return "\n".join(["| sheet | one row is | columns that help most |", "|---|---|---|", *rows, ""])


def _headers(columns: str) -> str:
    return ", ".join(f"`{name}`" for name in columns.split(", "))


def column_tables() -> str:
    """Every table of a book with all its columns, one section a table."""
    return "\n".join(_section(name, columns) for name, columns in TABLES.items())


def _section(name: str, columns: tuple[Column, ...]) -> str:
    rows = [f"| `{c.name}` | {_holds(c)} | {c.meaning} |" for c in columns]
    return "\n".join(
        [
            f"### {name}",
            "",
            f"One row is {ROWS[name]}.",
            "",
            "| column | holds | meaning |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _holds(column: Column) -> str:
    return " or ".join(f"“{word}”" for word in column.choices) or HOLDS[column.kind]


def refreshed(text: str) -> str:
    """A page of the documentation with its tables as they should be; what is not marked stays as it is."""
    for name, table in (("sheets", sheets_table()), ("columns", column_tables())):
        start, end = START.format(name=name), END.format(name=name)
        if start in text:
            before, rest = text.split(start)
            text = f"{before}{start}\n{table}\n{end}{rest.split(end)[1]}"
    return text


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(refreshed(page.read_text("utf-8")), "utf-8")
