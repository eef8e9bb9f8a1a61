"""The free minutes of a day: working hours less lunch, appointments and what has already passed."""

from collections.abc import Sequence

GRID = 5  # minutes: a day is planned in steps of this, and a shorter gap is no gap


def free_gaps(
    starts: int,
    ends: int,
    lunch: tuple[int, int] | None,
    busy: Sequence[tuple[int, int]],
    now: int | None = None,
) -> list[tuple[int, int]]:
    """The gaps between appointments, as (start, end) in minutes after midnight, in time order.

    Parameters
    ----------
    starts, ends, lunch : int, int, tuple of int or None
        The working hours, in minutes after midnight, and what is kept free of work.
    busy : sequence of tuple of int
        Appointments (start, end); they may overlap, lie outside the working hours or be empty (and take no time).
    now : int, optional
        Nothing is free before this minute, rounded up to the next 5.

    Returns
    -------
    list of tuple of int
        Gaps of 5 minutes or more; none when the working day is over or full.

    Examples
    --------
    >>> free_gaps(540, 1050, (720, 780), [(600, 660), (630, 690)])
    [(540, 600), (690, 720), (780, 1050)]
    >>> free_gaps(540, 1050, None, [], now=1001)
    [(1005, 1050)]
    """
    free_from = starts if now is None else max(starts, -(-now // GRID) * GRID)
    blocks = [*busy, lunch] if lunch else list(busy)
    gaps = []
    for start, end in sorted(block for block in blocks if block[0] < block[1]):
        gaps.append((free_from, min(start, ends)))
        free_from = max(free_from, end)
    gaps.append((free_from, ends))
    return [(start, end) for start, end in gaps if end - start >= GRID]
