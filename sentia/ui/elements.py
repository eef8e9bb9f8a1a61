"""Streamlit as the pages use it: `from sentia.ui import elements as st`.

Every text that Streamlit would read as Markdown, or plotly as HTML, is shown letter by letter, whoever wrote it;
only what `sentia.ui.markup` made is Markdown. What a tap calls ends well or in a sentence. All else is Streamlit's
own, save the elements that make more than text of what they are given.
"""

import inspect
from collections.abc import Callable, Mapping
from functools import cache, wraps
from html import escape as html_letters
from typing import Any

import plotly.graph_objects as go
import streamlit
from streamlit.delta_generator import DeltaGenerator

from sentia.errors import SentiaError, foreseen
from sentia.ui.markup import file_name, inert, is_link

_EVERYWHERE = frozenset({"label", "help"})
_ALSO: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("title", "header", "subheader", "markdown", "caption"), frozenset({"body"})),
    **dict.fromkeys(("error", "warning", "info", "success", "toast"), frozenset({"body", "title"})),
    **dict.fromkeys(("pills", "segmented_control", "select_slider"), frozenset({"options"})),
    **dict.fromkeys(("spinner", "progress"), frozenset({"text"})),
    "radio": frozenset({"options", "captions"}),
    "metric": frozenset({"value", "delta"}),
    "dialog": frozenset({"title"}),
    "tabs": frozenset({"tabs"}),
}
NOT_HERE = frozenset(
    ("write", "write_stream", "html", "iframe", "table", "latex", "image", "logo", "video", "audio")
    + ("badge", "menu_button", "graphviz_chart", "mermaid_chart", "feedback", "chat_input", "chat_message")
)
TROUBLE = "sentia.unforeseen"  # what the last tap could not do, until the page says it
_TRACE_TEXTS = ("text", "hovertext", "name")


class Place:
    """A part of the page, such as a column: the same elements, drawn with the same care."""

    def __init__(self, place: DeltaGenerator) -> None:
        self._place = place

    def __getattr__(self, name: str) -> Any:
        return _careful(name, getattr(self._place, _allowed(name)))

    def __enter__(self) -> "Place":
        self._place.__enter__()
        return self

    def __exit__(self, *raised: Any) -> Any:
        return self._place.__exit__(*raised)


def __getattr__(name: str) -> Any:
    return _careful(name, getattr(streamlit, _allowed(name)))


def parsed_by(element: str) -> frozenset[str]:
    """The arguments of an element in which Streamlit reads Markdown."""
    return _EVERYWHERE | _ALSO.get(element, frozenset())


def figure_of_letters(figure: go.Figure) -> go.Figure:
    """The figure with the texts of its marks as plotly shows them letter by letter."""
    plain = go.Figure(figure)
    for trace in plain.data:
        trace.update({name: _letters(trace[name]) for name in _TRACE_TEXTS if name in trace})
    plain.for_each_yaxis(lambda axis: axis.update(ticktext=_letters(axis.ticktext)))
    return plain


def _letters(text: Any) -> Any:
    if isinstance(text, str):
        return html_letters(text, quote=False)
    return None if text is None else [_letters(one) if isinstance(one, str) else one for one in text]


def _allowed(name: str) -> str:
    if name in NOT_HERE:
        raise AttributeError(f"{name} makes more than text of what it is given; use markdown, dataframe or code.")
    return name


def _careful(name: str, found: Any) -> Any:
    """An element that makes the texts it is given inert; anything else that Streamlit has as it is."""
    if not inspect.isroutine(found) or not (name in _ALSO or hasattr(DeltaGenerator, name)):
        return found

    @wraps(found)
    def drawn(*args: Any, **options: Any) -> Any:
        given = _signature(name).bind_partial(*args, **options)
        given.arguments.update(_made_inert(name, given.arguments))
        return _placed(found(*given.args, **given.kwargs))

    return drawn


@cache
def _signature(name: str) -> inspect.Signature:
    return inspect.signature(getattr(streamlit, name))


def _made_inert(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    parsed = parsed_by(name)
    made = {argument: _inert(given[argument]) for argument in parsed & set(given) - {"options"}}
    made |= {argument: treat(given[argument]) for argument, treat in _OTHERS.items() if given.get(argument)}
    if "options" in parsed:
        words = given.get("format_func", str)
        made["format_func"] = lambda option: inert(words(option))
    return made


def _inert(text: Any) -> Any:
    if isinstance(text, str):
        return inert(text)
    return [_inert(one) for one in text] if isinstance(text, list | tuple) else text


def _leading(url: str) -> str:
    if not is_link(url):
        raise ValueError(f"{url[:40]!r} is no address that Sentia leads to.")
    return url


def _guarded(callback: Any) -> Any:
    """A widget's callback that lets nothing out; Streamlit's words in its place, such as "ignore", stay."""
    if not callable(callback):
        return callback

    @wraps(callback)
    def run(*args: Any, **options: Any) -> None:
        try:
            with foreseen("doing this"):
                callback(*args, **options)
        except SentiaError as error:
            streamlit.session_state[TROUBLE] = str(error)

    return run


_OTHERS: Mapping[str, Callable] = {
    "url": _leading,
    "file_name": file_name,
    "figure_or_data": figure_of_letters,
    **dict.fromkeys(("on_click", "on_change", "on_select", "on_submit"), _guarded),
}


def _placed(drawn: Any) -> Any:
    if isinstance(drawn, DeltaGenerator):
        return Place(drawn)
    return [_placed(one) for one in drawn] if isinstance(drawn, list | tuple) else drawn
