"""Whether something that was done is what was to be done: by its words, or by its kind."""

import re
from functools import lru_cache

ENOUGH = 0.5  # of the words that say what was to be done
_WORD = re.compile(r"[^\W\d_]{3,}")
_STEM = 5  # letters by which words are compared: "quantities" and "quantity"
# Words that say how, not what; "send" and "sent" are said of everything.
_EMPTY = frozenset(
    "the and for with about from that this them they their you your our his her its will shall can could would "
    "should have has had not was were are been send sent sending give gave get got make made ask asked let know "
    "again back soon please into over per via two three some any all more new next den der die das und mit von "
    "les des une pour avec los las una para con".split()
)
_KINDS = (
    ("call", r"\b(call|phone|ring|anruf|anrufen|telefon|appeler|llamar|chiamare|bellen)"),
    ("visit", r"\b(visit|besuch|visite|visita|on site|at their site)"),
    ("demo", r"\b(demo|demonstrat|vorfuhr|vorführ)"),
    ("meeting", r"\b(meet|appointment|workshop|presentation|termin|rendez|reunion|riunione)"),
    ("quote sent", r"\b(quot|offer|proposal|estimate|angebot|devis|oferta|presupuesto|preventivo)"),
    ("info sent", r"\b(brochure|information|info pack|catalog|price list|data ?sheet|documentation|unterlagen)"),
)
_COMPILED = [(kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS]
TOGETHER = frozenset({"meeting", "visit", "demo"})
AS_PROMISED = re.compile(r"\b(as (promised|agreed|discussed)|wie (versprochen|besprochen))\b", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def telling_words(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, by their first letters.

    Examples
    --------
    >>> sorted(telling_words("Send the two references to Ana"))
    ['ana', 'refer']
    """
    return frozenset(word[:_STEM] for word in _WORD.findall(text.lower()) if word not in _EMPTY)


@lru_cache(maxsize=65_536)
def kinds_meant(text: str) -> frozenset[str]:
    """The kinds of activity that the words ask for; a meeting may be any of meeting, visit and demo.

    Examples
    --------
    >>> sorted(kinds_meant("Call about the revised offer")), sorted(kinds_meant("Demo at their site"))
    (['call', 'quote sent'], ['demo', 'meeting', 'visit'])
    """
    found = frozenset(kind for kind, pattern in _COMPILED if pattern.search(text))
    return found | TOGETHER if found & TOGETHER else found


def is_same_thing(wanted: str, done: str) -> bool:
    """Whether a text says at least half of what was wanted.

    Examples
    --------
    >>> is_same_thing("send the data sheet", "Data sheet for the 300")
    True
    >>> is_same_thing("send references", "Price")
    False
    """
    words = telling_words(wanted)
    return bool(words) and len(words & telling_words(done)) >= ENOUGH * len(words)
