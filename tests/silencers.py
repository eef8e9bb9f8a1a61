"""What silences each kind of follow-up, asked of the rows of a territory in plain code.

For a gap that stands, each function names what should have silenced it; an empty list where nothing did. Nothing
here knows how gaps are found: rows are dictionaries, days are compared one by one.
"""

from collections import defaultdict
from datetime import timedelta

import pandas as pd

DAY = timedelta(days=1)
TALKS = {"call", "email", "message", "meeting", "visit", "demo", "info sent", "quote sent", "favour"}
WRITTEN = {"email", "message", "info sent", "quote sent"}
SALES_REST = timedelta(days=60)
LINKS = ("account_id", "contact_id", "opportunity_id")
OF_AN_ACCOUNT = ("quiet beyond cadence", "re-order overdue", "product stopped", "date ahead")


class Plain:
    """A territory's rows, with what happened by person, deal and account, oldest first."""

    def __init__(self, tables: dict[str, pd.DataFrame], on: pd.Timestamp):
        """Take the tables as they are made, and the day on which one asks."""
        self.on = on
        rows = {
            name: frame.astype(object).where(frame.notna(), None).to_dict("records")
            for name, frame in tables.items()
        }
        self.people = {row["contact_id"]: row for row in rows["contacts"]}
        self.companies = {row["account_id"]: row for row in rows["accounts"]}
        self.deals = {row["opportunity_id"]: row for row in rows["opportunities"]}
        self.quotes = {row["quote_id"]: row for row in rows["quotes"]}
        self.orders, self.planned, self.cases = rows["orders"], [], rows.get("cases", [])
        self.done: dict[str, list[dict]] = defaultdict(list)
        for row in rows.get("activities", []):
            if row["done_at"] is None:
                self.planned.append(row)
                continue
            for name in LINKS:
                self.done[row.get(name)].append(row | {"day": pd.Timestamp(row["done_at"]).normalize()})
        for happened in self.done.values():
            happened.sort(key=lambda row: (row["done_at"], row["activity_id"]))
        titles = [row["title"] for row in rows["calendar"] if pd.Timestamp(row["starts_at"]) >= on]
        self.appointed = {
            key for key, row in self.companies.items() if any(row["name"] in title for title in titles)
        }

    def with_them(self, gap: pd.Series) -> list[dict]:
        """What happened with a gap's person or about its deal; without either, at its account."""
        keys = [gap[name] for name in ("contact_id", "opportunity_id") if isinstance(gap[name], str)]
        found = [row for key in keys or [gap["account_id"]] for row in self.done[key]]
        return sorted(found, key=lambda row: (row["done_at"], row["activity_id"]))

    def at_account(self, gap: pd.Series) -> list[dict]:
        """What happened with anybody at a gap's account."""
        return self.done[gap["account_id"]]

    def steps(self, gap: pd.Series) -> list[str]:
        """The steps planned about a gap's deal; of a gap without one, with its person or at its account."""
        deal, person, at = gap["opportunity_id"], gap["contact_id"], gap["account_id"]
        ahead = [row for row in self.planned if pd.Timestamp(row["due_on"]) >= self.on]
        agreed = [row for row in self.deals.values() if row["status"] == "open" and row.get("next_step_on")]
        if isinstance(deal, str):
            found = [row for row in ahead if row["opportunity_id"] == deal]
            found += [row for row in agreed if row["opportunity_id"] == deal]
        elif gap["kind"] in OF_AN_ACCOUNT and isinstance(at, str):
            found = [row for row in [*ahead, *agreed] if row["account_id"] == at]
        else:
            found = [row for row in [*ahead, *agreed] if row["contact_id"] == person and isinstance(person, str)]
        names = [f"planned: {row.get('next_step') or row.get('subject')}" for row in found]
        return names + (["an appointment"] if at in self.appointed else [])


def reached(row: dict) -> bool:
    """Whether a person was reached; their word always reached us, a letter of ours only where they answered."""
    missed = row["outcome"] in ("no answer", "voicemail")
    if row["kind"] in ("email", "message"):
        missed = row["outcome"] not in ("reached", "replied", "said no")
    return row["kind"] in TALKS and (not missed or row["direction"] == "in")


def our_word(row: dict) -> bool:
    """Whether it was a word of ours, said or written, whether answered or not."""
    return row["kind"] in TALKS and row["direction"] == "out" and (row["kind"] in WRITTEN or reached(row))


def last_day(rows: list[dict]) -> pd.Timestamp:
    """The last day on which somebody was reached; long ago where nobody was."""
    return max((row["day"] for row in rows if reached(row)), default=pd.Timestamp(1900, 1, 1))


def _since(rows: list[dict], day: object, is_it: object) -> list[str]:
    return [
        f"{row['activity_id']} {row['subject']}" for row in rows if row["day"] > pd.Timestamp(day) and is_it(row)
    ]


def reply_owed(gap: pd.Series, book: Plain) -> list[str]:
    """Our answer after their last word."""
    theirs = [row for row in book.done[gap["contact_id"]] if row["direction"] == "in"]
    answers = [row for row in book.done[gap["contact_id"]] if our_word(row)]
    return [row["activity_id"] for row in answers if all(row["done_at"] > asked["done_at"] for asked in theirs)]


def promise_due(gap: pd.Series, book: Plain) -> list[str]:
    """The thing done, or their word of it."""
    rows = book.done[gap["opportunity_id"]]
    due = [row for row in rows if row["promise"] and pd.Timestamp(row["promise_on"]) <= book.on]
    kept = {row["subject"]: row["done_at"] for row in rows}
    still = [row for row in due if not kept.get(f"As promised: {row['promise']}", row["done_at"]) > row["done_at"]]
    return [] if still else ["every promise was kept"]


def next_step_late(gap: pd.Series, book: Plain) -> list[str]:
    """A day to come, a deal that is over, or anything done on the day or later."""
    deal = book.deals[gap["opportunity_id"]]
    over = [] if deal["status"] == "open" else ["over"]
    later = [] if pd.Timestamp(deal["next_step_on"]) <= book.on else ["its day is to come"]
    return (
        over + later + _since(book.done[gap["opportunity_id"]], pd.Timestamp(deal["next_step_on"]) - DAY, reached)
    )


def close_date_passed(gap: pd.Series, book: Plain) -> list[str]:
    """A day to come, or an outcome."""
    deal = book.deals[gap["opportunity_id"]]
    passed = deal["status"] == "open" and pd.Timestamp(deal["expected_close_on"]) < book.on
    return [] if passed else ["decided, or not yet due"]


def no_next_step(gap: pd.Series, book: Plain) -> list[str]:
    """A planned step, an outcome, or a touch of the last working day."""
    decided = [] if book.deals[gap["opportunity_id"]]["status"] == "open" else ["decided"]
    fresh = ["touched on the last working day"] if last_day(book.with_them(gap)) > book.on - 4 * DAY else []
    return book.steps(gap) + decided + fresh


def new_lead_untouched(gap: pd.Series, book: Plain) -> list[str]:
    """A touch, an attempt, a planned step."""
    return book.steps(gap) + [row["activity_id"] for row in book.with_them(gap) if row["kind"] in TALKS]


def attempt_unanswered(gap: pd.Series, book: Plain) -> list[str]:
    """A touch after the last attempt, a planned step."""
    tries = [row["done_at"] for row in book.with_them(gap) if row["kind"] in TALKS and not reached(row)]
    touches = [row for row in book.with_them(gap) if reached(row) and row["done_at"] > max(tries)]
    return book.steps(gap) + [row["activity_id"] for row in touches]


def information_sent(gap: pd.Series, book: Plain) -> list[str]:
    """Any touch after the information, a planned step."""
    last = [row for row in book.with_them(gap) if reached(row)][-1:]
    return book.steps(gap) + [row["activity_id"] for row in last if row["kind"] != "info sent"]


def quote_unanswered(gap: pd.Series, book: Plain) -> list[str]:
    """Their word since, a touch about it in the last three days, an answer, a planned step."""
    quote = book.quotes[gap["quote_id"]]
    rows = book.done[gap["opportunity_id"]]
    theirs = _since(rows, quote["sent_on"], lambda row: row["direction"] == "in")
    touched = _since(rows, max(pd.Timestamp(quote["sent_on"]), book.on - 3 * DAY), reached)
    return book.steps(gap) + theirs + touched + ([] if quote["status"] == "sent" else [quote["status"]])


def quote_expiring(gap: pd.Series, book: Plain) -> list[str]:
    """An answer, or a later last day."""
    quote = book.quotes[gap["quote_id"]]
    near = book.on <= pd.Timestamp(quote["valid_until_on"]) <= book.on + 7 * DAY
    return [] if near and quote["status"] == "sent" else ["answered or not yet near"]


def meeting_without_follow_up(gap: pd.Series, book: Plain) -> list[str]:
    """Our word after it, a planned step."""
    met = max(row["done_at"] for row in book.with_them(gap) if row["kind"] in ("meeting", "visit", "demo"))
    words = [row for row in book.with_them(gap) if our_word(row) and row["done_at"] > met]
    return book.steps(gap) + [row["activity_id"] for row in words]


def no_show(gap: pd.Series, book: Plain) -> list[str]:
    """Any word with them, or a try, since they did not come; a planned step."""
    missed = gap["since_on"] + DAY
    return book.steps(gap) + [row["activity_id"] for row in book.with_them(gap) if row["done_at"] >= missed]


def meeting_today(gap: pd.Series, book: Plain) -> list[str]:
    """That it was held."""
    held = [row for row in book.with_them(gap) if row["kind"] in ("meeting", "visit", "demo")]
    return [row["activity_id"] for row in held if row["done_at"] >= book.on]


def quiet_beyond_cadence(gap: pd.Series, book: Plain) -> list[str]:
    """A touch of the last two weeks, the shortest cadence, or of the week before a check; a planned step."""
    rows = (
        book.with_them(gap)
        if isinstance(gap["opportunity_id"], str)
        else book.at_account(gap) or book.with_them(gap)
    )
    shortest = 7 if gap["because"].endswith("one polite check") else 14
    is_touched = last_day(rows) > book.on - shortest * DAY
    return book.steps(gap) + ([f"touched {last_day(rows):%Y-%m-%d}"] if is_touched else [])


def reorder_overdue(gap: pd.Series, book: Plain) -> list[str]:
    """An order inside the account's usual rhythm, a planned step."""
    days = pd.Series(sorted(row["ordered_on"] for row in book.orders if row["account_id"] == gap["account_id"]))
    usual = pd.to_datetime(days).diff().median()
    return book.steps(gap) + ([] if book.on - pd.Timestamp(days.iloc[-1]) > usual else ["inside its rhythm"])


def product_stopped(gap: pd.Series, book: Plain) -> list[str]:
    """An order of the product since, inside its usual rhythm; no order of anything else; a planned step."""
    there = [row for row in book.orders if row["account_id"] == gap["account_id"]]
    bought = [row for row in there if row["product"] and f"bought {row['product']} since" in gap["because"]]
    days = pd.Series(sorted({row["ordered_on"] for row in bought}))
    since = [row for row in there if row["ordered_on"] > days.iloc[-1]]
    usual = pd.to_datetime(days).diff().median()
    is_late = book.on - pd.Timestamp(days.iloc[-1]) > usual and since
    return book.steps(gap) + ([] if is_late else ["inside its rhythm, or nothing was ordered since"])


def fresh_look_due(gap: pd.Series, book: Plain) -> list[str]:
    """An open deal at the account, a later no, a no for good."""
    there = [row for row in book.deals.values() if row["account_id"] == gap["account_id"]]
    goes_on = [row["opportunity_id"] for row in there if row["status"] == "open"]
    later = [
        row["opportunity_id"]
        for row in there
        if row["status"] == "lost" and row["closed_on"] > (book.on - 180 * DAY).date()
    ]
    said = [
        row["activity_id"]
        for row in book.at_account(gap)
        if row["outcome"] == "said no" and row["day"] > book.on - 180 * DAY
    ]
    for_good = ["no fit"] if book.deals[gap["opportunity_id"]]["lost_reason"] == "No fit" else []
    return goes_on + later + said + for_good


def moved(gap: pd.Series, book: Plain) -> list[str]:
    """A touch with the person since."""
    day = pd.Timestamp(book.people[gap["contact_id"]]["moved_on"]) - DAY
    return _since(book.done[gap["contact_id"]], day, reached)


def won_and_not_thanked(gap: pd.Series, book: Plain) -> list[str]:
    """Our word since, to anybody there."""
    return _since(book.at_account(gap), book.deals[gap["opportunity_id"]]["closed_on"], our_word)


def introduction_to_ask(gap: pd.Series, book: Plain) -> list[str]:
    """Asked for within a year, a complaint since, a later deal won there."""
    deal, year_ago = book.deals[gap["opportunity_id"]], book.on - 365 * DAY
    asked = _since(book.at_account(gap), year_ago, lambda row: "ntroduc" in (row["subject"] or ""))
    won = [row for row in book.deals.values() if row["status"] == "won" and row["account_id"] == gap["account_id"]]
    later = [row["opportunity_id"] for row in won if row["closed_on"] > deal["closed_on"]]
    complaints = _since(book.at_account(gap), deal["closed_on"], lambda row: "complaint" in (row["subject"] or ""))
    return asked + later + complaints


def _introductions(gap: pd.Series, book: Plain) -> list[object]:
    """The days on which a gap's person introduced somebody."""
    name = book.people[gap["contact_id"]]["name"]
    return [row["created_on"] for row in book.deals.values() if row.get("referred_by") == name]


def introduction_to_thank(gap: pd.Series, book: Plain) -> list[str]:
    """A word of ours after the last introduction."""
    return _since(book.done[gap["contact_id"]], max(_introductions(gap, book)), our_word)


def introduction_to_return(gap: pd.Series, book: Plain) -> list[str]:
    """A favour after the last introduction."""
    given = max(_introductions(gap, book))
    return _since(book.done[gap["contact_id"]], given, lambda row: row["kind"] == "favour")


def career_unchecked(gap: pd.Series, book: Plain) -> list[str]:
    """A touch or a look within 180 days."""
    person = book.people[gap["contact_id"]]
    looked = person.get("checked_on") and pd.Timestamp(person["checked_on"]) > book.on - 180 * DAY
    touched = last_day(book.done[gap["contact_id"]]) > book.on - 180 * DAY
    return ["looked up"] * bool(looked) + ["touched"] * touched


def nobody_to_call(gap: pd.Series, book: Plain) -> list[str]:
    """Somebody named there, and an owner."""
    named = [key for key, row in book.people.items() if row["account_id"] == gap["account_id"]]
    return named if book.companies[gap["account_id"]]["owner"] else []


def go_on_or_close(gap: pd.Series, book: Plain) -> list[str]:
    """A planned step, an outcome, a touch since it lapsed; of a lead that nobody called, any try at all."""
    deal = book.deals[gap["opportunity_id"]]
    decided = [] if deal["status"] == "open" else ["decided"]
    rows = book.done[gap["opportunity_id"]]
    tried = _since(rows, pd.Timestamp(deal["created_on"]) - DAY, lambda row: row["kind"] in TALKS)
    touched = _since(rows, gap["due_on"] - DAY, reached)
    return book.steps(gap) + decided + (tried if "nobody has called" in gap["because"] else touched)


def date_ahead(gap: pd.Series, book: Plain) -> list[str]:
    """A planned step or, of a contract with us, an open renewal there; of a birthday neither."""
    if "birthday" in gap["because"]:
        return []
    there = [row for row in book.deals.values() if row["account_id"] == gap["account_id"]]
    renewals = [row["opportunity_id"] for row in there if (row["status"], row.get("type")) == ("open", "renewal")]
    return book.steps(gap) + (renewals if "contract with us" in gap["because"] else [])


def trouble(gap: pd.Series, book: Plain) -> list[str]:
    """A case that is closed, an invoice that is paid, a credit stop that is lifted; our word after a case."""
    at, who = gap["account_id"], gap["contact_id"]
    cases = [row for row in book.cases if row["account_id"] == at or (row["contact_id"] or at) == who]
    closed = [row for row in cases if row["closed_on"]]
    owed = [row for row in book.orders if row["account_id"] == at and not row["paid_on"] and row["due_on"]]
    stands = {
        "Open complaint": [row for row in cases if not row["closed_on"]],
        "An invoice": [row for row in owed if pd.Timestamp(row["due_on"]) < book.on],
        "It may not buy": book.companies.get(at, {}).get("credit_stop"),
        "Put right": [row for row in closed if not _since(book.at_account(gap), row["closed_on"], our_word)],
    }
    return [] if any(why for said, why in stands.items() if gap["because"].startswith(said)) else ["put right"]


def _called(kind: object) -> str:
    return kind.__name__.replace("_", " ").replace("reorder", "re-order").replace("follow up", "follow-up")


SILENCERS = {
    _called(kind): kind
    for kind in (
        reply_owed, promise_due, next_step_late, close_date_passed, no_next_step, new_lead_untouched,
        attempt_unanswered, information_sent, quote_unanswered, quote_expiring, meeting_without_follow_up,
        quiet_beyond_cadence, reorder_overdue, product_stopped, fresh_look_due, moved, won_and_not_thanked, introduction_to_ask,
        introduction_to_thank, introduction_to_return, career_unchecked, nobody_to_call,
        go_on_or_close, date_ahead, trouble, no_show, meeting_today,
    )
}  # fmt: skip
KEEPS_A_RELATION = {
    "promise due", "next step late", "close date passed", "meeting without follow-up", "moved",
    "won and not thanked", "introduction to thank", "introduction to return", "career unchecked", "nobody to call",
    "date ahead", "trouble", "meeting today",
}  # fmt: skip


def at_rest(gap: pd.Series, book: Plain) -> list[str]:
    """What silences every kind but an unanswered message: left alone, blocked; a sale, a no of 60 days."""
    if gap["kind"] == "reply owed":
        return []
    person, company = book.people.get(gap["contact_id"], {}), book.companies.get(gap["account_id"], {})
    deal = book.deals.get(gap["opportunity_id"], {})
    alone = ["left alone"] if "yes" in (person.get("do_not_contact"), company.get("do_not_contact")) else []
    blocked = (
        ["blocked"] if deal.get("blocked_until_on") and pd.Timestamp(deal["blocked_until_on"]) > book.on else []
    )
    if gap["kind"] in KEEPS_A_RELATION:
        return alone + blocked
    told = [
        row for key in (gap["contact_id"], gap["opportunity_id"]) if isinstance(key, str) for row in book.done[key]
    ]
    return (
        alone
        + blocked
        + _since([row for row in told if row["outcome"] == "said no"], book.on - SALES_REST, lambda _: True)
    )


def silenced(gaps: pd.DataFrame, book: Plain) -> list[str]:
    """Every gap that stands where its own silencer does, in words; empty where none does."""
    found = []
    for gap_id, gap in gaps.iterrows():
        if why := [*SILENCERS[gap["kind"]](gap, book), *at_rest(gap, book)]:
            found.append(f"{gap_id}: {gap['because']}; but {', '.join(why[:3])}")
    return found
