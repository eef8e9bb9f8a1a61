"""The stages of a book as one table: what each means, where it stands, whose turn it is, and why.

By, in this order: the rep's correction; the words of the stage; what its deals show (outcomes stated beside it,
win chances of 100%, reasons why they were lost); and for its place what `stage_order` says.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from sentia.book.stage_answers import Said, folded_label, question_of, said_of_stages
from sentia.book.stage_defaults import vendor_of_stages, vendor_place, whose
from sentia.book.stage_facts import Move, StageFacts, label, labels_of, moves_by_label, pipelines_of
from sentia.book.stage_order import add_order, in_words, with_places
from sentia.book.stages import kind_and_words, plain, status_of, status_of_kind
from sentia.book.turns import OURS, turn_and_words

COLUMNS = {
    **{"stage": "str", "pipeline": "str", "deals": "int64", "status": "str", "kind": "str", "place": "int64"},
    **{"turn": "str", "usual_days": "float64", "why": "str", "turn_why": "str", "is_corrected": "bool"},
    "is_unsettled": "bool",
}
_FEW, _NEARLY_ALL = 3, 0.9  # deals that make a history, and the share of them that has to agree
_SURE = 0.995  # a win chance that is written as 100%
_BARE_CLOSED = frozenset(
    "closed geschlossen ferme cerrado cerrada chiuso chiusa fechado fechada gesloten uzavreno uzavreny "
    "zamkniete zamknieta".split()
)
_UNSETTLED = "all its deals have a closing date, but nothing says won or lost"
_SILENT = "its words say nothing"
OF_NO_STAGE = (("kind", "unknown"), ("turn", "us"))
_NEARLY = {"won": "verbal", "lost": "unknown"}  # what a stage says of a deal that is open all the same
_LISTED = "so the sheet of stages says"


def stage_table(
    deals: pd.DataFrame, base: pd.DataFrame, facts: StageFacts, answers: Mapping[str, str]
) -> pd.DataFrame:
    """One row a stage of the deals, of each pipeline where the files have several, in order.

    Parameters
    ----------
    deals, base : DataFrame
        The opportunities as they stand, which are counted, and as the files have them, which are the history.
    facts : StageFacts
        What the files say of them beside the schema's columns.
    answers : mapping of str to str
        The rep's, by id; those of stages correct the table (see `stage_answers`).

    Returns
    -------
    DataFrame
        `COLUMNS`, indexed by what the stage is called ("Proposal", or "Proposal (New business)" where there are
        several pipelines). `kind` is one of `stages.KINDS` and `status` what follows from it; `turn` one of
        `turns.TURNS`; `usual_days` how long deals stay there (NaN where the files do not tell); `why` is a
        sentence; `is_unsettled` marks a stage whose deals all have a closing date and nothing that says more.

    Raises
    ------
    BadQuestion
        An answer about a stage that cannot be understood.

    Examples
    --------
    >>> deals = pd.DataFrame({"stage": ["Quote sent", "Lead", "Lead"], "probability": [None] * 3,
    ...                       "lost_reason": [None] * 3}, index=["a", "b", "c"], dtype="str")
    >>> table = stage_table(deals, deals, StageFacts(), {"stage:Lead": "us, 1"})
    >>> table[["deals", "kind", "turn", "place"]].to_dict("list")
    {'deals': [2, 1], 'kind': ['lead', 'quote'], 'turn': ['us', 'them'], 'place': [1, 2]}
    """
    said = said_of_stages(answers)
    found = _found(deals, base, facts)
    if found.empty:
        return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in COLUMNS.items()}, found.index)
    pipelines = found.groupby("pipeline", sort=False, dropna=False)
    named = [_of_pipeline(stages, facts, said) for _, stages in pipelines]
    return pd.concat(named)[list(COLUMNS)].astype(COLUMNS)


def stage_labels(deals: pd.DataFrame, facts: StageFacts) -> pd.Series:
    """What each deal's stage is called in the table; missing where it has none."""
    return labels_of(deals["stage"], pipelines_of(facts, deals.index))


def _found(deals: pd.DataFrame, base: pd.DataFrame, facts: StageFacts) -> pd.DataFrame:
    """One row a stage by its label: text, pipeline, how many deals it has, and what its history shows."""
    now = pd.DataFrame({"stage": deals["stage"], "pipeline": pipelines_of(facts, deals.index)})
    counted = now.assign(label=labels_of(now["stage"], now["pipeline"])).dropna(subset=["label"])
    stages = counted.drop_duplicates("label").set_index("label")[["stage", "pipeline"]]
    stages = stages.assign(deals=counted["label"].value_counts(), first_seen=range(len(stages)))
    history = _history(base, facts).reindex(stages.index)
    return stages.join(history.fillna({"total": 0}))


def _history(base: pd.DataFrame, facts: StageFacts) -> pd.DataFrame:
    """What the deals of each stage show, by its label, as shares of their number `total`."""
    known = facts.deals.reindex(base.index)
    chance = base["probability"].astype(float)
    evidence = pd.DataFrame(
        {
            "label": stage_labels(base, facts),
            "is_stated": known["stated"].notna().astype(float),
            "won": (known["stated"] == "won").astype(float),
            "lost": (known["stated"] == "lost").astype(float),
            "reasons": base["lost_reason"].notna().astype(float),
            "dated": known["is_dated"].eq(True).astype(float),
            "probability": chance,
            "sure": chance.ge(_SURE).astype(float).where(chance.notna()),
        }
    ).dropna(subset=["label"])
    by_stage = evidence.groupby("label", sort=False)
    return by_stage.mean(numeric_only=True).assign(total=by_stage.size())


def _of_pipeline(stages: pd.DataFrame, facts: StageFacts, said: Mapping[str, Said]) -> pd.DataFrame:
    """The stages of one pipeline with what each means, in order."""
    said_here = [said.get(folded_label(name), Said()) for name in stages.index]
    moves = moves_by_label(facts.moves, stages.index)
    stages = _with_kinds(stages, said_here, moves)
    listed = {name: move.place for name, move in moves.items() if move.is_listed}
    stages = stages.assign(listed=pd.Series(listed, dtype=float).reindex(stages.index))
    places = {stage: float(moves[name].place) for name, stage in zip(stages.index, stages["stage"], strict=True)
              if name in moves and name not in listed}  # fmt: skip
    usual = pd.Series({name: moves[name].usual_days for name in moves}, dtype=float).reindex(stages.index)
    ordered = add_order(stages.assign(usual_days=usual), places)
    placed = {name: one.place for name, one in zip(stages.index, said_here, strict=True) if one.place is not None}
    ordered = with_places(ordered, placed) if placed else ordered
    return _in_words(_with_turns(ordered, said))


def _with_kinds(stages: pd.DataFrame, said: list[Said], moves: Mapping[str, Move]) -> pd.DataFrame:
    """Add `kind`, `because` (why) and `is_unsettled`: as the rep said, by words, else by what the deals show."""
    vendor = vendor_of_stages(stages["stage"].tolist())
    words = [_by_words(stage, vendor) for stage in stages["stage"]]
    words = _bare_closed_as_won(stages["stage"].tolist(), words)
    listed = [moves[name].status if name in moves else "" for name in stages.index]
    words = [(of, _LISTED) if of in ("won", "lost") else by for of, by in zip(listed, words, strict=True)]
    rows = zip(stages.to_dict("records"), words, said, strict=True)
    found = [_kind_of(row, *by_words, one) for row, by_words, one in rows]
    kinds, because, unsettled = zip(*found, strict=True)
    return stages.assign(kind=kinds, because=because, is_unsettled=unsettled)


def _by_words(stage: str, vendor: str) -> tuple[str, str]:
    kind, words = kind_and_words(stage)
    if vendor and vendor_place(stage, vendor) is not None:
        return kind, f"a stage of {whose(vendor)}'s own"
    return kind, f"its words: “{words}”" if words else ""


def _bare_closed_as_won(stages: list[str], words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """ "Closed" beside "Lost", where nothing else is won, is what was won."""
    bare = [plain(stage) in _BARE_CLOSED for stage in stages]
    others = {kind for (kind, _), is_bare in zip(words, bare, strict=True) if not is_bare}
    if "lost" not in others or "won" in others:
        return words
    won = ("won", "“closed” beside a stage for what is lost")
    return [won if is_bare else one for one, is_bare in zip(words, bare, strict=True)]


def _kind_of(row: Mapping[str, Any], kind: str, because: str, said: Said) -> tuple[str, str, bool]:
    """Kind, why, and whether the stage is unsettled: its deals are closed and nothing says how."""
    if said.status in ("won", "lost"):
        return said.status, "as you said", False
    if said.kind or said.status:
        kept = kind if kind not in ("won", "lost") else "unknown"
        return said.kind or kept, "as you said", False
    if kind != "unknown":
        return kind, because, False
    shown, because = _by_history(row)
    if shown:
        return shown, because, False
    is_closed = row["total"] >= _FEW and row["dated"] >= _NEARLY_ALL and row["is_stated"] == 0
    return "unknown", _UNSETTLED if is_closed else "", is_closed


def _by_history(row: Mapping[str, Any]) -> tuple[str, str]:
    """What the deals of a stage show of its outcome, and in words; ("", "") where they show none."""
    count = int(row["total"])
    if count < _FEW:
        return "", ""
    for outcome in ("won", "lost"):
        if row[outcome] >= _NEARLY_ALL:
            return outcome, f"{_SILENT}; {row[outcome] * count:,.0f} of its {count:,} deals are {outcome}"
    if row["reasons"] >= _NEARLY_ALL:
        return "lost", f"{_SILENT}; its {count:,} deals have a reason why they were lost"
    if row["sure"] >= _NEARLY_ALL and row["dated"] >= _NEARLY_ALL:
        return "won", f"{_SILENT}; its {count:,} deals are closed with a win chance of 100%"
    return "", ""


def _with_turns(stages: pd.DataFrame, said: Mapping[str, Said]) -> pd.DataFrame:
    """Add `turn` and `turn_why`; a closed stage is nobody's turn but ours, to look after them."""
    found = [_turn_of(name, stage, said) for name, stage in zip(stages.index, stages["stage"], strict=True)]
    turns, why = zip(*found, strict=True)
    is_closed = stages["kind"].isin(["won", "lost"]) & (np.array(why) != "as you said")
    return stages.assign(
        turn=pd.Series(turns, stages.index, dtype="str").mask(is_closed, "us"),
        turn_why=pd.Series(why, stages.index, dtype="str").mask(is_closed, "it is closed"),
        is_corrected=[folded_label(name) in said for name in stages.index],
    )


def _turn_of(name: str, stage: str, said: Mapping[str, Said]) -> tuple[str, str]:
    corrected = said.get(folded_label(name), Said()).turn
    if corrected:
        return corrected, "as you said"
    turn, words = turn_and_words(stage)
    return (turn, f"“{words}”") if turn else ("us", OURS)


def _in_words(stages: pd.DataFrame) -> pd.DataFrame:
    """Add `status` and `why`, the whole reason in one sentence."""
    placed = in_words(stages["placed_by"].tolist())
    rows = zip(stages["because"], stages["kind"], placed, stages["beside"], strict=True)
    status = stages["kind"].map(status_of_kind).astype("str")
    return stages.assign(status=status, why=[_why(*row) for row in rows])


def _why(because: str, kind: str, placed: str, beside: str | float) -> str:
    if isinstance(beside, str):
        return f"{_SILENT}; taken as {kind} like “{beside}” next to it, by {placed}"
    if not because:
        where = f"; its place by {placed}" if placed and kind == "unknown" and placed != "its words" else ""
        return _SILENT + where
    return because


def status_at(
    stages: pd.DataFrame, facts: StageFacts, answers: Mapping[str, str], row_key: str, stage: str | None
) -> str:
    """`open`, `won` or `lost`: what a stage says of one deal, also one that no deal was at so far."""
    if not isinstance(stage, str):
        return "open"
    pipeline = pipelines_of(facts, pd.Index([row_key])).iloc[0] if row_key in facts.deals.index else None
    named = label(stage, pipeline) if isinstance(pipeline, str) else stage
    if named in stages.index:
        return str(stages.at[named, "status"])
    said = said_of_stages(answers).get(folded_label(named), Said())
    return said.status or status_of(stage)


def add_stage(deals: pd.DataFrame, stages: pd.DataFrame, facts: StageFacts) -> pd.DataFrame:
    """Add `stage_kind`, `stage_turn` and `stage_days` (how long deals stay there, NaN unknown) to each deal.

    Needs the deals by their row keys. A deal without a stage is of unknown kind, and our turn. One that is open
    though its stage says won is nearly won ("verbal"), though it says lost of unknown kind.
    """
    places = stages.index.get_indexer(stage_labels(deals, facts))
    kinds, turns = (np.append(stages[name].to_numpy(object), other)[places] for name, other in OF_NO_STAGE)
    kinds = np.where(deals["status"].eq("open"), [_NEARLY.get(kind, kind) for kind in kinds], kinds)
    return deals.assign(
        stage_kind=pd.Series(kinds, deals.index, dtype="str"),
        stage_turn=pd.Series(turns, deals.index, dtype="str"),
        stage_days=np.append(stages["usual_days"].to_numpy(float), np.nan)[places],
    )


def mapped(labels: pd.Series, texts: Mapping[str, str] | pd.Series) -> pd.Series:
    """The text that stands for each stage's name; missing where none does."""
    return labels.astype(object).map(dict(texts)).astype("str")


def stage_questions(stages: pd.DataFrame) -> tuple[dict, ...]:
    """What only the rep can say of stages: what became of deals that are closed without a word of how."""
    unsettled = stages.loc[stages["is_unsettled"]]
    return tuple(
        {
            "id": question_of(name),
            "question": f"All {count:,} deals at '{name}' have a closing date. What became of them?",
            "options": ["open", "won", "lost"],
            "chosen": "open",
        }
        for name, count in unsettled["deals"].items()
    )
