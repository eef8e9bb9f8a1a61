"""Names that are nearly those of a record: offered to the rep, never taken.

Only names that have the same numbers in them, and share rare runs of three letters, are compared, so that
20,000 names against 20,000 take about a second.
"""

import numpy as np
import pandas as pd
from rapidfuzz.distance import Indel, JaroWinkler
from rapidfuzz.process import cpdist
from scipy import sparse

from sentia.book.matching import is_among

LEAST_ALIKE = 0.84  # of 1: "anna berg" and "ana berg" are 0.94, "anna berg" and "anna bell" 0.67
MOST_OPTIONS = 3
_RUN = 3
_NUMBERS = r"\d+|\b(?:x?i{2,3}|x?iv|x?vi{1,3}|x?ix|xi|xv)\b"  # of plain names; one letter may be an initial
_SHORTEST = 4  # letters; shorter names are alike by chance
_MOST_PAIRS = 3_000_000  # runs of letters shared by two names that are looked at
_LEAST_SHARED, _MOSTLY_SHARED = 0.4, 0.9  # of the rare runs of the name that has fewer


def nearest(texts: pd.Series, names: pd.Series) -> pd.DataFrame:
    """The names most like each text, at most three, the most alike first.

    Parameters
    ----------
    texts, names : Series of str
        Plain names, none missing; their indexes say whose they are. Equal names are no near names.

    Returns
    -------
    DataFrame
        `text` and `name` (labels of the two indexes) and `alike`, 0 to 1: twice the letters that both have in
        the same order, over all their letters; where one begins with the whole other, as Jaro and Winkler do.

    Examples
    --------
    >>> nearest(pd.Series(["fabricam"]), pd.Series(["fabrikam", "contoso", "fabricam 2"]))
       text  name  alike
    0     0     0  0.875
    """
    texts, names = texts[texts.str.len() >= _SHORTEST], names[names.str.len() >= _SHORTEST]
    if len(texts) and len(names):
        texts, names = _with_equal_numbers(texts, names)
    if texts.empty or names.empty:
        return pd.DataFrame({"text": [], "name": [], "alike": []})
    left, right, is_longer = _candidates(texts, names)
    ours, theirs = texts.to_numpy(object)[left], names.to_numpy(object)[right]
    alike = _alike(ours, theirs, is_longer)
    pairs = pd.DataFrame({"text": texts.index[left], "name": names.index[right], "alike": alike})
    is_near = (pairs["alike"] >= LEAST_ALIKE) & (ours != theirs)
    ranked = pairs.loc[is_near].sort_values(["text", "alike", "name"], ascending=[True, False, True])
    return ranked.loc[ranked.groupby("text").cumcount() < MOST_OPTIONS].reset_index(drop=True)


def _with_equal_numbers(texts: pd.Series, names: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The texts that have the same numbers in them as some name called otherwise, and the names that have them."""
    ours, theirs = _digits(texts), _digits(names)
    different = theirs[~names.duplicated()].value_counts()
    others = ours.map(different).fillna(0) - is_among(texts, names)
    return texts[others > 0], names[is_among(theirs, ours[others > 0])]


def _alike(ours: np.ndarray, theirs: np.ndarray, is_longer: np.ndarray) -> np.ndarray:
    alike = cpdist(ours, theirs, scorer=Indel.normalized_similarity, dtype=np.float64)
    far = np.flatnonzero(is_longer)
    begins = far[[_begins(one, other) for one, other in zip(ours[far], theirs[far], strict=True)]]
    if len(begins):
        alike[begins] = cpdist(
            ours[begins], theirs[begins], scorer=JaroWinkler.normalized_similarity, dtype=np.float64
        )
    return alike.round(3)


def _begins(one: str, other: str) -> bool:
    return one.startswith(f"{other} ") or other.startswith(f"{one} ")


def _candidates(texts: pd.Series, names: pd.Series) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pairs of positions that share enough rare runs of letters and have the same numbers in them.

    And for each pair whether one name is too much longer to be the other misspelled.
    """
    runs: dict[str, int] = {}
    ours, theirs = _runs_of(texts, runs), _runs_of(names, runs)
    ours, theirs = (_matrix(held, len(runs)) for held in (ours, theirs))
    is_rare = _rare(ours, theirs)
    ours, theirs = ours[:, is_rare], theirs[:, is_rare]
    shared = (ours @ theirs.T).tocoo()
    left, right = shared.coords
    least = np.minimum(ours.sum(axis=1)[left], theirs.sum(axis=1)[right])
    long, short = _lengths(texts, names, left, right)
    is_longer = 2 * short < LEAST_ALIKE * (short + long)
    fits = shared.data >= np.where(is_longer, _MOSTLY_SHARED, _LEAST_SHARED) * least
    ours, theirs = _digits(texts).to_numpy(object), _digits(names).to_numpy(object)
    fits[fits] = ours[left[fits]] == theirs[right[fits]]
    return left[fits], right[fits], is_longer[fits]


def _lengths(
    texts: pd.Series, names: pd.Series, left: np.ndarray, right: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The letters of the longer and of the shorter name of each pair."""
    pair = texts.str.len().to_numpy()[left], names.str.len().to_numpy()[right]
    return np.maximum(*pair), np.minimum(*pair)


def _runs_of(names: pd.Series, runs: dict[str, int]) -> list[list[int]]:
    """The numbers of the runs of letters that each name has, each once; new ones are numbered in `runs`."""
    held = []
    for name in names:
        padded = f" {name} "
        found = {padded[start : start + _RUN] for start in range(len(padded) - _RUN + 1)}
        held.append([runs.setdefault(run, len(runs)) for run in sorted(found)])
    return held


def _matrix(held: list[list[int]], width: int) -> sparse.csr_array:
    ends = np.cumsum([0, *map(len, held)])
    columns = np.fromiter((run for runs in held for run in runs), np.int32, ends[-1])
    return sparse.csr_array((np.ones(ends[-1], np.int32), columns, ends), shape=(len(held), width))


def _rare(ours: sparse.csr_array, theirs: sparse.csr_array) -> np.ndarray:
    """Which runs to look at: the rarest, as long as their pairs of names stay within what is looked at."""
    pairs = ours.sum(axis=0).astype(np.int64) * theirs.sum(axis=0)
    order = np.argsort(pairs, kind="stable")
    is_rare = np.zeros(len(pairs), bool)
    is_rare[order[np.cumsum(pairs[order]) <= _MOST_PAIRS]] = True
    return is_rare


def _digits(names: pd.Series) -> pd.Series:
    """The numbers in each name: "Store 12" is not nearly "Store 13", nor "Flowers II" nearly "Flowers III"."""
    return names.astype("str").str.findall(_NUMBERS).str.join(" ")
