"""Call back somebody who asked by themselves, before they buy from whoever calls first.

Formula: the priced amount x the win chance x the chance to reach them, halved for every day that it waited: whom
nobody calls buys elsewhere. Never below what any touch adds, which then has its next turn like a deal's (see
`progress`), and after 20 working days it is a deal like others.
"""

import pandas as pd

from sentia.day.actions.columns import candidates_of, no_candidates
from sentia.day.actions.pending import is_enquiry
from sentia.day.actions.touching import add_touch_total, paid_steps, touch_factors, touch_steps
from sentia.day.amounts import amount_words
from sentia.day.desk import Desk
from sentia.day.ranges import Part, Range, amount_part, assumption, combined, ranged, reply_part
from sentia.day.wording import brief, figure, sentence, span
from sentia.facts.enquiries import next_try
from sentia.touches import days_between

KIND = "enquiry"
FACTORS = ("chance", "reply", "fresh")
TODAY = ("today", "today_low", "today_high")  # open while it fades as an enquiry, else as a deal's touch has it
HALF_A_CENT = 0.005
SORRY_AFTER = 5  # days after which the call opens with an apology


def candidates(desk: Desk) -> pd.DataFrame:
    """One candidate an open deal that came in by itself and that nobody was reached about (see `enquiries`)."""
    chosen = desk.once(is_enquiry)
    if not chosen.any():
        return no_candidates()
    deals = desk.deals.loc[chosen]
    deals = add_touch_total(deals, KIND, desk, once=pd.Series(False, deals.index))
    waited = days_between(deals["created_on"], desk.on).clip(lower=0)
    deals = deals.assign(
        waited=waited,
        chance=deals["win_rate"],
        reply=desk.reply(deals, KIND),
        fresh=0.5**waited,
    )
    own = deals["base"] * deals["win_rate"] * deals["reply"] * deals["fresh"]
    is_more = own > deals["total"]
    wanted = {"total": own} | ranged(own, _range(deals, desk))
    deals = deals.assign(**{name: deals[name].mask(is_more, value) for name, value in wanted.items()})
    deals = deals.assign(**{name: deals[name].mask(is_more) for name in TODAY})
    names = deals["name"].fillna(deals["product"]).fillna("their enquiry")
    return candidates_of(
        KIND,
        deals,
        touch_factors(deals) | {name: deals[name] for name in FACTORS},
        pot="deal:" + deals["opportunity_id"],
        topic=[brief(name) for name in names],
        because=_reasons(deals, desk),
        due_on=next_try(deals, desk.facts),
        is_agreed=True,
    )


def _range(deals: pd.DataFrame, desk: Desk) -> Range:
    """What the win chance, the reply, how fast an enquiry fades and the amount leave open."""
    won = Part(*(deals[name] / deals["win_rate"] for name in ("win_low", "win_high")), desk.learned["win"])
    parts = [won, reply_part(desk.playbook, desk.learned["reply"]), assumption(desk.playbook), amount_part(deals)]
    return combined(parts)


def _reasons(deals: pd.DataFrame, desk: Desk) -> list[str]:
    size = amount_words(deals, desk.currency)
    rows = zip(size, deals["source"], deals["waited"], deals["tries"], strict=True)
    return [
        sentence(amount, _came(source, days), _asks(days, tries, desk.has_log))
        for amount, source, days, tries in rows
    ]


def _came(source: str, days: float) -> str:
    when = f"{span(days)} ago" if days else "today"
    return f"they asked by themselves {when} ({brief(source)})"


def _asks(days: float, tries: float, has_log: bool) -> str:
    if tries:
        return f"{tries:.0f} {'try' if tries == 1 else 'tries'} reached nobody yet"
    if days <= SORRY_AFTER:
        return "whoever calls first is heard"
    return "nobody has called yet: say sorry for the wait" if has_log else "no call noted yet"


def steps(line: pd.Series, desk: Desk) -> list[str]:
    """The working of one first call, so that it can be redone by hand; empty where there is no price."""
    if pd.isna(line["total"]):
        return []
    base, left = figure(line["base"], desk.currency), line["base"] * line["chance"] * line["reply"] * line["fresh"]
    waited = (
        f"{base} x {line['chance']:.1%} won x {line['reply']:.1%} reached x {line['fresh']:.3g} "
        f"for the days it waited = {figure(left, desk.currency)}"
    )
    if left >= line["total"] - HALF_A_CENT:
        return [*paid_steps(line, desk), f"{waited} against never"]
    return [f"{waited}, less than any touch adds:", *touch_steps(line, desk)]
