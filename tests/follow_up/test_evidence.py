"""What is known of contacts beside the log."""

from small_books import ON, account, book_of, deal, orders, person
from small_gaps import activity, day, old_log

from sentia.facts.evidence import evidence, has_log
from sentia.facts.facts import Facts
from sentia.playbook import Playbook

QUOTE = {"quote_id": "Q1", "opportunity_id": "O1", "contact_id": "C1", "sent_on": day("11-10")}


def test_a_quote_sent_is_a_touch_and_counts_once_with_its_line_in_the_log():
    logged = activity("11-10", "quote sent")
    rows = {"contacts": [person()], "opportunities": [deal()], "quotes": [QUOTE]}
    once = Facts(book_of(**rows, activities=[logged, *old_log()]), ON, Playbook()).touched
    alone = Facts(book_of(**rows, activities=old_log()), ON, Playbook()).touched
    assert (once["kind"] == "quote sent").sum() == 1
    assert (alone["kind"] == "quote sent").sum() == 1


def test_a_draft_and_a_quote_to_come_are_no_contact():
    later = QUOTE | {"quote_id": "Q2", "sent_on": day("12-10")}
    book = book_of(opportunities=[deal()], quotes=[QUOTE | {"status": "draft"}, later])
    assert (evidence(book, ON)["kind"] != "quote sent").all()


def test_without_a_log_orders_and_stages_stand_for_it_with_one_they_do_not():
    rows = {
        "accounts": [account()],
        "opportunities": [deal(stage_since_on=day("11-02"))],
        "orders": orders("1", [9]),
    }
    silent, logged = book_of(**rows), book_of(**rows, activities=old_log())
    assert sorted(evidence(silent, ON)["kind"]) == ["order", "stage"]
    assert evidence(logged, ON).empty
    assert (has_log(silent), has_log(logged)) == (False, True)


def test_an_edit_of_the_stages_day_is_no_contact():
    book = book_of(opportunities=[deal(stage_since_on=day("11-02"))])
    edited = book.edit("opportunities", "O1", stage="Negotiation", stage_since_on=day("11-20"))
    assert evidence(edited, ON)["done_at"].tolist() == [day("11-02")]
