"""Whose turn it is: ours, theirs, their lawyers' or their buyers', as the words of a stage or a next step say."""

import re
from functools import lru_cache

import pandas as pd

from sentia.book.stages import plain

TURNS = ("us", "them", "legal", "procurement")
WAITED_ON = ("them", "legal", "procurement")
OURS = "nothing in its words says otherwise"

_LAWYERS = r"legal\w*|lawyers?|counsel|rechtsabteilung|juristen|juridi\w*|legale|legales|prawn\w*|pravni\w*"
_BUYERS = (
    r"procurement|purchasing|buying department|einkauf\w*|achats?|compras|acquisti|inkoop|zakup\w*|nakup\w*|"
    r"(vendor|supplier) (onboarding|registration)|(p ?o|purchase order|bestellung) (pending|expected|ausstehend)"
)
_THEY = (
    "they|customer|client|prospect|buyer|kunde|kunden|client|cliente|klant|klient|zakaznik|them|their|decision|"
    "board|management|committee|budget"
)
_WAIT = (
    r"wait\w*|await\w*|pending|wartet|warten( auf)?|wartend|en attente|attente|pendiente|esperando|aguardando|"
    r"in attesa|attesa|wacht\w*|oczekiwan\w*|czeka\w*|ceka\w*|ausstehend|offen bei"
)
_SENT = (
    r"sent|submitted|delivered|issued|presented|made|out|handed over|shared|emailed|mailed|gesendet|versendet|"
    r"verschickt|abgegeben|envoyee?s?|enviad[ao]s?|inviat[aoei]|verstuurd|verzonden|odeslan\w*|wyslan\w*|zlozon\w*"
)
_PAPER = (
    r"proposal|quote|quotation|offer|contract|agreement|info\w*|information|material\w*|brochure|documents?|"
    r"documentation|samples?|catalog\w*|price ?list|deck|nda|tender|bid|estimate|invoice|angebot|vertrag|"
    r"unterlagen|devis|offre|contrat|propuesta|presupuesto|oferta|cotizacion|contrato|proposta|orcamento|preventivo|"
    r"offerta|contratto|offerte|voorstel|nabidka|smlouva|umowa|order"
)
# The first that is found decides: whom we wait for is named before what we wait for.
_PATTERNS = (
    ("us", rf"(waiting|wait|pending) (for|on) (us|me)|our (turn|move|side|action)|on (us|me)|({_THEY}|has|have) ?"
           r"(replied|responded|answered|asked|wrote|called back)|replied|responded|reply received|answered|"
           r"^(prepare|draft|write|send|call|e ?mail|ring|visit)\b.*|to (send|call|do|contact)|"
           r"wir sind dran|a nous|nuestro turno|not (yet )?(sent|contacted)"),
    ("legal", rf"({_LAWYERS})"),
    ("procurement", rf"({_BUYERS})|({_WAIT})( for| on| auf)?( the| a| their)? (p ?o|purchase order|bestellung)"),
    ("them", rf"^they\b.*|({_WAIT})|({_PAPER})( \w+)? ({_SENT})|({_SENT}) (the |an? |our )?({_PAPER})|"
             rf"with (the )?({_THEY})|({_THEY}) (\w+ )?(review\w*|decid\w*|decision|evaluat\w*|approv\w*|sign\w*|"
             r"to \w+|will \w+|sends?|returns?|confirms?|internal\w*)|under review|in review|in prufung|"
             r"evaluat\w*|trial|pilot\w*|testphase|perception analysis|decision (pending|making)|ready to sign|"
             r"(out|left|up) for signature|signature|to be signed|unterschrift|proposal made|thinking( it over)?|"
             r"considering|deciding|internal (discussion|review|approval)"),
)  # fmt: skip
_COMPILED = [(turn, re.compile(rf"\b(?:{pattern})(?!\w)")) for turn, pattern in _PATTERNS]


@lru_cache(maxsize=8192)
def turn_and_words(text: str) -> tuple[str, str]:
    """Whose turn these words say it is, one of `TURNS`, and which of them say so; ("", "") where none do.

    Examples
    --------
    >>> turn_and_words("Waiting for legal"), turn_and_words("Proposal sent"), turn_and_words("Negotiation")
    (('legal', 'legal'), ('them', 'proposal sent'), ('', ''))
    """
    words = plain(text)
    for turn, pattern in _COMPILED:
        found = pattern.search(words)
        if found:
            return turn, found.group()
    return "", ""


def turns_of(texts: pd.Series) -> pd.Series:
    """Whose turn each text says it is; missing where it says nothing.

    Examples
    --------
    >>> turns_of(pd.Series(["They send the signed contract", "Call on Monday", None], dtype="str")).tolist()
    ['them', 'us', nan]
    """
    said = [turn_and_words(text)[0] or None if isinstance(text, str) else None for text in texts]
    return pd.Series(said, texts.index, dtype="str", name=texts.name)
