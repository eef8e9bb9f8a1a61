"""How well win chances foretell, at each size of history: `python -m tests.benchmarks.winning [--draws N]`.

Books are scored by the real call. Printed is the log-loss of open deals against the plain average of the decided
ones and against Odoo's method (naive Bayes, counts from 0.1, chances clipped), and how often the true chance lies
within the 80% interval. The generated worlds: `friendly`, where stages, sources, products and owners tell as much
as they may; `level`, where only the stage does; `nothing`, where nothing does and no stage is given. The public
book is read where SENTIA_PUBLIC_DATA names the folder.
"""

import argparse
import os
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import expit, logit

from sentia.book.making import make_book
from sentia.day.scoring import score_opportunities
from sentia.playbook import Playbook

ON = pd.Timestamp("2026-11-23")
SIZES = (0, 10, 30, 100, 300, 1_000)
OPEN = 250
STAGES = {
    "Lead": "lead",
    "Qualified": "qualified",
    "Demo": "meeting",
    "Proposal": "quote",
    "Negotiation": "negotiation",
}
WORLDS = {
    "friendly": (0.5, 1.0),
    "level": (0.0, 1.0),
    "nothing": (0.0, 0.0),
}  # sizes of effects and of stages' signs
LEVELS = {"source": 6, "product": 5, "owner": 8}
CUTS = pd.to_datetime(["2024-06-30", "2025-06-30", "2026-03-31"])


def generated(world: str, decided: int, seed: int) -> tuple[pd.DataFrame, np.ndarray]:
    """The deals of a book, decided ones first, and the true chances of its open ones."""
    random = np.random.default_rng(seed)
    effect, sign = WORLDS[world]
    size = decided + OPEN
    traits = {name: random.integers(0, count, size) for name, count in LEVELS.items()}
    odds = random.normal(-1.2, 0.5) + sum(
        random.normal(0, effect, LEVELS[n])[codes] for n, codes in traits.items()
    )
    won = random.random(size) < expit(odds)
    rates = pd.Series(dict(Playbook().stage_win_rates))[list(STAGES.values())].to_numpy()
    tells = sign * (logit(rates) - logit(rates).mean() + random.normal(0, 0.35, len(rates)))
    lost_at = np.array([0.3, 0.25, 0.2, 0.15, 0.1])
    won_at = lost_at * np.exp(tells)
    ratio = np.log(won_at / won_at.sum() / lost_at)
    stage = np.array([random.choice(len(rates), p=won_at / won_at.sum() if one else lost_at) for one in won])
    begun = ON - pd.to_timedelta(random.integers(90, 700, size), unit="D")
    closed = begun + pd.to_timedelta(random.integers(10, 90, size), unit="D")
    is_open = np.arange(size) >= decided
    deals = pd.DataFrame({name: np.char.add(name[0].upper(), codes.astype(str)) for name, codes in traits.items()})
    deals = deals.assign(
        opportunity_id=[f"O{n}" for n in range(size)],
        status=np.where(is_open, "open", np.where(won, "won", "lost")),
        stage=pd.Series(np.array(list(STAGES))[stage]).where(is_open & bool(sign)),
        amount=np.round(random.lognormal(9, 0.8, size), 2),
        created_on=begun.where(~is_open, ON - pd.to_timedelta(random.integers(1, 60, size), unit="D")),
        closed_on=closed.where(~is_open),
    )
    return deals, expit(odds + sign * ratio[stage])[is_open]


def public(decided: int, seed: int) -> tuple[pd.DataFrame, np.ndarray, pd.Timestamp] | None:
    """The same of the public pipeline on a past day, with what became of its open deals."""
    table = pd.read_csv(Path(os.environ["SENTIA_PUBLIC_DATA"]) / "olga_pipeline" / "opportunities.csv")
    table = table.loc[table["is_closed"]]
    days = {"created_on": pd.to_datetime(table["created_date"]), "closed_on": pd.to_datetime(table["close_date"])}
    same = {"opportunity_id": "opportunity_id", "source": "lead_source", "product": "product", "owner": "owner"}
    deals = table[list(same.values()) + ["amount"]].set_axis([*same, "amount"], axis=1)
    deals = deals.assign(account_id=table["account_name"], **days)
    deals = deals.assign(status=np.where(table["is_won"], "won", "lost"))
    cut = CUTS[seed % len(CUTS)]
    before, open_then = deals["closed_on"] <= cut, (deals["created_on"] <= cut) & (deals["closed_on"] > cut)
    if before.sum() < decided:
        return None
    past, now = deals.loc[before].sample(decided, random_state=seed), deals.loc[open_then]
    came = (now["status"] == "won").to_numpy(float)
    now = now.assign(status="open", closed_on=pd.NaT)
    return pd.concat([past, now], ignore_index=True), came, cut


def odoo(deals: pd.DataFrame, is_open: np.ndarray) -> np.ndarray:
    """The chances of open deals by naive Bayes as Odoo's CRM has it."""
    past, won = deals.loc[~is_open], (deals.loc[~is_open, "status"] == "won").to_numpy()
    yes, no = won.sum() + 0.1, (~won).sum() + 0.1
    odds = np.full(int(is_open.sum()), np.log(yes / no))
    for name in LEVELS:
        counts = pd.DataFrame({"level": past[name], "won": won}).groupby("level")["won"].agg(["sum", "size"])
        good, bad = counts["sum"] + 0.1, counts["size"] - counts["sum"] + 0.1
        odds += deals.loc[is_open, name].map(np.log(good / good.sum()) - np.log(bad / bad.sum())).fillna(0.0)
    return np.clip(expit(np.asarray(odds)), 1e-4, 1 - 1e-4)


def loss(chance: np.ndarray, came: np.ndarray) -> float:
    """The log-loss of chances, against what came or the true chances."""
    sure = np.clip(chance, 1e-6, 1 - 1e-6)
    return float(-(came * np.log(sure) + (1 - came) * np.log(1 - sure)).mean())


def measured(deals: pd.DataFrame, came: np.ndarray, on: pd.Timestamp) -> list[float]:
    """Log-loss of ours, the average and Odoo's; the share of true chances within the interval; seconds."""
    begin = time.process_time()
    scored = score_opportunities(make_book(opportunities=deals), on).set_index("opportunity_id")
    spent = time.process_time() - begin
    is_open = (deals["status"] == "open").to_numpy()
    scored = scored.reindex(deals.loc[is_open, "opportunity_id"])
    won = (deals.loc[~is_open, "status"] == "won").sum()
    average = (won + 0.5) / ((~is_open).sum() + 1)
    inside = scored["low"].to_numpy() <= came, came <= scored["high"].to_numpy()
    ours = loss(scored["win_rate"].to_numpy(), came)
    return [
        ours,
        loss(np.full(len(came), average), came),
        loss(odoo(deals, is_open), came),
        np.mean(inside[0] & inside[1]),
        spent,
    ]


def main() -> None:
    """Print one line for each world and size of history."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks.winning")
    asked.add_argument("--draws", type=int, default=6)
    draws = asked.parse_args().draws
    sys.stdout.write("world, decided deals: log-loss of ours, average, Odoo's; true chances inside; seconds\n")
    for world in (*WORLDS, "public"):
        for size in SIZES:
            if world == "public" and "SENTIA_PUBLIC_DATA" not in os.environ:
                continue
            found = [
                public(size, n) if world == "public" else (*generated(world, size, n), ON) for n in range(draws)
            ]
            rows = np.array([measured(*one) for one in found if one is not None])
            ours, average, odoos, inside, spent = rows.mean(axis=0)
            error = (rows[:, 0] - rows[:, 1]).std() / len(rows) ** 0.5
            known = f"{inside:6.1%}" if world != "public" else "      "
            sys.stdout.write(
                f"{world:<9} {size:>5}: {ours:.4f} {average:.4f} ({ours - average:+.4f} +- {error:.4f}) "
                f"{odoos:.4f} {known} {spent:.2f} s\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
