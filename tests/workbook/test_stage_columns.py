"""What a sheet of deals says of their stages: outcomes beside them, pipelines, and how deals moved."""

import io

from sentia.workbook.from_files import read_book


def opened(text: str):
    file = io.BytesIO(text.encode())
    file.name = "crm.csv"
    return read_book(file, trusted=True)


PIPEDRIVE = (
    "Deal - Title,Deal - Organization,Deal - Stage,Deal - Status,Deal - Pipeline,Deal - Value\n"
    "Pumps,Acme,Demo,Open,EU,10\nNuts,Bolt,Demo,Won,EU,10\nCams,Corda,Demo,Lost,US,10\nRods,Delta,Lead,Open,US,10\n"
)


def test_each_pipeline_has_stages_of_its_own() -> None:
    stages = opened(PIPEDRIVE).stages
    assert stages.index.tolist() == ["Demo (EU)", "Lead (US)", "Demo (US)"]
    assert stages["deals"].tolist() == [2, 1, 1]
    assert stages["place"].tolist() == [1, 1, 2]


def test_one_pipeline_alone_is_not_named() -> None:
    assert opened(PIPEDRIVE.replace("US", "EU")).stages.index.tolist() == ["Lead", "Demo"]


def test_the_status_beside_the_stage_decides_each_deal() -> None:
    assert opened(PIPEDRIVE).opportunities["status"].tolist() == ["open", "won", "lost", "open"]


def test_a_status_that_says_nothing_of_an_outcome_leaves_it_to_the_stage() -> None:
    book = opened("Deal,Company,Stage,Status,Amount\nPumps,Acme,Closed Won,Active,10\nNuts,Bolt,Demo,Active,10\n")
    assert book.opportunities["status"].tolist() == ["won", "open"]


HUBSPOT = (
    'Record ID,Deal Name,Associated Company,Deal Stage,Amount,Deal owner,"Date entered ""Alpha (Sales)""",'
    '"Date entered ""Zeta (Sales)""","Date entered ""Contract Sent (Sales)"""\n'
)


def test_stages_without_telling_names_stand_in_the_order_in_which_deals_entered_them() -> None:
    rows = [f"{n},D{n},C{n},{stage},10,Ann,2026-03-1{n},2026-03-0{n},2026-03-2{n}" for n, stage in enumerate(
        ["Alpha", "Zeta", "Contract Sent", "Alpha", "Zeta", "Contract Sent"], 1)]  # fmt: skip
    book = opened(HUBSPOT + "\n".join(rows))
    assert book.stages["stage"].tolist() == ["Zeta", "Alpha", "Contract Sent"]
    assert book.stages.at["Alpha", "why"].endswith("next to it, by how deals moved in this file")
    # Six deals each took ten days from Zeta to Alpha, and ten more to the contract.
    assert book.stages["usual_days"].iloc[:2].tolist() == [10.0, 10.0]


def test_too_few_moves_make_no_usual_time() -> None:
    book = opened(HUBSPOT + "1,Pumps,Acme,Zeta,10,Ann,2026-03-11,2026-03-01,2026-03-21\n")
    assert book.stages["usual_days"].isna().all()
