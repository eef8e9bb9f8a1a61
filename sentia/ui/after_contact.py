"""After a contact: how it ended, and in the same place one small panel for what comes next, filled already."""

from dataclasses import dataclass

import pandas as pd

from sentia.book.closing import deal_names
from sentia.book.stages import stage_kind
from sentia.day.day import Day
from sentia.day.record import (
    NO_ANSWER,
    SAID_NO,
    TALKED,
    VOICEMAIL,
    WON,
    Agreed,
    Outcome,
    deals_to_close,
    mark_done,
)
from sentia.facts.working_days import working_days_after
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing, once
from sentia.ui.keys import key
from sentia.ui.markup import Markup, markup
from sentia.ui.receipts import TODAY, act
from sentia.ui.wording import long_day

ASKED = "sentia.after-contact"
WORKING_DAYS = (1, 2, 3, 5, 10, 20)
SEVERAL, MOST_STAGES = 2, 9
OPEN_STEP = {NO_ANSWER, VOICEMAIL}
NO_DAY, NOT_SAID, EVERY = "no day yet", "not said", "every deal"


@dataclass(frozen=True)
class Asked:
    """Which line the panel is about, how it ended, and the book as it was then."""

    line: str
    outcome: Outcome
    digest: str


def asked_about(line: pd.Series) -> Outcome | None:
    """How the contact of this line ended, while the panel waits for the rest."""
    asked = state.widget_value(ASKED)
    is_it = asked is not None and (asked.line, asked.digest) == (line.name, state.opened().book.digest)
    return asked.outcome if is_it else None


def ask(line: pd.Series, outcome: Outcome) -> None:
    """Show the panel for this line in the place of its buttons."""
    state.remember(ASKED, Asked(line.name, outcome, state.opened().book.digest))


def leave() -> None:
    """The panel goes; nothing was done."""
    state.remember(ASKED, None)


def show_panel(line: pd.Series, day: Day, outcome: Outcome, place: str) -> None:
    """What comes next, in one motion: a day, the stage, a note; Enter in a field saves, Esc leaves."""
    about = f"{place}-{line.name}-{outcome.word}-{len(state.opened().book.journal)}"
    with st.form(f"after-{about}", border=False):
        st.markdown(_question(line, outcome))
        if outcome is SAID_NO:
            _show_no(line, about)
        elif outcome is WON:
            _show_deals(line, WON, about)
        else:
            _show_next(line, day, outcome, about)
        st.text_input("Note, if you like", placeholder="what you heard, in their words", key=f"note-{about}")
        with st.container(horizontal=True, gap="xsmall"):
            done = (line, day, outcome, about)
            st.form_submit_button("Save", type="primary", on_click=once(_save), args=done, **changing())
            st.form_submit_button("Leave", on_click=leave, shortcut=key("Esc"))


def _question(line: pd.Series, outcome: Outcome) -> Markup:
    who = line["contact"] if isinstance(line["contact"], str) else line["account"]
    words = {
        TALKED: markup("**Talked with {}.** What is next?", who),
        NO_ANSWER: markup("**{} did not answer.** When again?", who),
        VOICEMAIL: markup("**A message is left for {}.** When again?", who),
        SAID_NO: markup("**{} said no.** That is worth knowing.", who),
        WON: markup("**Won with {}.**", who),
    }
    return words.get(outcome, markup("**{}: {}.** What is next?", outcome.word, who))


def _show_next(line: pd.Series, day: Day, outcome: Outcome, about: str) -> None:
    options = _days(day.on)
    usual = _usual(line, outcome, options, day.on)
    _chips("Next step", [*options, NO_DAY], usual, f"when-{about}")
    left, right = st.columns([2, 1])
    left.text_input("What", _step_of(line), key=f"what-{about}")
    right.date_input("or another day", None, min_value=day.on, key=f"day-{about}")
    stages = _stages(line)
    if len(stages) >= SEVERAL and outcome not in OPEN_STEP:
        _chips(_deal_label(line), stages, _deal(line)["stage"], f"stage-{about}")


def _show_no(line: pd.Series, about: str) -> None:
    _show_deals(line, SAID_NO, about)
    reasons = [*state.opened().playbook.reason_days, "no fit", NOT_SAID]
    _chips("Why", list(dict.fromkeys(reasons)), NOT_SAID, f"why-{about}")


def _show_deals(line: pd.Series, outcome: Outcome, about: str) -> None:
    """Which deal it was about, where that can be more than one; the others stay open."""
    deals = deals_to_close(state.opened().book, line, state.opened().owner)
    if len(deals) < SEVERAL:
        return
    label = "No to" if outcome is SAID_NO else "Which"
    names = deals | {EVERY: f"all {len(deals)}"}
    st.pills(
        label,
        list(names),
        default=next(iter(deals)),
        required=True,
        format_func=lambda deal: markup(":green[{}]", names[deal]),
        key=f"deal-{about}",
    )


def _chips(label: str, options: list[str], default: str, name: str) -> None:
    """Words to choose one from; coloured, as in the dark the theme's own contrast of a chosen one is too low."""
    st.pills(label, options, default=default, format_func=lambda one: markup(":green[{}]", one), key=name)


def _days(on: pd.Timestamp) -> dict[str, pd.Timestamp]:
    """The days to choose from, by what each is called."""
    country = state.opened().playbook.country
    start = pd.Series([on] * len(WORKING_DAYS))
    countries = None if country is None else pd.Series([country] * len(WORKING_DAYS))
    days = working_days_after(start, pd.Series(WORKING_DAYS), countries)
    return {f"{day:%a} {day.day} {day:%b}": day for day in days}


def _usual(line: pd.Series, outcome: Outcome, options: dict[str, pd.Timestamp], on: pd.Timestamp) -> str:
    """After a talk about a deal the day that is usual at its stage; else none, so that the clock decides."""
    deal = _deal(line)
    if outcome is not TALKED or deal.empty:
        return NO_DAY
    pace = state.opened().playbook.cadence_ideal
    wanted = on + pd.Timedelta(days=pace.get(stage_kind(deal["stage"]), pace["lead"]))
    return min(options, key=lambda name: abs(options[name] - wanted))


def _step_of(line: pd.Series) -> str:
    deal = _deal(line)
    name = next((deal[each] for each in ("name", "product") if isinstance(deal.get(each), str)), "")
    return f"Call about {name}" if name else "Call"


def _deal(line: pd.Series) -> pd.Series:
    """The open deal that a line is about; empty where it is about none."""
    deals = state.opened().book.opportunities
    mine = deals.loc[deals["opportunity_id"].eq(line["opportunity_id"]) & deals["status"].eq("open")]
    return mine.iloc[0] if len(mine) else pd.Series(dtype=object)


def _deal_label(line: pd.Series) -> str:
    deal = _deal(line).to_frame().T
    return "Stage: " + next(iter(deal_names(deal).values()))


def _stages(line: pd.Series) -> list[str]:
    """The open stages of the deal's pipeline in order, its own among them; none where its cell is a formula."""
    book, deal = state.opened().book, _deal(line)
    if deal.empty or not isinstance(deal["stage"], str) or book.is_formula("opportunities", deal.name, "stage"):
        return []
    stages = book.stages
    mine = stages.loc[stages["stage"].eq(deal["stage"]), "pipeline"]
    own = stages["pipeline"].isna() if mine.isna().all() else stages["pipeline"].isin(mine)
    names = stages.loc[own & stages["status"].eq("open")].sort_values("place")["stage"].drop_duplicates().tolist()
    return names if deal["stage"] in names and len(names) <= MOST_STAGES else []


def _save(line: pd.Series, day: Day, outcome: Outcome, about: str) -> None:
    """Log it with all that was said, in one step; the day is planned on from then."""
    said = {
        name: state.widget_value(f"{name}-{about}") for name in ("when", "what", "day", "stage", "note", "why")
    }
    chosen = pd.Timestamp(said["day"]) if said["day"] else _days(day.on).get(said["when"])
    stage = said["stage"] if said["stage"] != _deal(line).get("stage") else None
    reason = None if said["why"] == NOT_SAID else said["why"]
    what = (said["what"] or "").strip()
    step = what if chosen is not None or what != _step_of(line) else None
    agreed = Agreed((said["note"] or "").strip() or None, step or None, chosen, stage, reason)
    chosen_deal = state.widget_value(f"deal-{about}")
    deals = deals_to_close(state.opened().book, line, state.opened().owner)
    meant = tuple(deals) if chosen_deal == EVERY or len(deals) < SEVERAL else tuple({chosen_deal} & set(deals))
    state.remember(ASKED, None)
    log_line(line, day, outcome, meant, agreed)


def log_line(
    line: pd.Series, day: Day, outcome: Outcome, meant: tuple[str, ...] | None = None, agreed: Agreed | None = None
) -> None:
    """Log it, and plan on from now: from the clock on the day itself, else from when the line would end."""
    agreed = agreed or Agreed()
    clock_now = state.local_clock()
    at = clock_now if day.on == clock_now.normalize() else day.actions["starts_at"].min()
    if pd.isna(at):
        at = state.opened().now or day.on
    ends = at if at is clock_now else at + pd.Timedelta(minutes=float(line["minutes"]))
    when = long_day(agreed.step_on, day.on) if agreed.step_on is not None else ""
    then = ", ".join(part for part in (agreed.step, when) if part)
    words = f"{outcome.word}: {line['action']}." + (f" Next: {then}." if then else "")
    act(TODAY, lambda book: mark_done(book, line, at, outcome, meant, agreed), words, now=ends, minutes=None)
