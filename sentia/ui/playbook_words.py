"""The rep's own words for every message, on the playbook: with places for the facts, a preview, and a way back."""

import pandas as pd

from sentia.errors import BadQuestion
from sentia.follow_up.drafts.facts import facts_of
from sentia.follow_up.drafts.languages import LANGUAGES, about_of
from sentia.follow_up.drafts.templates import (
    MESSAGES,
    PLACES,
    own_words,
    signature_of,
    unknown_places,
    usual_words,
    with_signature,
    with_words,
    without_words,
)
from sentia.follow_up.drafts.writing import filled
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing
from sentia.ui.markup import inert_lines
from sentia.ui.standing import standing_of

HEIGHT = 300  # pixels
_TROUBLE = "sentia.words.trouble"


def show_words(opened: state.Open) -> None:
    """One message in one language: its words to change, and beside them how it reads to somebody of the book."""
    own = sum(own_words(opened.book, about, code) is not None for about in MESSAGES for code in LANGUAGES)
    said = {0: "all are ours", 1: "one is yours"}.get(own, f"{own} are yours")
    st.markdown(
        f"Sentia drafts a message for each of {len(MESSAGES)} follow-ups, in {len(LANGUAGES)} languages; {said}."
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        about = st.selectbox(
            "Message",
            list(MESSAGES),
            format_func=MESSAGES.get,
            label_visibility="collapsed",
            width=280,
            key="about",
        )
        language = st.segmented_control(
            "Language",
            list(LANGUAGES),
            default="en",
            required=True,
            format_func=lambda code: LANGUAGES[code].name,
            label_visibility="collapsed",
            key="words-language",
        )
    _show_message(opened, about or next(iter(MESSAGES)), language or "en")
    _show_signature(opened)


def _show_message(opened: state.Open, about: str, language: str) -> None:
    own = own_words(opened.book, about, language)
    subject, body = own or usual_words(about, language)
    key = f"{about}-{language}-{opened.generation}-{own is not None}"
    left, right = st.columns(2)
    with left:
        subject = st.text_input("Subject", value=subject, key=f"words-subject-{key}")
        body = st.text_area("Message", value=body, height=HEIGHT, key=f"words-body-{key}")
        with st.container(horizontal=True):
            st.button(
                "Keep my words",
                type="primary",
                on_click=_keep,
                args=(about, language, subject, body),
                key="keep-words",
                **changing(),
            )
            if own is not None:
                st.button(
                    "Back to ours", on_click=_forget, args=(about, language), key="forget-words", **changing()
                )
    with right:
        _show_preview(opened, about, language, subject, body)
    if state.widget_value(_TROUBLE):
        st.warning(state.widget_value(_TROUBLE))
    places = ", ".join(f"{{{place}}} {meaning}" for place, meaning in PLACES.items())
    st.caption(f"Filled in for each: {places}. A line whose fact is not known is left out.")


def _show_preview(opened: state.Open, about: str, language: str, subject: str, body: str) -> None:
    """How it reads to somebody whom such a follow-up is due for, else to the first person of the book."""
    line = _somebody(opened, about)
    facts = facts_of(
        opened.book, line, about, opened.on, LANGUAGES[language], signature_of(opened.book, _name(opened))
    )
    st.caption(f"As {facts['name']} would read it" if "name" in facts else "As they would read it")
    known = not unknown_places(f"{subject}\n{body}")
    text = f"{filled(subject, facts)}\n\n{filled(body, facts)}" if known else "A place is not known yet."
    with st.container(border=True, key="preview"):
        st.markdown(inert_lines(text))


def _somebody(opened: state.Open, about: str) -> dict:
    gaps = standing_of(opened).gaps
    rows = zip(gaps["kind"], gaps["next_touch"].astype("str").str.startswith("Remind"), strict=True)
    is_it = pd.Series([about_of(kind, theirs) == about for kind, theirs in rows], gaps.index, dtype=bool)
    mine = gaps.loc[is_it & gaps["contact_id"].notna()]
    if len(mine):
        return mine.iloc[0].to_dict() | {"gap": mine.index[0]}
    people = opened.book.contacts
    person = people.iloc[0] if len(people) else pd.Series(dtype=object)
    return {"kind": "", "contact_id": person.get("contact_id"), "account_id": person.get("account_id")}


def _show_signature(opened: state.Open) -> None:
    owner = _name(opened)
    st.text_area(
        "How you sign",
        value=signature_of(opened.book, owner) or "",
        placeholder="Your name, your number ...",
        height=100,
        key=f"signature-{opened.generation}",
        on_change=_sign,
        args=(f"signature-{opened.generation}", owner or ""),
        **changing(),
    )


def _name(opened: state.Open) -> str | None:
    """Whose desk it is, where that is plain."""
    owners = opened.book.owners
    return opened.owner or (owners[0] if len(owners) == 1 else None)


def _keep(about: str, language: str, subject: str, body: str) -> None:
    state.remember(_TROUBLE, "")
    try:
        state.put_book(with_words(state.opened().book, about, language, subject, body))
    except BadQuestion as error:
        state.remember(_TROUBLE, str(error))


def _forget(about: str, language: str) -> None:
    state.remember(_TROUBLE, "")
    state.put_book(without_words(state.opened().book, about, language))


def _sign(key: str, owner: str) -> None:
    signature = (state.widget_value(key) or "").strip()
    state.put_book(with_signature(state.opened().book, "" if signature == owner else signature))
