"""Fits how much each sign counts for the meaning of a column: `python -m docs.fit_headers`, from the root.

It learns from the invented tables in `docs/labelled_tables.json`, from the known spellings as headers without
values and, where the environment variable SENTIA_LABELLED_TABLES names a file in the same form, from the tables in
it. The weights go to `sentia/vocabulary/headers/weights.npz`; with `--check` none are written, and what five folds
of tables say that were not learned from is printed. Needs numpy and scipy only; it takes a few minutes.
"""

import collections
import csv
import io
import json
import os
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from sentia.book import schema
from sentia.vocabulary.headers import WEIGHTS
from sentia.workbook.meaning.choosing import evidence_of, named_after
from sentia.workbook.meaning.columns import Columns
from sentia.workbook.meaning.evidence import SHARED, Evidence, vectors
from sentia.workbook.meaning.headers import Header
from sentia.workbook.meaning.known_spellings import spelled_uses
from sentia.workbook.meaning.roles import NONE, allowed, kinds, roles, subject_of
from sentia.workbook.meaning.score import (
    SIGNS,
    Reading,
    Weights,
    assigned,
    beside_none,
    kind_odds,
    kind_vectors,
    weight_names,
    weights,
)
from sentia.workbook.meaning.sheet_kinds import KINDS
from sentia.workbook.meaning.spellings import data, languages
from sentia.workbook.reading import read_sheets

LABELLED = Path(__file__).with_name("labelled_tables.json")
FOLDS, ROUNDS, MORE_ROUNDS = 5, 60, 30
# How strongly weights are held to what is believed.
OWN_L2, SHARED_L2, KIND_L2, KIND_SHARED_L2 = 0.25, 0.02, 0.5, 0.05
SPELLED = 0.12  # how much a known spelling without values counts beside a labelled column
LEFT = 4.0  # ... and one of a column to leave alone, of which few are known
# What is believed before any table is seen.
SHARED_PRIOR = {"spelled": 6.0, "spelled elsewhere": -4.0, "spelled to leave": -5.0, "spelled sure": 3.0}
SHARED_PRIOR |= {"spelled other, never": 0.0}
SPELLED_L2 = 40.0  # a known spelling is believed whatever the few tables say
KIND_PRIOR = np.array(
    [1, 1, 1, 2, -1, 1, 1, 1, 1, 1, 0, 2, 4, 4, 2, 1, 2, 4, 2, -1, 4, 1, 1, -1, 1, 8], dtype=float
)
_LINKS = {"accounts": "account_id", "contacts": "contact_id", "opportunities": "opportunity_id"}
_IDENTITY = ("account_id", "contact_id", "opportunity_id", "name", "first_name", "last_name", "email")
_SAYS_NOTHING = 3  # of a header of which no word is known
# Fields that the tables of others were labelled without: a column left alone there may as well be one of them.
_LATER = {
    *("contacts.birthday_on", "contacts.role", "orders.due_on", "orders.paid_on", "accounts.contract_ends_on"),
    *("accounts.notice_on", "accounts.is_key", "opportunities.type", "opportunities.partner"),
}
_OTHERS = {NONE, "staff", "products", "calendar", "cases"}  # what a table may be that is none of sales


@dataclass(eq=False)
class Table:
    """A labelled table: its kinds, its evidence with its name and without, and what each column may be read as."""

    id: str
    kinds: tuple[str, ...]
    named: Evidence
    called: str
    truths: list[set | None]
    weight: float = 1.0
    language: str = "en"
    is_judged: bool = True
    rows: list = field(default_factory=list)
    numbers: dict = field(default_factory=dict)

    def seen(self, nameless: bool) -> tuple[Evidence, str]:
        """The evidence, and what the name speaks of; both without a name if wanted."""
        return (
            (replace(self.named, name="Sheet1", file="Sheet1.csv"), "") if nameless else (self.named, self.called)
        )

    def reading(self, kind: str, weighed: Weights) -> Reading:
        """The table read as one kind; its numbers are made once, since every fold weighs them again."""
        if kind not in self.numbers:
            own, shared = vectors(self.named, kind, subject_of(kind))
            self.numbers[kind] = csr_matrix(own), csr_matrix(shared.reshape(-1, shared.shape[2]))
        own, shared = self.numbers[kind]
        scores = own @ weighed.own + (shared @ weighed.shared).reshape(own.shape[0], -1)
        return assigned(self.named, kind, beside_none(kind, scores))

    def readings(self, weighed: Weights) -> dict[str, Reading]:
        """The table read as every kind."""
        return {kind: self.reading(kind, weighed) for kind in kinds() if kind != NONE}


def evidence(file: str, name: str, header: list[str], rows: list[list[str]]) -> Evidence:
    """The evidence of a table as the reader has it."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    sheet = read_sheets(file, text.getvalue().encode(), trusted=True)[0]
    columns = Columns(replace(sheet, name=name), Header(0, tuple(h.strip() for h in header[: sheet.n_columns])))
    return evidence_of(columns, file, {kind.subject: spelled_uses(kind, columns) for kind in KINDS})


def load(path: str | Path, weight: float, judged: bool) -> list[Table]:
    """The labelled tables of a file."""
    tables = []
    for one in json.loads(Path(path).read_text("utf-8")):
        name = one.get("name", Path(one["file"]).stem)
        seen = evidence(one["file"], name, one["header"], one["rows"])
        said = {header.strip(): truth for header, truth in one["truth"].items()}
        truths = [_set(said[h]) if h and h in said else None for h in seen.headers]
        truths = [_LATER | {None} if judged and truth == {None} else truth for truth in truths]
        named = named_after(name, one["file"])
        tables.append(
            Table(one["id"], _kinds(one), seen, named, truths, weight, one.get("language", "en"), judged)
        )
    return tables


def _set(truth: object) -> set:
    return set(truth) if isinstance(truth, list) else {truth}


def _kinds(one: dict) -> tuple[str, ...]:
    """What the rows of a table may be read as."""
    if "kind" in one:
        return tuple(one["kind"].split("|"))
    rows = one["one_row_is"]
    if not rows:
        return tuple(sorted(_OTHERS))
    if "opportunities" in rows and "contacts" in rows:
        return ("leads", *(kind for kind in rows[:1] if kind != "opportunities"))
    leads = ("leads",) if rows == ["opportunities"] and "lead" in one["file"].casefold() else ()
    return (*rows, *leads)


def fields_of(place: int, kind: str) -> set[str]:
    """What a column is said to be that has this role on a table of this kind."""
    subject, name = roles()[place].on[kind]
    own, slot = subject_of(kind), {f"{subject}.{name}"}
    if (subject, name) == ("activities", "is_done"):
        return slot | {"activities.done_at"}  # whether it is done is shown as when
    if subject == "touches":
        return slot | {f"activities.{name if name in ('kind', 'due_on') else 'done_at'}"}
    if subject == "owners":
        return slot | {f"{own if own in schema.TABLES and 'owner' in schema.fields(own) else 'accounts'}.owner"}
    shown = {"first_name": "name", "last_name": "name"}.get(name, name)
    shown = "status" if own == "opportunities" and name in ("is_won", "is_lost", "is_closed") else shown
    found = {f"{subject}.{shown}"}
    if subject != own and subject in _LINKS and name in _IDENTITY:
        found |= {f"{'orders' if own == 'lines' else own}.{_LINKS[subject]}"}
    return found | ({f"{subject}.{name}"} if shown != name else set())


def accepted(truths: set, kind: str) -> np.ndarray:
    """Which roles agree with the truth on a table of this kind; leaving alone where none can."""
    found = np.array(
        [place == 0 and None in truths for place in range(1)]
        + [
            kind in role.on and bool(fields_of(place, kind) & truths)
            for place, role in enumerate(roles())
            if place
        ],
        dtype=float,
    )
    if not found.any():
        found[0] = 1
    return found


_SPELLED_AT = [place for place, name in enumerate(SHARED) if name.startswith("spelled")]


def labelled_rows(table: Table) -> list:
    """A table's columns as training rows, once for each kind it may be; also as if no spelling were known."""
    if table.rows or set(table.kinds) & {NONE}:
        return table.rows
    for kind in table.kinds:
        for nameless in (False, True):
            seen, _ = table.seen(nameless)
            own, shared = vectors(seen, kind, subject_of(kind))
            for column, truths in enumerate(table.truths):
                if truths is None:
                    continue
                agreed = accepted(truths, kind)
                weight = table.weight * min(1, 25 / len(seen.headers)) / len(table.kinds) / 2
                if shared[column][:, _SPELLED_AT].any():
                    unknown, plain = shared[column].copy(), own[column].copy()
                    unknown[:, _SPELLED_AT] = 0
                    table.rows.append((plain, unknown, kind, agreed, weight / 2))
                    weight /= 2
                table.rows.append((own[column], shared[column], kind, agreed, weight))
    return table.rows


def spelled_rows() -> list:
    """The known spellings as headers without values, as if they were not known."""
    rows, seen = [], set()
    for said in [data(), *languages().values()]:
        for subject, listed in said["fields"].items():
            for name, spelled in listed.items():
                texts = (
                    spelled if isinstance(spelled, list) else [one for many in spelled.values() for one in many]
                )
                for text in texts:
                    rows += _spelled_row(subject, name, text, seen)
    return rows


def _spelled_row(subject: str, name: str, text: str, seen: set) -> list:
    homes = ["opportunities", "contacts", "accounts"] if subject in ("left", "touches", "owners") else [subject]
    rows = []
    for kind in (kind for kind in homes if kind in kinds()):
        own, shared = vectors(Evidence((text,), ({},)), kind, subject_of(kind))
        slots = [place for place, role in enumerate(roles()) if role.on.get(kind) == (subject, name)]
        agreed = np.zeros(len(roles()))
        agreed[slots or [0]] = 1
        if subject in ("touches", "owners") and not slots:
            continue
        key = (own.tobytes(), tuple(np.flatnonzero(agreed)))
        if key not in seen and own[0].sum() > _SAYS_NOTHING:
            seen.add(key)
            rows.append((own[0], shared[0], kind, agreed, SPELLED * (LEFT if subject == "left" else 1)))
    return rows


def softmax_fit(
    x: np.ndarray,
    s: np.ndarray,
    mask: np.ndarray,
    agreed: np.ndarray,
    weight: np.ndarray,
    own_l2: float,
    shared_l2: np.ndarray | float,
    prior: np.ndarray,
    start: np.ndarray | None = None,
    rounds: int = ROUNDS,
) -> tuple[np.ndarray, np.ndarray]:
    """Marginal conditional logit: minimise -sum weight log P(agreed), scores = x @ own + s @ shared."""
    count, width = x.shape
    x = csr_matrix(x)
    across = x.T.tocsr()
    options, signs = mask.shape[1], s.shape[2]
    flat = csr_matrix(s.reshape(count * options, signs))
    back = flat.T.tocsr()

    def loss(params: np.ndarray) -> tuple[float, np.ndarray]:
        own, shared = params[: width * options].reshape(width, options), params[width * options :]
        scores = np.where(mask, x @ own + (flat @ shared).reshape(count, options), -1e9)
        scores -= scores.max(1, keepdims=True)
        raised = np.exp(scores)
        soft = raised / raised.sum(1, keepdims=True)
        good = (soft * agreed).sum(1) + 1e-12
        slope = (soft - soft * agreed / good[:, None]) * weight[:, None]
        value = (
            -(weight * np.log(good)).sum() + own_l2 * (own**2).sum() + (shared_l2 * (shared - prior) ** 2).sum()
        )
        return value, np.concatenate(
            [(across @ slope + 2 * own_l2 * own).ravel(), back @ slope.ravel() + 2 * shared_l2 * (shared - prior)]
        )

    start = np.concatenate([np.zeros(width * options), prior]) if start is None else start
    done = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    return done.x[: width * options].reshape(width, options), done.x[width * options :]


def _stacked(rows: list) -> tuple[np.ndarray, ...]:
    x, s, kind, agreed, weight = zip(*rows, strict=True)
    return np.array(x), np.array(s), np.array([allowed(k) for k in kind]), np.array(agreed), np.array(weight)


def fit(tables: list[Table], spelled: list, start: Weights | None = None, rounds: int = ROUNDS) -> Weights:
    """The weights learned from these tables and spellings, beginning from others where there are."""
    prior = np.array([SHARED_PRIOR.get(name, 0.0) for name in SHARED])
    rows = [row for table in tables for row in labelled_rows(table)] + spelled
    first = None if start is None else np.concatenate([start.own.ravel(), start.shared])
    held = np.array([SPELLED_L2 if name in SHARED_PRIOR else SHARED_L2 for name in SHARED])
    own, shared = softmax_fit(*_stacked(rows), OWN_L2, held, prior, first, rounds)
    weighed = Weights(own, shared)
    itself, signs, agreed, weight = [], [], [], []
    for table in tables:
        readings = table.readings(weighed)
        for nameless in (False, True):
            seen, called = table.seen(nameless)
            one, shared_signs = kind_vectors(seen, readings, called)
            itself.append(one)
            signs.append(shared_signs)
            agreed.append([float(kind in table.kinds) for kind in kinds()])
            weight.append(table.weight / 2)
    mask = np.ones((len(agreed), len(kinds())), bool)
    kind_own, kind_shared = softmax_fit(
        np.array(itself),
        np.array(signs),
        mask,
        np.array(agreed),
        np.array(weight),
        KIND_L2,
        KIND_SHARED_L2,
        KIND_PRIOR,
    )
    return Weights(own, shared, kind_own, kind_shared)


def judge(table: Table, weighed: Weights, nameless: bool, total: collections.Counter, misses: list) -> None:
    """Adds to `total` how a table is read, and to `misses` what is read wrongly."""
    seen, called = table.seen(nameless)
    readings = table.readings(weighed)
    scores = kind_odds(*kind_vectors(seen, readings, called), weighed)
    kind = kinds()[int(np.argmax(scores))]
    is_right = kind in table.kinds or (kind == "leads" and "opportunities" in table.kinds)
    is_right |= kind == "opportunities" and "leads" in table.kinds
    total.update(tables=1, kind=is_right)
    if not is_right:
        misses.append(("kind", table.id, table.named.file, f"{kind} wanted {'/'.join(table.kinds)}"))
    places = readings[kind].roles if kind != NONE else [0] * len(seen.headers)
    for header, place, truths in zip(seen.headers, places, table.truths, strict=True):
        if truths is None:
            continue
        got = fields_of(place, kind) if place and (table.kinds == (kind,) or kind not in _OTHERS) else set()
        group = (
            "null"
            if truths <= _LATER | {None} and None in truths
            else "doubtful"
            if None in truths
            else "labelled"
        )
        good = bool(got & truths) or (not got and None in truths)
        group = group if group != "labelled" or table.language == "en" else "other"
        total.update([group, f"{group} {'good' if good else 'misread' if got else 'unread'}"])
        if not good:
            misses.append(
                (
                    next((t for t in sorted(map(str, truths)) if t != "None"), "null"),
                    table.id,
                    header,
                    f"{kind}: {sorted(got)}",
                )
            )


def _say(*parts: object) -> None:
    sys.stdout.write(" ".join(map(str, parts)) + "\n")


def line(total: collections.Counter) -> str:
    """The figures in one line."""

    def share(part: str, whole: str) -> str:
        return f"{total[part]}/{total[whole]} {100 * total[part] / max(total[whole], 1):.1f}%"

    misread = total["labelled misread"] + total["other misread"]
    return (
        f"read {share('labelled good', 'labelled')}, other languages {share('other good', 'other')}, misread "
        f"{misread}, null taken {share('null misread', 'null')}, doubtful misread "
        f"{share('doubtful misread', 'doubtful')}, kind {share('kind', 'tables')}"
    )


def cross_validate(tables: list[Table], spelled: list, verbose: bool) -> None:
    """Five folds of neighbouring tables, each judged by what was learned from the others.

    All begin from the weights of the invented tables alone, which no fold holds.
    """
    judged = [table for table in tables if table.is_judged]
    others = [table for table in tables if not table.is_judged]
    invented = fit(others, spelled)
    totals, misses = (collections.Counter(), collections.Counter()), ([], [])
    for fold in range(FOLDS):
        apart = [table for place, table in enumerate(judged) if place * FOLDS // len(judged) == fold]
        learned = [*(t for t in judged if t not in apart), *others]
        weighed = fit(learned, spelled, invented, MORE_ROUNDS)
        for table in apart:
            for nameless in (False, True):
                judge(table, weighed, nameless, totals[nameless], misses[nameless])
    _say("five folds, with names:   ", line(totals[0]))
    _say("five folds, without names:", line(totals[1]))
    if verbose:
        __say(misses[0])


def __say(misses: list) -> None:
    by = collections.defaultdict(list)
    for name, table, header, got in misses:
        by[name].append(f"{table} '{header}' {got}")
    for name, listed in sorted(by.items(), key=lambda pair: -len(pair[1])):
        _say(f"\n{len(listed)} {name}: " + "; ".join(listed))


def _before() -> Weights | None:
    """The weights as they are, to begin from; None where there are none."""
    if not WEIGHTS.exists() or "--anew" in sys.argv:
        return None
    return weights()


def main() -> None:
    """Fit on everything and write the weights, or check by folds."""
    given = os.environ.get("SENTIA_LABELLED_TABLES")
    tables = load(LABELLED, 0.5, False) + (load(given, 1.0, True) if given else [])
    spelled = spelled_rows()
    if "--check" in sys.argv:
        cross_validate(tables, spelled, "-v" in sys.argv)
        return
    whole = fit(tables, spelled, _before())
    total, misses = collections.Counter(), []
    for table in tables:
        judge(table, whole, False, total, misses)
    _say(len(tables), "tables; learned from:", line(total))
    if "-v" in sys.argv:
        __say(misses)
    _say(dict(zip(SHARED, whole.shared.round(1).tolist(), strict=True)))
    _say(dict(zip(SIGNS, whole.kind_shared.round(1).tolist(), strict=True)))
    np.savez_compressed(
        WEIGHTS,
        own=whole.own.astype(np.float32),
        shared=whole.shared,
        kind_own=whole.kind_own.astype(np.float32),
        kind_shared=whole.kind_shared,
        **{name: np.array(names) for name, names in weight_names().items()},
    )


if __name__ == "__main__":
    main()
