"""The rep's word on a stage: what it means, how far it is, whose turn it is, where it stands.

An answer under the id `stage:<stage>` (or `stage:<stage> (<pipeline>)`) is a list with commas, in any order, of at
most one each of: an outcome (`open`, `won`, `lost`), a kind (`lead`, `qualified`, `info sent`, `meeting`, `quote`,
`negotiation`, `verbal`, `unknown`), a turn (`us`, `them`, `legal`, `procurement`), and the stage's place from 1.
What is left out stays as it was found; `as found`, or nothing, takes the whole answer back.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sentia.book.stages import KINDS
from sentia.book.turns import TURNS
from sentia.errors import BadQuestion

STAGE, AS_FOUND = "stage:", "as found"
STATUSES = ("open", "won", "lost")
OPEN_KINDS = tuple(kind for kind in KINDS if kind not in STATUSES)
_MOST_PLACES = 999
_WORDS = {"status": STATUSES, "kind": OPEN_KINDS, "turn": TURNS}
_WANTED = (
    f"write an outcome ({', '.join(STATUSES)}), a kind ({', '.join(OPEN_KINDS)}), whose turn it is "
    f"({', '.join(TURNS)}) or its place such as 3, with commas between, or '{AS_FOUND}'"
)


@dataclass(frozen=True)
class Said:
    """What the rep said of one stage; None for what stays as it was found."""

    status: str | None = None
    kind: str | None = None
    turn: str | None = None
    place: int | None = None


def question_of(label: str) -> str:
    """The id of what a stage means.

    Examples
    --------
    >>> question_of("Proposal (New business)")
    'stage:Proposal (New business)'
    """
    return STAGE + label


def read_answer(label: str, answer: str) -> Said:
    """What an answer about the stage of this name says.

    Raises
    ------
    BadQuestion
        A word that is none of those listed, two of one list, or a won or lost stage that is to be some way along.

    Examples
    --------
    >>> read_answer("Blue", "quote, them, 3")
    Said(status=None, kind='quote', turn='them', place=3)
    """
    words = [word.strip() for word in str(answer).casefold().split(",")]
    found: dict[str, str | int] = {}
    for word in words if words != [AS_FOUND] and any(words) else ():
        name, value = _named(label, word)
        if name in found:
            raise BadQuestion(f"Stage '{label}': '{found[name]}' and '{value}' cannot both be; {_WANTED}.")
        found[name] = value
    said = Said(**found)
    if said.status in ("won", "lost") and said.kind:
        raise BadQuestion(f"Stage '{label}': what is {said.status} is not at '{said.kind}' any more; {_WANTED}.")
    return said


def _named(label: str, word: str) -> tuple[str, str | int]:
    if word.isdecimal() and 1 <= int(word) <= _MOST_PLACES:
        return "place", int(word)
    name = next((name for name, words in _WORDS.items() if word in words), None)
    if name is None:
        raise BadQuestion(f"Stage '{label}': '{word}' says nothing about a stage; {_WANTED}.")
    return name, word


def is_no_answer(question: str, answer: str) -> bool:
    """Whether this is an answer about a stage that cannot be understood."""
    try:
        said_of_stages({question: answer})
    except BadQuestion:
        return True
    return False


def written(said: Said) -> str:
    """The answer in its written form, "as found" where nothing is said.

    Examples
    --------
    >>> written(Said(status="open", turn="legal")), written(Said())
    ('open, legal', 'as found')
    """
    parts = [said.status, said.kind, said.turn, said.place]
    return ", ".join(str(part) for part in parts if part is not None) or AS_FOUND


def said_of_stages(answers: Mapping[str, str]) -> dict[str, Said]:
    """What the rep said of each stage, by its name without case and doubled spaces.

    Raises
    ------
    BadQuestion
        An answer that cannot be understood (see `read_answer`).
    """
    said = {
        key.removeprefix(STAGE): read_answer(key.removeprefix(STAGE), answer)
        for key, answer in answers.items()
        if key.startswith(STAGE)
    }
    return {folded_label(name): one for name, one in said.items() if one != Said()}


def folded_label(label: str) -> str:
    """A stage's name without case and doubled spaces."""
    return " ".join(label.split()).casefold()
