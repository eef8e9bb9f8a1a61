"""A draft of the message for a line: edited here, opened in the rep's mail program or copied; never sent by us."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from sentia.follow_up.drafts.behind import with_gap
from sentia.follow_up.drafts.languages import LANGUAGES
from sentia.follow_up.drafts.writing import Draft, draft_for, kept_wording, mail_link
from sentia.ui import elements as st
from sentia.ui import state
from sentia.ui.access import changing

HEIGHT = 260  # pixels


def show_draft(opened: state.Open, line: Mapping[str, Any], key: str) -> None:
    """The message folded under the line that it is for; nothing where there is nobody to write to."""
    book, owner = opened.book, opened.owner or _only(opened.book.owners)
    first = draft_for(book, line, opened.on, owner)
    if first is None:
        return
    name = first.facts.get("name") or first.facts.get("account") or "them"
    with st.expander(f"A draft to {name}", icon=":material/edit_note:", key=f"draft-{key}"):
        spoken = st.segmented_control(
            "Language",
            list(LANGUAGES),
            default=first.language,
            required=True,
            format_func=lambda code: LANGUAGES[code].name,
            label_visibility="collapsed",
            key=f"language-{key}",
        )
        _show(draft_for(book, line, opened.on, owner, spoken) or first, key)


def show_draft_now(opened: state.Open, line: pd.Series | None, gaps: pd.DataFrame) -> None:
    """The message for the line that is the card, with the facts of the follow-up that it does."""
    if line is not None:
        show_draft(opened, with_gap(line.to_dict(), gaps), key=f"now-{line.name}")


def _only(owners: list[str]) -> str | None:
    return owners[0] if len(owners) == 1 else None


def _show(draft: Draft, key: str) -> None:
    key = f"{key}-{draft.about}-{draft.language}"
    subject = st.text_input("Subject", value=draft.subject, key=f"subject-{key}")
    body = st.text_area("Message", value=draft.body, height=HEIGHT, key=f"body-{key}")
    link = mail_link(draft.to, subject, body)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.link_button("Open in your mail program", link, type="primary", icon=":material/mail:")
        with st.popover("Copy"):
            st.code(f"{subject}\n\n{body}", language=None, wrap_lines=True)
        st.button(
            "Keep my wording for this kind",
            on_click=_keep,
            args=(draft, subject, body),
            key=f"keep-{key}",
            **changing(),
        )
        if draft.is_own:
            st.button(
                "Back to the usual wording", on_click=_forget, args=(draft,), key=f"forget-{key}", **changing()
            )
    to = f"To {draft.to}. " if draft.to else "No address is known. "
    st.caption(f"{to}Only facts of your book stand in it; add what is new, and send it yourself.")


def _keep(draft: Draft, subject: str, body: str) -> None:
    """Remember the rep's own wording with the book."""
    question, wording = kept_wording(draft, subject, body)
    book = state.opened().book
    state.put_book(replace(book, answers={**book.answers, question: wording}))


def _forget(draft: Draft) -> None:
    question, _ = kept_wording(draft, "", "")
    book = state.opened().book
    state.put_book(replace(book, answers={key: said for key, said in book.answers.items() if key != question}))
