"""Make the first call to somebody who came to us by themselves: an enquiry, a referral, a visitor of the web site.

Formula: the priced amount x the win chance x the chance to reach them x what is left of their interest, which
halves with every working day: whoever is never called buys elsewhere. After twenty working days it is a deal like
any other. Lists that were bought have no such hurry.
"""

import pandas as pd

from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.pending import deals_for
from sentia.day.actions.relations import no_band
from sentia.day.amounts import amount_words
from sentia.day.desk import Desk
from sentia.day.wording import brief, figure, sentence, span
from sentia.estimates.replies import reply_chance
from sentia.facts.working_days import working_days_since
from sentia.touches import days_between

KIND = "first call"
ASSUMPTIONS = 2  # that interest halves, the reply


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an enquiry that nobody has called yet."""
    deals = deals_for(KIND, desk)
    if deals.empty:
        return no_candidates()
    playbook, days = desk.playbook, working_days_since(deals["created_on"], desk.on)
    base, left = deals["priced"] * playbook.worth_of_a_dollar, 0.5**days
    total = base * deals["win_rate"] * reply_chance(deals["tries"], playbook) * left
    names = deals["name"].fillna(deals["product"]).fillna("their enquiry")
    return candidates_of(
        KIND,
        deals,
        {"base": base, "left": left},
        worth=base * deals["win_rate"],
        total=total,
        **no_band(total, ASSUMPTIONS, desk),
        pot="deal:" + deals["opportunity_id"],
        pot_size=base,
        topic=[brief(name) for name in names],
        because=_reasons(deals, desk),
        basis="assumed",
    )


def steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one first call, so that it can be redone by hand; empty where there is no price."""
    if pd.isna(line["total"]):
        return []
    left, chance, reply = (f"{line[name]:.1%}" for name in ("left", "win_rate", "progress_chance"))
    base, total = (figure(line[name], desk.currency) for name in ("base", "total"))
    return [
        f"Never called, they buy elsewhere; of their interest {left} is left, it halves with every working day",
        f"{base} x {chance} x {reply} who answer x {left} = {total} against never",
    ]


def _reasons(deals: pd.DataFrame, desk: Desk) -> list[str]:
    days = days_between(deals["created_on"], desk.on)
    rows = zip(amount_words(deals, desk.currency), deals["source"], days, strict=True)
    return [sentence(f"{amount}, from {brief(source)}", _came_in(ago)) for amount, source, ago in rows]


def _came_in(days: float) -> str:
    if days < 1:
        return "in since today; who calls first is heard first"
    return f"in for {span(days)} and nobody has called yet, so begin with an apology"
