"""What nothing in the files decides: asked beside the day, never in its way."""

from collections.abc import Sequence

from sentia.book.checks import EVERYBODY, WHALES
from sentia.book.currencies import NUMBER
from sentia.day.amounts import CAPPED
from sentia.day.day import Day
from sentia.errors import SentiaError
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing
from sentia.ui.progress import Told, later
from sentia.ui.rereading import TROUBLE, show_trouble
from sentia.workbook.from_files import READING_STEPS


def show_questions(opened: state.Open, questions: Sequence[dict]) -> None:
    """What nothing in the files decides, each with the reading used until it is answered."""
    for asked in questions:
        key = f"question-{asked['id']}-{opened.generation}"
        with st.container(border=True):
            (_ask_number if asked.get("answer") == NUMBER else _ask_choice)(opened, asked, key)
            show_trouble(asked["id"])


def _ask_choice(opened: state.Open, asked: dict, key: str) -> None:
    options = list(asked["options"])
    chosen = (opened.owner or EVERYBODY) if asked["id"] == "owner" else asked["chosen"]
    st.selectbox(
        asked["question"],
        options,
        index=options.index(chosen) if chosen in options else 0,
        key=key,
        on_change=_answer,
        args=(asked["id"], key),
        **changing(),
    )


def _ask_number(opened: state.Open, asked: dict, key: str) -> None:
    """A number that only the rep knows; what happens without it stands below."""
    st.text_input(
        asked["question"],
        value=asked["chosen"] or "",
        placeholder="a number such as 1.08",
        key=key,
        on_change=_answer,
        args=(asked["id"], key),
        width=320,
        **changing(),
    )
    if asked["chosen"] is None:
        st.caption(asked["meanwhile"])


def show_questions_of_lines(opened: state.Open, day: Day) -> None:
    """What is asked of a line of the day stands below the lines: an amount past belief."""
    if _is_about_a_line(day):
        show_questions(opened, [one for one in opened.book.understanding.questions if one["id"] == WHALES])


def _is_about_a_line(day: Day) -> bool:
    return bool(day.actions["amount_is"].eq(CAPPED).any())


def show_open_questions(opened: state.Open, day: Day) -> None:
    """The others beside the day, folded: the day is planned with the likeliest answers."""
    elsewhere = {"owner", WHALES} if _is_about_a_line(day) else {"owner"}
    asked = [question for question in opened.book.understanding.questions if question["id"] not in elsewhere]
    if asked:
        few = "One thing only you can say" if len(asked) == 1 else f"{len(asked)} things only you can say"
        with st.expander(few):
            show_questions(opened, asked)


def _answer(question: str, key: str) -> None:
    """Settle a question; what needs the files read again is done at the head of the page."""
    option, files = (state.widget_value(key) or "").strip(), state.opened().book.files
    later(
        "Reading again with your answer", len(files) + READING_STEPS, lambda told: _settle(question, option, told)
    )


def _settle(question: str, option: str, told: Told) -> None:
    """Settle it; an answer that it cannot take gets one sentence and changes nothing."""
    state.remember(TROUBLE, ("", ""))
    try:
        state.answer(question, option, told)
    except SentiaError as error:
        state.remember(TROUBLE, (question, str(error)))
