"""Whether 03/04 is in March or in April: decided for a whole file, and asked once where nothing decides."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sentia.workbook.meaning.sheet_reader import SheetReader
from sentia.workbook.values import DAY_FIRST, MONTH_FIRST, Read


def settle_dates(file: str, readers: Sequence[SheetReader], answers: Mapping[str, str]) -> dict | None:
    """Read the file's open date columns as its other date columns are, or as answered; the question, if any.

    Parameters
    ----------
    file : str
        The file's name.
    readers : sequence of SheetReader
        Its sheets; those with open columns are told the order.
    answers : mapping of str to str
        What the rep answered, by the question's id.

    Returns
    -------
    dict or None
        The one question of this file in the shape of the `check` call, as long as only an answer or the
        likeliest reading decides.
    """
    reads = [(reader, use, reader.read(use)) for reader in readers for use in reader.days()]
    open_reads = [(reader, use, read) for reader, use, read in reads if read.question is not None]
    if not open_reads:
        return None
    decided = Counter(order for *_, read in reads if (order := _decided(read)))
    question = None
    if decided:
        order = decided.most_common(1)[0][0]
    else:
        question = _question(file, open_reads, answers)
        order = question["chosen"]
    for reader in readers:
        reader.settle_order(order)
    return question


def _decided(read: Read) -> str | None:
    """The order that the column itself shows."""
    heads = [note.split(",")[0] for note in read.notes]
    return next((order for order in (DAY_FIRST, MONTH_FIRST) if order in heads), None)


def _question(file: str, open_reads: list, answers: Mapping[str, str]) -> dict:
    _, use, read = open_reads[0]
    found = read.question
    identity, options = f"dates:{file}", list(found["readings"])
    said = " or ".join(found["readings"].values())
    taken = Counter(r.question["taken"] for *_, r in open_reads).most_common(1)[0][0]
    answer = answers.get(identity)
    return {
        "id": identity,
        "question": f"{file}: is {found['found']} in column '{use.header}' {said}?",
        "options": options,
        "chosen": answer if answer in options else taken,
    }
