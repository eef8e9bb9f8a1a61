"""Words as data: what is written in a file, in nine languages and more, and the word of ours that it stands for.

Each subject is one TOML file beside this one, each word a table in it, each language a list of spellings:

    ["no answer"]
    english = ["not reached", "line busy"]
    german = ["nicht erreicht", "besetzt"]

A rep who writes something else adds it to the list of their language; nothing else has to change. In files
of phrases a star stands for any ending ("urlaub*") and three dots between two words for a few others.
"""

from sentia.vocabulary.folding import folded, folded_texts
from sentia.vocabulary.loading import FURTHER, LANGUAGES, every_spelling, meant, spellings, subjects, words
from sentia.vocabulary.phrases import matches, pattern, says

__all__ = [
    "FURTHER",
    "LANGUAGES",
    "every_spelling",
    "folded",
    "folded_texts",
    "matches",
    "meant",
    "pattern",
    "says",
    "spellings",
    "subjects",
    "words",
]
