"""The kinds of cell a sheet can hold, as the small integers that stand for them; imports nothing."""

EMPTY, TEXT, NUMBER, FLAG, MOMENT, SPAN, ERROR = range(7)
FORMULA = 16  # added to a kind between the two processes only: the cell is a formula
