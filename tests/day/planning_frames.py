"""Candidates of a day, written as a test reads them."""

import numpy as np
import pandas as pd


def candidates(**rows: dict) -> pd.DataFrame:
    """One row a candidate by name; what is not said of it is nothing special."""
    plain = {
        "gain": np.nan,
        "minutes": 10,
        "groups": (),
        "limit": "",
        "earliest": np.nan,
        "latest": np.nan,
        "is_must": False,
        "waiting": np.nan,
        "due_at": np.nan,
    }
    filled = [plain | {"serves": (name,)} | row for name, row in rows.items()]
    frame = pd.DataFrame(filled, index=pd.Index(list(rows), dtype="str", name="candidate_id"))
    return frame.assign(return_per_hour=frame["gain"] / frame["minutes"] * 60)
