"""One column of a table as data: its name, kind, meaning and choices; see `sentia.book.schema`."""

from dataclasses import dataclass

DTYPES = {
    "id": "str",
    "text": "str",
    "date": "datetime64[us]",
    "moment": "datetime64[us]",
    "number": "float64",
    "money": "float64",
    "minutes": "float64",
    "days": "float64",
    "rate": "float64",
    "flag": "boolean",
}


_LABELS = {"next_step_on": "Next step date", "every_days": "In touch every (days)"}


@dataclass(frozen=True)
class Column:
    """One column of a table: its name, its kind, what it means, and the only words it may hold, if few."""

    name: str
    kind: str
    meaning: str
    choices: tuple[str, ...] = ()

    @property
    def dtype(self) -> str:
        """The pandas dtype that holds this kind."""
        return DTYPES[self.kind]

    @property
    def label(self) -> str:
        """The column's name as a rep reads it: "expected_close_on" is "Expected close"."""
        if self.name in _LABELS:
            return _LABELS[self.name]
        return self.name.removesuffix("_on").removesuffix("_at").removesuffix("_id").replace("_", " ").capitalize()


def columns_of(*lines: str) -> tuple[Column, ...]:
    """Columns from lines such as "status text open|won|lost: how it stands": name, kind, choices, meaning."""
    columns = []
    for line in lines:
        head, meaning = line.split(": ", 1)
        name, kind, *choices = head.split(" ", 2)
        columns.append(Column(name, kind, meaning, tuple(choices[0].split("|")) if choices else ()))
    return tuple(columns)
