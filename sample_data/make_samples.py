"""Makes the sample books: `python -m sample_data.make_samples`, from the project's root, writes them anew."""

import json
from pathlib import Path

import numpy as np
import pandas as pd

from sample_data import background, names, planted
from sample_data.first_day import first_day
from sample_data.ledger import DAY, OWNER, Ledger
from sample_data.sheets import write_book
from sample_data.territory import Territory

SEED = 20261123
ACCOUNTS = 60
HERE = Path(__file__).parent
README_TABLE = "## What is planted in territory.xlsx"


def territory(
    seed: int = SEED, words: names.Words = names.WORDS
) -> tuple[dict[str, pd.DataFrame], dict[str, list[dict]]]:
    """The tables of a territory and the facts planted in it, by kind; the sample's where nothing else is said.

    What is planted is written first, the background around it, so that the background can keep away.
    """
    rng = np.random.default_rng(seed)
    companies, people = names.companies(rng, ACCOUNTS, words), names.people(rng, background.CONTACTS + 10, words)
    book = Territory(Ledger(rng), companies, people, words)
    regulars = background.regular_accounts(book)
    planted.plant_all(book, regulars)
    background.fill(book, regulars)
    for row in book.ledger.rows["accounts"]:
        del row["place"]
    return book.ledger.tables()


def make_all(folder: Path) -> None:
    """Write both books and the list of planted facts into `folder`."""
    tables, facts = territory()
    write_book(tables, folder / "territory.xlsx")
    listed = {"on": DAY.isoformat(), "owner": OWNER, "facts": facts}
    (folder / "territory_planted.json").write_text(
        json.dumps(listed, indent=1, ensure_ascii=False) + "\n", "utf-8"
    )
    write_book(first_day(), folder / "first_day.xlsx")


def facts_table(facts: dict[str, list[dict]]) -> str:
    """The planted facts as a table in Markdown: one row a fact."""
    lines = ["| kind | ids | the fact |", "|---|---|---|"]
    for kind, rows in facts.items():
        for fact in rows:
            ids = " ".join(value for name, value in fact.items() if name.endswith("_id"))
            lines.append(f"| {kind} | {ids} | {fact['sentence']} |")
    return "\n".join(lines) + "\n"


def refresh_readme(readme: Path, facts: dict[str, list[dict]]) -> None:
    """Put the table of planted facts at the end of the README, after its last heading."""
    prose = readme.read_text("utf-8").split(README_TABLE)[0]
    readme.write_text(f"{prose}{README_TABLE}\n\n{facts_table(facts)}", "utf-8")


if __name__ == "__main__":
    make_all(HERE)
    refresh_readme(HERE / "README.md", json.loads((HERE / "territory_planted.json").read_text("utf-8"))["facts"])
