"""The rep's earlier answers, read from the files, and the sheets as they are understood with them."""

from collections.abc import Mapping, Sequence

from sentia.book.currencies import RATE, is_no_rate
from sentia.book.stage_answers import STAGE, is_no_answer
from sentia.errors import BadQuestion
from sentia.workbook.added.companions import Together
from sentia.workbook.files.cells import Sheet
from sentia.workbook.meaning.column_corrections import COLUMN, SHAPE, column_question
from sentia.workbook.meaning.corrections import HEADER, question_of
from sentia.workbook.recognition import Recognised, recognise

_WANTED_RATE = "a number such as 1.08; the rate is asked for again"
_WANTED_STAGE = "what a stage means, such as: won, or: quote, them; the stage is taken as it was found"
_ABOUT_SHEETS = (HEADER, COLUMN, SHAPE)
_WANTED = "an answer that fits this file as it is now; the sheet is read as it was found"


def recognised_as_answered(
    sheets: Sequence[Sheet], together: Together, given: Mapping[str, str]
) -> tuple[dict[str, str], Recognised, tuple[dict, ...]]:
    """All answers, the sheets as understood with them, and a fault for each earlier answer that no longer fits.

    Answers given now count more than those in the files, and one of them that fits nothing is still refused.
    """
    earlier = {q: answer for each in together.brought for q, answer in each.about.answers.items()}
    gone = [q for q, said in earlier.items() if q not in given and _is_gone(q, said, sheets)]
    answers = {q: answer for q, answer in earlier.items() if q not in gone} | dict(given)
    try:
        return answers, recognise(sheets, answers), _faults(gone, earlier)
    except BadQuestion:
        places = [q for q in earlier if q.startswith(_ABOUT_SHEETS) and q not in given]
        if not places:
            raise
        answers = {q: answer for q, answer in earlier.items() if q not in places} | dict(given)
        return answers, recognise(sheets, answers), _faults(places, earlier)


def _is_gone(question: str, answer: str, sheets: Sequence[Sheet]) -> bool:
    """Whether a question is about a sheet that these files do not have, or its answer says nothing."""
    if is_no_rate(question, answer) or is_no_answer(question, answer):
        return True
    if question.startswith(COLUMN):
        return not any(question.startswith(column_question(sheet.file, sheet.name, "")) for sheet in sheets)
    return question.startswith(HEADER) and question not in {question_of(s.file, s.name) for s in sheets}


def _faults(questions: Sequence[str], answers: Mapping[str, str]) -> tuple[dict, ...]:
    return tuple(_fault(question, answers[question]) for question in questions)


def _fault(question: str, answer: str) -> dict:
    if question.startswith(RATE):
        place, wanted = {"file": "", "sheet": "", "row": 0, "column": question.removeprefix(RATE)}, _WANTED_RATE
    elif question.startswith(STAGE):
        place, wanted = {"file": "", "sheet": "", "row": 0, "column": question.removeprefix(STAGE)}, _WANTED_STAGE
    else:
        file, _, sheet = question.partition(":")[2].partition("|")
        place, wanted = {"file": file, "sheet": sheet, "row": 0, "column": ""}, _WANTED
    return place | {"found": answer, "wanted": wanted}
