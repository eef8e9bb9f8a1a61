"""The command line: `python -m sentia day|gaps|score|check|template|open`; what fails is one line on stderr."""

import argparse
import contextlib
import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from sentia.book.as_of import planning_day, why_this_day
from sentia.book.book import Book
from sentia.day.calendar_file import day_calendar, touches_calendar
from sentia.day.day import day_of, plan_day
from sentia.day.desk import Desk
from sentia.day.report import day_report, gaps_report, score_report
from sentia.day.scoring import scores_of
from sentia.errors import LOG, BadPlaybook, BadQuestion, CannotWrite, SentiaError, foreseen
from sentia.follow_up.catch_up import catch_up
from sentia.follow_up.coverage import coverage_counts, coverage_of
from sentia.follow_up.lines import Standing, follow_up_lines
from sentia.follow_up.listing import gaps_listing
from sentia.follow_up.missing import facts_on, follow_up_gaps, gaps_of, what_cannot_be_known
from sentia.playbook import playbook_from
from sentia.usual import retired_in
from sentia.work.running import running_on
from sentia.workbook.disk.place import read
from sentia.workbook.from_files import check, read_book
from sentia.workbook.patch.saving import save
from sentia.workbook.template import TEMPLATE_NAME, template_workbook
from sentia.workbook.writing import write_workbook

UNUSABLE = 2
APP = Path(__file__).parents[1] / "app.py"
SHARED = "--anyone-on-the-network-may-edit"


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit code is 0, or 2 with one line on stderr for a file or call that cannot be used."""
    options = _parser().parse_args(arguments)
    LOG.addHandler(logging.NullHandler())  # a trace is for the log of whoever has one; here it is one line
    try:
        with foreseen("doing this"):
            options.run(options)
    except SentiaError as error:
        sys.stderr.write(" ".join(str(error).split()) + "\n")
        return UNUSABLE
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sentia", description="Price a salesperson's next hour from a spreadsheet.")
    commands = parser.add_subparsers(required=True, metavar="day|gaps|score|check|template|open")
    _add_template(commands)
    _add_open(commands)
    for name, run, words in (
        ("day", _day, "a priced and scheduled day"),
        ("gaps", _gaps, "every follow-up that is missing, the longest due first"),
        ("score", _score, "the win chance of every open opportunity"),
        ("check", _check, "how the files are understood, and what is wrong in them"),
    ):
        command = commands.add_parser(name, help=words, description=words)
        command.add_argument("book", nargs="+", help="xlsx, xlsm or csv, one or several")
        command.add_argument(
            "--json",
            metavar="FILE",
            default=None if name == "gaps" else "-",
            help="where to write the JSON; - is stdout",
        )
        command.add_argument(
            "--answer", metavar="QUESTION=ANSWER", action="append", help="an answer to a question, by its id"
        )
        command.set_defaults(run=run)
        if name != "check":
            _add_day_options(command, name)
    return parser


def _add_template(commands: Any) -> None:
    words = "an empty workbook to fill in, with notes, lists and an example in each sheet"
    command = commands.add_parser("template", help=words, description=words)
    command.add_argument("file", nargs="?", default=TEMPLATE_NAME, help=f"where to write it; {TEMPLATE_NAME!r}")
    command.set_defaults(run=_template)


def _add_open(commands: Any) -> None:
    words = "the app with a workbook on your disk, in your browser, for the person at this machine alone"
    command = commands.add_parser("open", help=words, description=words)
    command.add_argument("book", help="the workbook; a save goes to it")
    command.add_argument("--port", type=int, help="where the app listens; 8501, or the next one that is free")
    command.add_argument(
        "--no-browser", action="store_true", help="say the address instead of opening the browser"
    )
    command.add_argument(
        SHARED, action="store_true", help="let everybody who reaches this machine see the workbook and change it"
    )
    command.set_defaults(run=_open)


def _add_day_options(command: argparse.ArgumentParser, name: str) -> None:
    command.add_argument("--on", metavar="DATE", help="the day, such as 2026-11-23")
    command.add_argument("--playbook", metavar="FILE", help="a JSON file with numbers of the playbook")
    if name != "score":
        command.add_argument("--owner", metavar="NAME", help="whose; without it all are one desk")
        command.add_argument("--xlsx", metavar="FILE", help="also write the workbook, with the result in it")
        command.add_argument("--source", metavar="NAME", help="of several books, the one to write with --xlsx")
        command.add_argument("--ics", metavar="FILE", help="also write it for a calendar")
    if name == "day":
        command.add_argument("--hours", type=float, metavar="H", help="at most so many hours of planned work")


def _day(options: argparse.Namespace) -> None:
    book = _opened(options)
    on, notes = _on(book, options)
    day = plan_day(book, on, None, options.owner, options.hours)
    if options.xlsx:
        gaps = follow_up_gaps(book, on, owner=options.owner)
        write_workbook(book, options.xlsx, options.source, day, gaps)
    if options.ics:
        save(Path(options.ics), day_calendar(day.actions, on))
    report = day_report(day) | {"questions": list(book.understanding.questions)}
    report["notes"] += notes
    _write(report, options.json)


def _gaps(options: argparse.Namespace) -> None:
    book = _opened(options)
    on, notes = _on(book, options)
    running = facts_on(book, on, None, options.owner).once(running_on)
    gaps = gaps_of(running)
    if options.xlsx:
        write_workbook(book, options.xlsx, options.source, gaps=gaps)
    if options.ics or options.json:
        records = coverage_of(running, plan_day(book, on, None, options.owner).actions)
    if options.ics:
        standing = Standing(on, gaps, records, catch_up(records, on, book.playbook))
        save(Path(options.ics), touches_calendar(follow_up_lines(standing), on))
    notes = [*what_cannot_be_known(book), *notes]
    if options.json:
        report = gaps_report(gaps, on, notes, coverage_counts(records))
        _write(report | {"questions": list(book.understanding.questions)}, options.json)
    else:
        sys.stdout.write(gaps_listing(gaps, on, notes))


def _score(options: argparse.Namespace) -> None:
    book = _opened(options)
    on, _ = _on(book, options)
    desk = Desk(book, on, book.playbook)
    _write(score_report(scores_of(desk), desk.winning.learned_from, [desk.winning.words]), options.json)


def _check(options: argparse.Namespace) -> None:
    _write(check(read_book(options.book, _answers(options))), options.json)


def _answers(options: argparse.Namespace) -> dict[str, str]:
    """What was answered on the command line, by the questions' ids."""
    pairs = [text.rpartition("=") for text in options.answer or ()]
    if not all(question for question, _, _ in pairs):
        raise BadQuestion("An answer names its question first, such as --answer rate:EUR/USD=1.08.")
    return {question: answer for question, _, answer in pairs}


def _template(options: argparse.Namespace) -> None:
    try:
        with Path(options.file).open("xb") as file:
            file.write(template_workbook())
    except FileExistsError:
        raise CannotWrite(f"{options.file} is already there; name another file, or move it first.") from None
    except OSError as error:
        raise CannotWrite(f"{options.file} cannot be written: {error.strerror}; name another place.") from None
    sys.stdout.write(f"{options.file}\n")


def _open(options: argparse.Namespace) -> None:
    """Start the app with a workbook of this machine's; it ends when the app does."""
    path = Path(options.book).absolute()
    read(path)  # a file that is not there is one line, not an app without a book
    is_shared = getattr(options, SHARED.strip("-").replace("-", "_"))
    given = ["--server.headless", str(options.no_browser).lower(), "--logger.hideWelcomeMessage"]
    given += [
        "true" if is_shared or not options.no_browser else "false",
        *([] if is_shared else ["--server.address", "127.0.0.1"]),
    ]
    given += ["--server.port", str(options.port)] if options.port else []
    shared = [SHARED] if is_shared else []
    command = [sys.executable, "-m", "streamlit", "run", str(APP), *given, "--", str(path), *shared]
    os.chdir(APP.parent)
    if os.name != "nt":
        os.execv(sys.executable, command)
    with contextlib.suppress(KeyboardInterrupt):
        subprocess.run(command, check=False)


def _on(book: Book, options: argparse.Namespace) -> tuple[pd.Timestamp, list[str]]:
    """The day asked for, else the default, with a note where that is not today, and of each retired number."""
    gone = retired_in(_numbers(options.playbook)) if options.playbook else []
    notes = [f"The playbook no longer has a number called {name}: it changes nothing." for name in gone]
    if options.on:
        return day_of(options.on), notes
    today = pd.Timestamp.now().normalize()
    on = planning_day(book, today)
    why = why_this_day(book, on, today)
    return on, [*notes, why] if why else notes


def _opened(options: argparse.Namespace) -> Book:
    """The book, with the numbers of the playbook that was named instead of those it brings itself."""
    book = read_book(options.book, _answers(options))
    return book.with_playbook(playbook_from(_numbers(options.playbook))) if options.playbook else book


def _numbers(file: str) -> dict[str, Any]:
    try:
        return dict(json.loads(Path(file).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise BadPlaybook(f"{file} is not a JSON file with numbers of the playbook.") from None


def _write(report: dict[str, Any], target: str) -> None:
    text = json.dumps(report, allow_nan=False, ensure_ascii=False, indent=1)
    if target == "-":
        sys.stdout.write(text + "\n")
        return
    try:
        Path(target).write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise CannotWrite(f"{target} cannot be written: {error.strerror}; name another place.") from None


if __name__ == "__main__":
    sys.exit(main())
