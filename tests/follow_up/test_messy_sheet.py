"""On a rep's own messy sheet the follow-ups are those that a careful reader names, and little else."""

import pandas as pd
import pytest
from messy_sheet import named, write_messy_sheet

from sentia.follow_up.missing import follow_up_gaps
from sentia.workbook.from_files import read_book

ON = pd.Timestamp("2026-11-23")
RECALL, PRECISION = 0.95, 0.90


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The follow-ups of the sheet, as it is read without any help."""
    path = write_messy_sheet(tmp_path_factory.mktemp("messy") / "pipeline.xlsx")
    return follow_up_gaps(read_book(path, trusted=True), ON)


def test_at_least_95_in_100_of_what_a_careful_reader_names_is_found(found):
    said = found.groupby("account")["kind"].agg(set).to_dict()
    wanted = [(customer, kinds) for customer, (must, _) in named().items() for kinds in must]
    missed = [
        f"{customer}: {' or '.join(sorted(k))}" for customer, k in wanted if not k & said.get(customer, set())
    ]
    assert len(wanted) >= 30
    assert len(missed) <= (1 - RECALL) * len(wanted), missed


def test_at_least_90_in_100_of_what_is_found_a_careful_reader_would_say_too(found):
    fair = {customer: set().union(also, *must) for customer, (must, also) in named().items()}
    rows = zip(found["account"], found["kind"], found["because"], strict=True)
    noise = [f"{customer}: {kind}, {why}" for customer, kind, why in rows if kind not in fair.get(customer, set())]
    assert len(noise) <= (1 - PRECISION) * len(found), noise


def test_what_rests_is_over_or_is_dated_is_left_alone(found):
    quiet = {"Fenwick Spa", "Oakdale Schools", "Kestrel Air", "Quigley Law", "Ridgeway Motors", "Tidewater Marina"}
    quiet |= {"Calloway Dental", "Pell Motors", "Aspen Ski", "Coral Divers", "Orchard Inn"}
    assert found.loc[found["account"].isin(quiet), ["account", "because"]].to_numpy().tolist() == []
