"""The sample books are what their script makes, and every fact they are said to hold stands in them."""

import json
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from sample_data.ledger import HOLIDAYS, MINUTES
from sample_data.make_samples import README_TABLE, facts_table, make_all
from sample_data.sheets import header
from sentia.book import schema

FOLDER = Path(__file__).parents[2] / "sample_data"
BOOKS = ("first_day.xlsx", "territory.xlsx")
DAY, LAST = pd.Timestamp("2026-11-23"), pd.Timestamp("2026-11-20")
TABLES = ("accounts", "contacts", "opportunities", "quotes", "activities", "orders", "calendar")
RECORDED = {
    "accounts": ["since_on"],
    "contacts": ["moved_on", "checked_on"],
    "opportunities": ["created_on", "stage_since_on", "closed_on"],
    "quotes": ["sent_on"],
    "activities": ["done_at"],
    "orders": ["ordered_on"],
}
PHONES = r"\+1 \d{3} 555 01\d\d|\+44 20 7946 0\d{3}|\+34 600 555 0\d\d"


def read(name):
    """A book as plain pandas reads it, its columns under the schema's names."""
    sheets = pd.read_excel(FOLDER / name, sheet_name=None, engine="calamine")
    named = {header(column): column.name for table in TABLES for column in schema.TABLES[table]}
    return {table: sheets[table.capitalize()].rename(columns=named) for table in TABLES}


@pytest.fixture(scope="module", params=BOOKS)
def book(request):
    """Each of the two books in turn."""
    return read(request.param)


@pytest.fixture(scope="module")
def territory():
    """The realistic book."""
    return read("territory.xlsx")


@pytest.fixture(scope="module")
def listed():
    """The list of planted facts beside the book."""
    return json.loads((FOLDER / "territory_planted.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def facts(listed):
    """The planted facts, one frame a kind."""
    frames = {kind: pd.DataFrame(rows) for kind, rows in listed["facts"].items()}
    return {k: f.assign(on=pd.to_datetime(f["on"])) if "on" in f else f for k, f in frames.items()}


@pytest.fixture(scope="module")
def made_again(tmp_path_factory):
    """A folder with both books and the list, made anew."""
    folder = tmp_path_factory.mktemp("samples")
    make_all(folder)
    return folder


def happened(territory, since, **where):
    """What was done on or after a day, for one value each of the given columns."""
    done = territory["activities"].loc[lambda a: a["done_at"] >= since]
    for name, value in where.items():
        done = done.loc[done[name] == value]
    return done


def reached(activities):
    """Those of the activities in which a person was reached."""
    missed = activities["outcome"].isin(["no answer", "voicemail"]) & activities["direction"].eq("out")
    return activities.loc[~missed & ~activities["kind"].isin(["note", "task"]) & activities["done_at"].notna()]


def rows(table, key, ids):
    """The rows with these ids, in the order of the ids."""
    return table.set_index(key).loc[list(ids)]


def days_before(days):
    return (DAY - pd.to_datetime(days)).dt.days


# The files themselves


@pytest.mark.parametrize("name", BOOKS)
def test_the_book_is_exactly_what_its_script_makes(name, made_again):
    kept = pd.read_excel(FOLDER / name, sheet_name=None, header=None, engine="calamine")
    anew = pd.read_excel(made_again / name, sheet_name=None, header=None, engine="calamine")
    assert list(kept) == list(anew)
    for sheet, frame in kept.items():
        pd.testing.assert_frame_equal(frame, anew[sheet])


def test_the_list_of_planted_facts_is_what_the_script_makes(made_again):
    name = "territory_planted.json"
    assert (FOLDER / name).read_text("utf-8") == (made_again / name).read_text("utf-8")


def test_no_file_carries_the_day_it_was_made_on(made_again):
    for name in BOOKS:
        with zipfile.ZipFile(made_again / name) as parts:
            assert {part.date_time for part in parts.infolist()} == {(2026, 11, 20, 17, 30, 0)}
            assert parts.read("docProps/core.xml").count(b"2026-11-20T17:30:00Z") == 2


def test_the_readme_lists_every_planted_fact(listed):
    assert (FOLDER / "README.md").read_text("utf-8").endswith(f"{README_TABLE}\n\n{facts_table(listed['facts'])}")


def test_the_territory_is_small_enough_to_open_at_once():
    assert (FOLDER / "territory.xlsx").stat().st_size < 600_000


def test_the_books_have_the_sizes_they_are_said_to_have(territory):
    sizes = {table: len(frame) for table, frame in territory.items()}
    assert sizes["accounts"] == 60
    assert sizes["contacts"] == 150
    assert territory["opportunities"]["status"].value_counts()["open"] == 120
    assert sizes["opportunities"] == 720
    assert (sizes["quotes"], sizes["activities"], sizes["orders"]) == (80, 5_000, 1_000)
    assert {table: len(frame) for table, frame in read("first_day.xlsx").items()} == {
        "accounts": 4, "contacts": 6, "opportunities": 6, "quotes": 2, "activities": 12, "orders": 6,
        "calendar": 2,
    }  # fmt: skip


@pytest.mark.parametrize("name", BOOKS)
def test_the_sheets_look_like_a_reps(name):
    workbook = openpyxl.load_workbook(FOLDER / name)
    deals, summary = workbook["Opportunities"], workbook["Summary"]
    assert deals.freeze_panes == "C2"
    assert deals.auto_filter.ref == deals.dimensions
    assert deals.data_validations.dataValidation[0].formula1.startswith('"Lead,Qualified')
    assert len(deals.conditional_formatting) == 1
    assert any(cell.comment for cell in deals[1])
    assert any(column.hidden for column in deals.column_dimensions.values())
    assert summary["C4"].value.startswith("=SUMIF(Opportunities!")
    assert len(summary._charts) == 1


@pytest.mark.parametrize("name", BOOKS)
def test_the_summarys_formulas_carry_the_values_they_come_to(name):
    deals = read(name)["opportunities"]
    summary = openpyxl.load_workbook(FOLDER / name, data_only=True)["Summary"]
    still_open = deals.loc[deals["status"] == "open"]
    assert (summary["B11"].value, summary["C11"].value) == (len(still_open), still_open["amount"].sum())


def test_the_headers_are_the_schemas_names_as_a_person_writes_them(book):
    for table, frame in book.items():
        assert not set(frame.columns) - set(schema.fields(table))
    first_row = pd.read_excel(FOLDER / "territory.xlsx", sheet_name="Opportunities", nrows=0, engine="calamine")
    assert {"Opportunity ID", "Expected close date", "Waiting on", "Stage since date"} <= set(first_row.columns)


# What must hold in any book


def test_ids_are_there_and_unique(book):
    for table, key in schema.IDS.items():
        if table in book:
            assert book[table][key].is_unique
            assert book[table][key].notna().all()


def test_every_link_leads_somewhere(book):
    for frame in book.values():
        for field, target in schema.LINKS.items():
            if field in frame and target in book:
                assert set(frame[field].dropna()) <= set(book[target][schema.IDS[target]])


def test_nothing_recorded_is_later_than_the_last_friday(book):
    latest = max(book[t][n].max() for t, names in RECORDED.items() for n in names if n in book[t])
    assert latest.normalize() == LAST


def test_work_is_done_on_working_days(territory):
    days = territory["activities"]["done_at"].dropna().dt.normalize()
    assert (days.dt.day_of_week < 5).all()
    assert not days.isin(pd.to_datetime(HOLIDAYS)).any()


def test_there_is_one_owner(book):
    owners = {owner for frame in book.values() if "owner" in frame for owner in frame["owner"].dropna()}
    assert owners == {"Pat Reyes"}


def test_nobody_in_the_books_can_be_reached_in_real_life(book):
    assert book["contacts"]["email"].str.fullmatch(r"[a-z.]+@[a-z]+\.example").all()
    assert book["contacts"]["phone"].str.fullmatch(PHONES).all()


def test_people_are_called_at_their_companys_address(territory):
    people = territory["contacts"].dropna(subset="account_id").merge(territory["accounts"], on="account_id")
    domain = people["website"].str.removeprefix("www.")
    elsewhere = people.loc[people["email"].str.split("@").str[1] != domain, "email"]
    assert len(elsewhere) == 1  # the person at two accounts


def test_deals_happen_in_order(book):
    deals = book["opportunities"]
    assert (deals["created_on"] <= deals["stage_since_on"]).all()
    assert (deals["closed_on"].notna() == (deals["status"] != "open")).all()
    assert (deals["closed_on"].fillna(LAST) >= deals["created_on"]).all()
    assert deals.loc[deals["status"] == "lost", "lost_reason"].notna().all()


def test_nothing_about_a_deal_happens_before_it_began(book):
    done = book["activities"].dropna(subset="done_at").merge(book["opportunities"], on="opportunity_id")
    assert (done["done_at"] >= done["created_on"]).all()


def test_the_day_has_three_meetings_and_no_two_at_once(territory):
    calendar = territory["calendar"].sort_values("starts_at")
    assert (calendar["starts_at"].dt.normalize() == DAY).sum() == 3
    assert (calendar["ends_at"] <= calendar["starts_at"].shift(-1))[:-1].all()


# What history teaches


def test_about_a_third_is_won_and_referrals_more_often(territory):
    decided = territory["opportunities"].query("status != 'open'")
    is_won = decided["status"] == "won"
    assert 0.28 < is_won.mean() < 0.38
    by_source = is_won.groupby(decided["source"]).mean()
    assert by_source["Referral"] > by_source["Website"] > by_source["Cold call"]
    assert by_source["Referral"] > 1.8 * by_source["Cold call"]


def test_deals_that_are_won_are_won_sooner(territory):
    decided = territory["opportunities"].query("status != 'open'")
    days = (decided["closed_on"] - decided["created_on"]).dt.days.groupby(decided["status"]).median()
    assert days["won"] < 0.7 * days["lost"]


@pytest.mark.parametrize("kind", ["email", "meeting", "demo", "note", "favour"])
def test_minutes_are_about_the_median_of_their_kind(territory, kind):
    log = territory["activities"]
    minutes = log.loc[(log["kind"] == kind) & (log["direction"] != "in"), "minutes"].dropna()
    assert minutes.median() == pytest.approx(MINUTES[kind][0], rel=0.15)


def test_a_call_takes_twelve_minutes_answered_and_three_unanswered(territory):
    calls = territory["activities"].query("kind == 'call' and direction == 'out'")
    medians = calls.groupby("outcome")["minutes"].median()
    assert (medians["reached"], medians["no answer"]) == (12, 3)


# What is planted


def test_the_kinds_planted_and_how_many_of_each(listed):
    assert (listed["on"], listed["owner"]) == ("2026-11-23", "Pat Reyes")
    assert {kind: len(rows) for kind, rows in listed["facts"].items()} == {
        "won_not_thanked": 2, "quote_unanswered": 5, "info_sent_silence": 3, "promise_ours_broken": 3,
        "promise_theirs_broken": 2, "inbound_unanswered": 3, "said_no_open": 1, "blocked_until": 2,
        "cooling_off": 2, "next_step_today": 2, "close_passed": 3, "hopeless": 2, "largest_won": 1,
        "whale_typo": 1, "do_not_contact_person": 1, "introduction_not_thanked": 3, "same_person": 1,
        "forgotten_lead": 6, "old_no": 5, "no_for_good": 1, "no_too_fresh": 1, "do_not_contact_account": 1,
        "reorder_overdue": 4, "customer_gone": 2, "room_to_grow": 2, "small_and_quiet": 2, "mover": 3,
    }  # fmt: skip


def test_six_small_leads_are_forgotten(territory, facts):
    leads = rows(territory["opportunities"], "opportunity_id", facts["forgotten_lead"]["opportunity_id"])
    assert leads["stage"].eq("Lead").all()
    assert leads["amount"].between(1_000, 4_000).all()
    assert leads[["next_step", "next_step_on"]].isna().all(axis=None)
    last = territory["activities"].groupby("account_id")["done_at"].max()[leads["account_id"]]
    assert (days_before(last.dt.normalize()) >= 120).all()
    assert last.dt.normalize().tolist() == facts["forgotten_lead"]["on"].tolist()


def test_five_quotes_are_unanswered(territory, facts):
    planted = facts["quote_unanswered"]
    quotes = rows(territory["quotes"], "quote_id", planted["quote_id"])
    assert quotes["status"].eq("sent").all()
    assert days_before(quotes["sent_on"]).between(4, 20).all()
    for fact in planted.itertuples():
        assert happened(territory, fact.on, account_id=fact.account_id)["activity_id"].tolist() == [
            fact.activity_id
        ]


def test_every_other_open_quote_was_talked_about_and_has_a_next_step(territory, facts):
    others = territory["quotes"].query("status == 'sent'")
    others = others.loc[~others["quote_id"].isin(facts["quote_unanswered"]["quote_id"])]
    assert len(others) > 5
    deals = rows(territory["opportunities"], "opportunity_id", others["opportunity_id"])
    assert (deals["next_step_on"] > DAY).all()
    for quote in others.itertuples():
        later = happened(territory, quote.sent_on + pd.Timedelta(days=1), opportunity_id=quote.opportunity_id)
        assert len(reached(later))


def test_three_information_packs_met_silence(territory, facts):
    for fact in facts["info_sent_silence"].itertuples():
        assert 4 <= (DAY - fact.on).days <= 10
        since = happened(territory, fact.on, account_id=fact.account_id)
        assert since["kind"].tolist() == ["info sent"]


def test_only_the_planted_promises_are_broken(territory, facts):
    log = territory["activities"]
    promises = log.loc[log["promise"].notna() & (log["promise_on"] < DAY)]
    kept = log.loc[log["subject"].fillna("").str.startswith("As promised: ")]
    kept = kept.assign(
        promise=kept["subject"].str.removeprefix("As promised: "), kept_on=kept["done_at"].dt.normalize()
    )
    pairs = promises.merge(kept, on=["contact_id", "opportunity_id", "promise"], suffixes=("", "_kept"))
    pairs = pairs.loc[(pairs["kept_on"] <= pairs["promise_on"]) & (pairs["done_at_kept"] > pairs["done_at"])]
    broken = promises.loc[~promises["activity_id"].isin(pairs["activity_id"])]
    planted = pd.concat([facts["promise_ours_broken"], facts["promise_theirs_broken"]])
    assert set(broken["activity_id"]) == set(planted["activity_id"])
    assert broken["promise_by"].value_counts().to_dict() == {"us": 3, "them": 2}


def test_nothing_happened_after_a_broken_promise_was_made(territory, facts):
    for fact in pd.concat([facts["promise_ours_broken"], facts["promise_theirs_broken"]]).itertuples():
        made = territory["activities"].set_index("activity_id").at[fact.activity_id, "done_at"]
        assert len(happened(territory, made, account_id=fact.account_id)) == 1


def test_only_the_planted_messages_are_unanswered(territory, facts):
    log = territory["activities"].dropna(subset="done_at")
    inbound, ours = log.loc[log["direction"] == "in"], log.loc[log["direction"] == "out"]
    answers = inbound.merge(ours, on="contact_id", suffixes=("", "_ours"))
    days = (answers["done_at_ours"] - answers["done_at"]).dt.total_seconds() / 86_400
    answered = answers.loc[days.between(0, 1, inclusive="right"), "activity_id"]
    waiting = inbound.loc[~inbound["activity_id"].isin(answered)]
    assert set(waiting["activity_id"]) == set(facts["inbound_unanswered"]["activity_id"])
    assert (days_before(waiting["done_at"].dt.normalize()) >= 4).all()


def test_five_noes_of_nine_months_ago_wait_for_a_fresh_look(territory, facts):
    for kind, reasons in (("old_no", {"Timing", "No decision", "Price"}), ("no_for_good", {"No fit"})):
        lost = rows(territory["opportunities"], "opportunity_id", facts[kind]["opportunity_id"])
        assert set(lost["lost_reason"]) == reasons
        assert days_before(lost["closed_on"]).between(268, 285).all()
        assert (
            not territory["opportunities"].query("status == 'open'")["account_id"].isin(lost["account_id"]).any()
        )
        last = territory["activities"].groupby("account_id")["done_at"].max()[lost["account_id"]]
        assert last.dt.normalize().tolist() == lost["closed_on"].tolist()


def test_no_other_account_without_an_open_deal_has_an_old_no(territory, facts):
    deals = territory["opportunities"]
    lost = deals.loc[deals["status"] == "lost"].groupby("account_id")["closed_on"].max()
    idle = lost.loc[~lost.index.isin(deals.loc[deals["status"] == "open", "account_id"])]
    planted = pd.concat([facts["old_no"], facts["no_for_good"], facts["no_too_fresh"]])
    assert set(idle.index) == set(planted["account_id"])


def test_one_no_is_too_fresh_and_one_was_said_on_an_open_deal(territory, facts):
    fresh = rows(territory["opportunities"], "opportunity_id", facts["no_too_fresh"]["opportunity_id"])
    assert days_before(fresh["closed_on"]).tolist() == [31]
    fact = next(facts["said_no_open"].itertuples())
    deal = rows(territory["opportunities"], "opportunity_id", [fact.opportunity_id])
    assert deal["status"].tolist() == ["open"]
    assert happened(territory, fact.on, contact_id=fact.contact_id)["outcome"].tolist() == ["said no"]


def test_nobody_else_who_said_no_lately_is_to_be_sold_to(territory, facts):
    told = happened(territory, DAY - pd.Timedelta(days=60)).query("outcome == 'said no'")
    still_open = territory["opportunities"].query("status == 'open'")
    both = still_open.loc[still_open["contact_id"].isin(told["contact_id"]), "opportunity_id"]
    assert both.tolist() == facts["said_no_open"]["opportunity_id"].tolist()


@pytest.mark.parametrize("kind", ["reorder_overdue", "customer_gone"])
def test_monthly_customers_are_late_or_gone(territory, facts, kind):
    for fact in facts[kind].itertuples():
        days = territory["orders"].query("account_id == @fact.account_id")["ordered_on"].sort_values()
        assert len(days) >= 12
        assert days.iloc[-1] == fact.on
        assert days.diff().dt.days.median() == pytest.approx(30, abs=1.5)
        quiet = (DAY - fact.on).days
        assert 55 <= quiet <= 70 if kind == "reorder_overdue" else quiet >= 600


def test_other_customers_are_inside_their_rhythm(territory, facts):
    orders = territory["orders"].sort_values("ordered_on")
    rhythm = orders.groupby("account_id")["ordered_on"].agg(lambda days: days.diff().dt.days.median())
    quiet = (DAY - orders.groupby("account_id")["ordered_on"].max()).dt.days
    customers = territory["accounts"].query("status == 'customer' and do_not_contact != 'yes'")["account_id"]
    planted = pd.concat([facts["reorder_overdue"], facts["customer_gone"]])["account_id"]
    others = customers[~customers.isin(planted)]
    assert (quiet[others] < 1.2 * rhythm[others]).all()


def test_three_movers_have_not_been_greeted(territory, facts):
    movers = rows(territory["contacts"], "contact_id", facts["mover"]["contact_id"])
    assert days_before(movers["moved_on"]).between(10, 40).all()
    assert movers["previous_account"].tolist() == facts["mover"]["previous_account_id"].tolist()
    for fact in facts["mover"].itertuples():
        assert happened(territory, fact.on, contact_id=fact.contact_id).empty
        won = territory["opportunities"].query("contact_id == @fact.contact_id and status == 'won'")
        assert bool(len(won)) == fact.bought_before
    assert facts["mover"]["bought_before"].sum() == 2


def test_three_introductions_are_not_thanked(territory, facts):
    people = territory["contacts"].set_index("contact_id")["name"]
    for fact in facts["introduction_not_thanked"].itertuples():
        introduced = territory["contacts"].set_index("contact_id").loc[fact.contact_id]
        assert introduced["referred_by"] == people[fact.introducer_id]
        assert happened(territory, fact.on, contact_id=fact.introducer_id)["kind"].tolist() == ["note"]


def test_every_other_introduction_was_thanked(territory, facts):
    introduced = territory["contacts"].dropna(subset="referred_by")
    others = introduced.loc[~introduced["contact_id"].isin(facts["introduction_not_thanked"]["contact_id"])]
    thanks = "Thank you for introducing " + others["name"]
    assert len(others) == 6
    assert set(thanks) <= set(territory["activities"]["subject"])


def test_one_amount_is_forty_times_the_largest_won(territory, facts):
    deals = territory["opportunities"].set_index("opportunity_id")
    largest = deals.loc[deals["status"] == "won", "amount"]
    assert [largest.idxmax()] == facts["largest_won"]["opportunity_id"].tolist()
    typo = deals.loc[facts["whale_typo"]["opportunity_id"].item()]
    assert (typo["amount"], typo["status"]) == (40 * largest.max(), "open")
    assert (deals["amount"] > 3 * largest.max()).sum() == 1


def test_two_leads_are_hopeless(territory, facts):
    deals = territory["opportunities"].query("status == 'open'").sort_values("created_on")
    assert set(deals["opportunity_id"].head(2)) == set(facts["hopeless"]["opportunity_id"])
    assert deals["stage"].head(2).tolist() == ["Lead", "Lead"]


def test_a_person_and_an_account_are_not_to_be_contacted(territory, facts):
    people = territory["contacts"].query("do_not_contact == 'yes'")["contact_id"]
    accounts = territory["accounts"].query("do_not_contact == 'yes'")["account_id"]
    assert people.tolist() == facts["do_not_contact_person"]["contact_id"].tolist()
    assert accounts.tolist() == facts["do_not_contact_account"]["account_id"].tolist()


def test_two_deals_are_blocked_until_a_day_to_come(territory, facts):
    blocked = territory["opportunities"].dropna(subset="blocked_until_on")
    assert set(blocked["opportunity_id"]) == set(facts["blocked_until"]["opportunity_id"])
    assert (blocked["blocked_until_on"] > DAY).all()


def test_two_deals_were_touched_on_the_last_two_working_days_and_nothing_is_due(territory, facts):
    deals = rows(territory["opportunities"], "opportunity_id", facts["cooling_off"]["opportunity_id"])
    assert (deals[["next_step_on", "expected_close_on"]] > DAY).all(axis=None)
    for fact in facts["cooling_off"].itertuples():
        assert fact.on in (LAST, LAST - pd.Timedelta(days=1))
        assert len(reached(happened(territory, fact.on, contact_id=fact.contact_id))) == 1


def test_two_next_steps_are_due_on_the_day_and_none_is_late(territory, facts):
    due = territory["opportunities"].query("next_step_on <= @DAY")
    assert set(due["opportunity_id"]) == set(facts["next_step_today"]["opportunity_id"])
    assert (due["next_step_on"] == DAY).all()
    assert (territory["activities"]["due_on"].dropna() > DAY).all()


def test_the_expected_close_of_three_open_deals_has_passed(territory, facts):
    late = territory["opportunities"].query("status == 'open' and expected_close_on < @DAY")
    assert set(late["opportunity_id"]) == set(facts["close_passed"]["opportunity_id"])


def test_only_two_wins_are_not_thanked(territory, facts):
    won = territory["opportunities"].query("status == 'won'")
    later = won.merge(reached(territory["activities"]), on="contact_id", suffixes=("", "_act"))
    thanked = later.loc[later["done_at"].dt.normalize() > later["closed_on"], "opportunity_id"]
    missing = won.loc[~won["opportunity_id"].isin(thanked)]
    assert set(missing["opportunity_id"]) == set(facts["won_not_thanked"]["opportunity_id"])
    assert sorted(days_before(missing["closed_on"])) == [5, 6]


def test_one_person_works_for_two_accounts(territory, facts):
    repeated = territory["contacts"].loc[territory["contacts"]["email"].duplicated(keep=False)]
    fact = next(facts["same_person"].itertuples())
    assert set(repeated["contact_id"]) == {fact.contact_id, fact.twin_contact_id}
    assert set(repeated["account_id"]) == {fact.account_id, fact.twin_account_id}


def test_two_customers_have_room_to_grow(territory, facts):
    year = territory["orders"].loc[territory["orders"]["ordered_on"] > DAY - pd.Timedelta(days=365)]
    bought = year.groupby("account_id")["amount"].sum()
    for fact in facts["room_to_grow"].itertuples():
        account = territory["accounts"].set_index("account_id").loc[fact.account_id]
        assert account["potential_spend"] > 10 * bought[fact.account_id]
        touches = happened(territory, DAY - pd.Timedelta(days=365), account_id=fact.account_id)
        assert 1 <= len(touches) <= 4


def test_two_small_customers_are_quiet(territory, facts):
    bought = territory["orders"].groupby("account_id")["amount"].sum()
    for fact in facts["small_and_quiet"].itertuples():
        last = reached(territory["activities"]).query("account_id == @fact.account_id")["done_at"].max()
        assert last.normalize() == fact.on
        assert (DAY - fact.on).days > 60
        assert bought[fact.account_id] < 6_000


# The small book, in the head


def test_the_small_book_holds_one_of_each():
    deals = read("first_day.xlsx")["opportunities"]
    assert deals["status"].value_counts().to_dict() == {"open": 4, "won": 1, "lost": 1}
    assert deals.query("status == 'open'")["amount"].sum() == 42_000
    lost = deals.query("status == 'lost'").iloc[0]
    assert 270 <= (DAY - lost["closed_on"]).days <= 285


def test_the_bakery_of_the_small_book_orders_every_month_and_is_late():
    days = read("first_day.xlsx")["orders"]["ordered_on"]
    assert days.diff().dt.days.median() == 30
    assert (DAY - days.max()).days == 61
