"""Text of others as text: whatever a cell, a header, a file's or a sheet's name says is shown letter by letter.

Streamlit reads a text twice: as Markdown, where a backslash makes a mark a letter, and once more in the letters
that are left (bare addresses, emoji codes, icons, arrows), where it no longer does. What would be read the second
time is therefore split by a piece without content, which is neither seen nor copied.
"""

import re
from collections.abc import Iterable
from string import Formatter
from typing import Any
from urllib.parse import quote

_HERE, _SPLIT = "\ue000", ":small[]"  # the first is nobody's letter: it marks where to split
_MARKS = re.compile(
    rf"""[\\`*_\[\]<>~|]              # code, emphasis, links, images, HTML, tables
    | \$(?!\d)                     # a formula; none ends with an amount
    | :(?=[a-z]|[\w-]*[\[{{{_HERE}]) # :red[...]
    | &(?=\#?\w+;)                  # &lt;
    | \A[\#+=-]                    # a heading, a list
    """,
    re.VERBOSE,
)
_NUMBERED = re.compile(r"\A(\d{1,9})(?=[.)])")
_READ_AGAIN = re.compile(
    r"""(?<=:)(?=[\w+/-]+:|//)      # :cat: and http://
    | (?<=www)(?=\.)
    | (?=@)                         # joan@example.com
    | (?<=[<>=~-])(?=[<>=~-])       # -> and <= become one sign
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BREAKS = re.compile(r"\s*[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
_LINK = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
_KEPT_IN_LINKS = "%:/?#@!&'*+,;=~-._"
_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_LONGEST_NAME = 200


class Markup(str):
    """Markdown of our own, made by the functions of this module only; any other text is made inert when shown."""

    __slots__ = ()

    def __add__(self, other: str) -> "Markup":
        """Our Markdown followed by a text, made inert where it is not ours."""
        return Markup(str.__add__(self, inert(other)))

    def __radd__(self, other: str) -> "Markup":
        """A text, made inert where it is not ours, followed by our Markdown."""
        return inert(other) + self

    def join(self, parts: Iterable[str]) -> "Markup":
        """These texts with our Markdown between them."""
        return Markup(str.join(self, map(inert, parts)))


class _Inserting(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        return value if isinstance(value, Markup) else inert(format(value, format_spec))


def inert(text: object) -> Markup:
    """Any text as Markdown that shows its letters, on one line: no link, image, emoji, colour, formula or HTML.

    Examples
    --------
    >>> inert("![x](http://a.example/x.png) costs $5, ask joan@a.example")
    '!\\\\[x\\\\](http\\\\::small[]//a.example/x.png) costs $5, ask joan:small[]@a.example'
    >>> inert("Birch & Sons: 9:30, step 2 - 3")
    'Birch & Sons: 9:30, step 2 - 3'
    """
    if isinstance(text, Markup):
        return text
    line = _BREAKS.sub(" ", str(text).replace(_HERE, "")).lstrip()
    escaped = _MARKS.sub(r"\\\g<0>", _READ_AGAIN.sub(_HERE, line))
    return Markup(_NUMBERED.sub(r"\1\\", escaped).replace(_HERE, _SPLIT))


def inert_lines(text: str) -> Markup:
    """The same for a text of several lines, which keep apart."""
    return Markup("  \n").join(text.split("\n"))


def markup(template: str, *values: object, **named: object) -> Markup:
    """Markdown of our own, a literal, with these values in its places; what is not our Markdown is made inert.

    Examples
    --------
    >>> markup("**{}** has {:,} rows", "Deals *2026*", 1200)
    '**Deals \\\\*2026\\\\*** has 1,200 rows'
    """
    return Markup(_Inserting().vformat(template, values, named))


def link(text: str, address: str) -> Markup:
    """A link to the web, a mail address or a telephone; the text alone where the address is none of these.

    Examples
    --------
    >>> link("Ring Joan", "tel:+15550101"), link("Joan", "javascript:alert(1)")
    ('[Ring Joan](tel:+15550101)', 'Joan')
    """
    if not is_link(address):
        return inert(text)
    return Markup(f"[{inert(text)}]({quote(address, safe=_KEPT_IN_LINKS)})")


def is_link(address: str) -> bool:
    """Whether an address leads to the web, a mail address or a telephone, the only ones that Sentia links to."""
    return _LINK.fullmatch(address) is not None


def file_name(text: str) -> str:
    """A name for a file to download that every system takes, whatever it was made from.

    Examples
    --------
    >>> file_name("../../deals: 2026.xlsx"), file_name("CON|\\u202exslx.exe"), file_name("")
    ('deals 2026.xlsx', 'CON xslx.exe', 'Sentia')
    """
    words = " ".join(_NOT_IN_FILE_NAMES.sub(" ", text).split())
    stem, dot, ending = words.lstrip(". ").rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{ending}".strip(". ") or "Sentia"
