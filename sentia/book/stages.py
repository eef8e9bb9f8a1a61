"""What a stage's words mean: how far a deal is, and whether it is open, won or lost.

The kinds of stage, from first to last: lead, qualified, info sent, meeting, quote, negotiation, verbal, won,
lost; `unknown` where the words say nothing. Words are the vendors' defaults and common ones.
"""

import re

import pandas as pd

KINDS = (
    "lead",
    "qualified",
    "info sent",
    "meeting",
    "quote",
    "negotiation",
    "verbal",
    "won",
    "lost",
    "unknown",
)

# The first pattern that is found decides, so outcomes come first and early stages last.
_PATTERNS = [
    ("lost", r"\b(closed[ -]*lost|lost|dead|disqualified|unqualified|junk|declined|cancel+ed|no decision|"
             r"out-?sold|not converted|rejected|abandoned|verloren|perdu|perdid[oa]|persa|perso|przegrane)\b"),
    ("won", r"\b(closed[ -]*won|won|converted|booked|deposit paid|signed|customer|in-contract|gewonnen|"
            r"gagn[eé]e?|ganad[oa]|vint[oa]|ganho|wygrane)\b"),
    ("verbal", r"\b(verbal\w*|commit\w*|ready to close|decision maker bought|contract sent|closing|close)\b"),
    ("negotiation", r"\b(in[ -])?(negoti?[ac]\w+|contract\w*|review|legal|procurement|verhandlung|n[eé]gociation)\b"),
    ("quote", r"\b(propos\w+|quot\w+|price offer|commercial offer|offer\w*|angebot|devis|oferta|perception analysis)\b"),
    ("info sent", r"\b(info\w*( pack)? sent|information sent|material sent|brochure sent)\b"),
    ("meeting", r"\b(meeting|demo\w*|presentation|presented|appointment|visit|trial|pilot|value proposition|"
                r"id\.? decision makers|identify decision makers|solution|develop)\b"),
    ("qualified", r"\b(qualif\w+|needs? analysis|discovery|contact made|contacted|connected|working|engaged|hot|"
                  r"qualified to buy|scoping|clarification)\b"),
    ("lead", r"\b(lead|new|prospect\w*|open|cold|warm|enquiry|inquiry|request|nurture|attempted|identified|"
             r"not contacted|neu|nouveau|nuev[oa])\b"),
]  # fmt: skip
_COMPILED = [(kind, re.compile(pattern)) for kind, pattern in _PATTERNS]


def stage_kind(stage: str | float | None) -> str:
    """How far a deal with this stage is, one of `KINDS`.

    Examples
    --------
    >>> [stage_kind(s) for s in ("Closed Won", "Proposal/Price Quote", "A. Lead Generated", "Appointment Scheduled", "Blue")]
    ['won', 'quote', 'lead', 'meeting', 'unknown']
    """
    if not isinstance(stage, str):
        return "unknown"
    words = re.sub(r"[_\s]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stage)).strip().lower()
    words = words.replace("closedwon", "closed won").replace("closedlost", "closed lost")
    return next((kind for kind, pattern in _COMPILED if pattern.search(words)), "unknown")


def add_stage_kind(opportunities: pd.DataFrame) -> pd.DataFrame:
    """Add `stage_kind` (str), one of `KINDS`, to one row per opportunity."""
    kinds = {stage: stage_kind(stage) for stage in opportunities["stage"].dropna().unique()}
    return opportunities.assign(stage_kind=opportunities["stage"].map(kinds).fillna("unknown").astype("str"))


def status_of(stage: str | float | None) -> str:
    """`won`, `lost` or `open`: what a stage says of the outcome.

    Examples
    --------
    >>> status_of("Closed Lost"), status_of("Negotiation"), status_of(None)
    ('lost', 'open', 'open')
    """
    kind = stage_kind(stage)
    return kind if kind in ("won", "lost") else "open"
