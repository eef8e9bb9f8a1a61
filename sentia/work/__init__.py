"""One kind of work a file: whom it concerns, since when, when it is due, what silences it and when it lapses."""
