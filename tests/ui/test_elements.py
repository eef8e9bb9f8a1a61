"""Whatever the pages show goes through one module that makes it inert; nothing Streamlit parses is left out."""

import inspect
import re

import plotly.graph_objects as go
import pytest
import streamlit
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest

from sentia.ui import elements

NEVER_TEXT = {
    "unsafe_allow_html",
    "format_func",
    "width",
    "anchors",
    "wrap",
    "bind",
}  # mention Markdown, show none


def said_to_be_parsed(element: str) -> set[str]:
    """The arguments of an element of which Streamlit's own description says that they may hold Markdown."""
    about = inspect.getdoc(getattr(streamlit, element)) or ""
    found = re.findall(
        r"^\*?(\w+)(?: : |\n).*\n((?: {4}.*\n|\n)+)", about.partition("Examples\n")[0], re.MULTILINE
    )
    return {name for name, words in found if "Markdown" in words} - NEVER_TEXT


def offered() -> list[str]:
    return [name for name in dir(streamlit) if hasattr(DeltaGenerator, name) and name not in elements.NOT_HERE]


@pytest.mark.parametrize("element", [*offered(), "dialog"])
def test_every_text_that_streamlit_parses_is_made_inert(element: str) -> None:
    assert said_to_be_parsed(element) <= elements.parsed_by(element)


def test_descriptions_of_streamlit_are_read_at_all() -> None:
    assert said_to_be_parsed("metric") == {"label", "value", "delta", "help"}
    assert said_to_be_parsed("pills") == {"label", "options", "help"}


@pytest.mark.parametrize("element", sorted(elements.NOT_HERE))
def test_elements_that_make_more_than_text_are_not_offered(element: str) -> None:
    with pytest.raises(AttributeError, match="makes more than text"):
        getattr(elements, element)


def page() -> None:
    from sentia.ui import elements as st
    from sentia.ui.markup import markup

    text = "*due* :red[now] $x$"
    left, right = st.columns(2)
    left.button(text, help=text)
    with right:
        st.caption(body=text)
    st.container().expander(text).markdown(markup("**{}**", text))
    tabs = st.tabs([text, "other"])
    tabs[0].metric(text, text, text)
    st.radio("Which", ["a*", "b*"], format_func=str.upper)
    st.text_input("Own", value=text)


def test_texts_are_inert_wherever_they_are_drawn_and_values_stay_what_they_are() -> None:
    run = AppTest.from_function(page).run()
    inert = "\\*due\\* \\:red\\[now\\] \\$x\\$"
    shown = [
        run.button[0].label,
        run.button[0].help,
        run.caption[0].value,
        run.expander[0].label,
        run.tabs[0].label,
    ]
    assert shown == [inert] * 5
    metric = run.metric[0]
    assert [metric.label, metric.value, metric.delta] == [inert] * 3
    assert run.markdown[0].value == f"**{inert}**"
    assert run.radio[0].options == ["A\\*", "B\\*"]
    assert run.radio[0].value == "a*"
    assert run.text_input[0].value == "*due* :red[now] $x$"


def test_a_button_leads_to_no_address_but_ours() -> None:
    with pytest.raises(ValueError, match="no address"):
        elements.link_button("there", "javascript:alert(1)")


def test_texts_of_a_chart_are_letters() -> None:
    bars = go.Bar(
        x=[1, 2], y=[3, 4], text=["<a href='http://a.example'>x</a>", "b"], hovertext="<b>y</b>", name="&c"
    )
    trace = elements.figure_of_letters(go.Figure(bars)).data[0]
    assert list(trace.text) == ["&lt;a href='http://a.example'&gt;x&lt;/a&gt;", "b"]
    assert (trace.hovertext, trace.name) == ("&lt;b&gt;y&lt;/b&gt;", "&amp;c")
    assert bars.hovertext == "<b>y</b>"
