"""The value of a touch once more, in plain numbers, as docs/arithmetic.md has it."""

from math import exp, log


def chance(stage, quiet, half_life=14):
    """The win chance so many days after the last word."""
    odds = log(stage / (1 - stage)) + 0.5 * (2 ** (-quiet / half_life) - 0.5)
    return 1 / (1 + exp(-odds))


def touch(stage, quiet, half_life=14, decided=1 / 60):
    """What an answered touch brings against never, and until its next turn, as shares of the amount."""
    fall = chance(stage, 0, half_life) - chance(stage, float("inf"), half_life)
    pace = decided + log(2) / half_life
    left, gone, again = 2 ** (-quiet / half_life), 1 - exp(-decided * quiet), 2 ** (-quiet / 3)
    lift = 0.3 * (1 / (1 + exp(-log(stage / (1 - stage)) - 0.5)) - stage)
    moves = min(lift, ((1 - stage) / 0.48 - fall) * decided * 3 / log(2))
    never = fall * (1 - left) * decided / pace + moves * (1 - again)
    turn = fall * (decided / pace * (1 - exp(-pace * quiet)) - left * gone)
    return never, turn + moves * (1 - again - again * log(2) / 3 * gone / decided)


def once(total, half_life, turn=1):
    """What is lost of it by leaving it to its turn, in so many working days."""
    return total * (1 - 2 ** (-1.4 * turn / half_life))


def flow(quiet, half_life=45):
    """The days of attention that a talk renews with an account that buys: against never, until its next turn."""
    left = 2 ** (-quiet / half_life)
    days = (1 - left) * half_life / log(2)
    return days, days - quiet * left
