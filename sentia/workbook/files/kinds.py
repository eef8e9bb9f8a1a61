"""The kinds of cell a sheet can hold, as the small integers that stand for them; imports nothing."""

EMPTY, TEXT, NUMBER, FLAG, MOMENT, SPAN, ERROR = range(7)

# Only between the two processes: a date without and a time without the other, and a formula added to a kind.
DAY, CLOCK, FORMULA = 7, 8, 16
