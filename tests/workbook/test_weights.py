"""What the weights of the header score are worth: with others the invented tables are read worse."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from docs.fit_headers import LABELLED, Table, accepted, load
from sentia.workbook.meaning.evidence import SHARED
from sentia.workbook.meaning.roles import NONE, kinds
from sentia.workbook.meaning.score import (
    SIGNS,
    Weights,
    kind_odds,
    kind_vectors,
    named_weights,
    read_as,
    weight_names,
    weights,
)

READ, RIGHT = 0.9, 0.9  # shares of the columns read and of the kinds told, by words and values alone
FLIPPED = ("needs", "likes", "never", "stray", "fits")
KIND_SIGNS = ("speaks", "foreign", "called to leave", "behind")


@cache
def tables() -> tuple[Table, ...]:
    """The invented tables that no fixture of the tests is, as if no spelling were known."""
    found = [table for table in load(LABELLED, 1.0, False) if table.id.startswith(("i", "m"))]
    return tuple(replace(t, named=replace(t.named, spelled={}, left={}, points={})) for t in found)


def share_read(weighed: Weights) -> float:
    """The share of the columns that are read, or left alone, as they may be, each table as what it is."""
    good = total = 0
    for table in tables():
        kind = table.kinds[0]
        if kind == NONE:
            continue
        places = read_as(table.named, kind, weighed).roles
        judged = [(p, t) for p, t in zip(places, table.truths, strict=True) if t is not None]
        good += sum(bool(accepted(truths, kind)[place]) for place, truths in judged)
        total += len(judged)
    return good / total


@cache
def readings() -> tuple[dict, ...]:
    return tuple({k: read_as(t.named, k, weights()) for k in kinds() if k != NONE} for t in tables())


def share_right(weighed: Weights) -> float:
    """The share of the tables whose kind is told."""
    told = [
        kinds()[int(np.argmax(kind_odds(*kind_vectors(table.named, read, table.called), weighed)))]
        for table, read in zip(tables(), readings(), strict=True)
    ]
    return float(np.mean([kind in table.kinds for kind, table in zip(told, tables(), strict=True)]))


def flipped(values: np.ndarray, names: tuple[str, ...], name: str) -> np.ndarray:
    other = values.copy()
    other[names.index(name)] *= -1
    return other


def test_by_words_and_values_alone_nine_columns_of_ten_are_read() -> None:
    assert share_read(weights()) >= READ


def test_nine_tables_of_ten_are_told_for_what_they_are() -> None:
    assert share_right(weights()) >= RIGHT


@pytest.mark.parametrize("sign", FLIPPED)
def test_turning_a_weight_round_reads_fewer_columns(sign: str) -> None:
    other = replace(weights(), shared=flipped(weights().shared, SHARED, sign))
    assert share_read(other) < share_read(weights())


@pytest.mark.parametrize("sign", KIND_SIGNS)
def test_turning_a_weight_of_the_kinds_round_tells_fewer(sign: str) -> None:
    other = replace(weights(), kind_shared=flipped(weights().kind_shared, SIGNS, sign))
    assert share_right(other) < share_right(weights())


def test_without_what_each_word_says_by_itself_fewer_are_read() -> None:
    assert share_read(replace(weights(), own=weights().own * 0)) < share_read(weights())


def test_weights_stored_before_a_concept_was_known_count_nothing_for_it() -> None:
    names = {name: np.array(listed) for name, listed in weight_names().items()}
    now = weights()
    held = names | {"own": now.own, "shared": now.shared, "kind_own": now.kind_own, "kind_shared": now.kind_shared}
    older = held | {"column": names["column"][1:], "own": now.own[1:]}
    found = named_weights(older)
    assert found.own.shape == now.own.shape
    assert not found.own[0].any()
    assert np.array_equal(found.own[1:], now.own[1:])
