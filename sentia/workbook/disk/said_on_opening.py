"""What is said when a workbook on disk is opened: what came back, and what could not."""

from pathlib import Path


def said_of_return(count: int) -> tuple[str, ...]:
    """That unsaved changes of an earlier tab are back."""
    return (f"{_changes(count)} that {_were(count)} not saved yet {_are(count)} back.",) if count else ()


def said_of_anothers(path: Path, is_nobodys: bool) -> tuple[str, ...]:
    """That a folder with an older name belongs to no file that is here."""
    if not is_nobodys:
        return ()
    return (f"{path.stem}.sentia beside {path.name} is of another file; it stays as it is.",)


def said_of_unknown(count: int, name: str) -> str:
    """That the journal has changes of what the workbook does not have, and where it is kept."""
    return (
        f"{_changes(count)} in the journal {_are(count)} of records or fields that {name} has no more; "
        f"the journal is kept aside in {name}.sentia."
    )


def said_of_left(count: int, name: str) -> str:
    """That unsaved changes could not be put over the changed workbook, and where they are kept."""
    return (
        f"{_changes(count)} that {_were(count)} not saved could not be put over {name}, which was "
        f"changed outside Sentia; the journal is kept aside in {name}.sentia."
    )


def said_of_carrying(name: str, steps: int, left: int) -> tuple[str, ...]:
    """That unsaved changes were put over the changed workbook, and what they met there."""
    if not steps:
        return ()
    were = f"{_changes(steps)} that {_were(steps)} not saved yet {_are(steps)}"
    first = f"{name} was changed outside Sentia; your {were} put over it."
    listed = f"{left:,} of the values met another one there, which counts; they are listed below."
    return (first, listed) if left else (first,)


def _changes(count: int) -> str:
    return "1 change" if count == 1 else f"{count:,} changes"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
