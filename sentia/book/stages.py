"""What a stage's words mean: how far a deal is, and whether it is open, won or lost.

The kinds of stage, from first to last: lead, qualified, info sent, meeting, quote, negotiation, verbal, won,
lost; `unknown` where the words say nothing. Words are the vendors' defaults and those that reps use, in nine
languages, and in more languages those of the vocabulary. What a whole book makes of its
stages, with its own history and the rep's corrections, is said by `stage_table`.
"""

import re
import unicodedata
from functools import cache, lru_cache

import pandas as pd

from sentia import vocabulary
from sentia.book.loss_reasons import OTHER, SILENCING, reason_of

KINDS = ("lead", "qualified", "info sent", "meeting", "quote", "negotiation", "verbal", "won", "lost", "unknown")

PLAIN_NO = "a plain no"  # lost, where it stands alone or before its reason

# Patterns of folded words (no accents, lower case); the first that is found decides. So what only looks
# like an outcome comes first, then outcomes, then stages from late to early.
_PATTERNS = (
    # "Meeting booked" and "customer visit" are no sale, "not contacted" is no refusal.
    ("lead", r"(not|never) (yet )?(been )?contacted|to be contacted|attempt\w* to contact"),
    (
        "verbal",
        r"(await\w*|waiting|wait|pending|out|ready|sent|left|up) (for|to|on)? ?(the |an? |be )?(sign\w*|"
        "po|purchase order|contract|order)|to be signed|signature|(contract|order|po) (pending|expected)|"
        r"unterschrift\w*|(attente|en attente de|in attesa di|pendiente de) (signature|firma|commande|"
        "pedido|ordine)|pred podpisem|przed podpisem|(smlouva|umowa) (odeslana|wyslana)",
    ),
    (
        "meeting",
        r"(meeting|demo|call|visit|appointment|presentation|poc|trial|termin|reunion|rdv)\w* (is |"
        "was )?(booked|agreed|confirmed|set|done|held|completed)|(booked|set up|held) (an? )?(meeting|"
        "demo|call|visit)",
    ),
    (
        "negotiation",
        "(nda|loi|mou|letter of intent|term sheet) (signed|agreed|sent)|signed (an? |the )?(nda|loi|mou)",
    ),
    # Lost.
    (
        "lost",
        r"(closed? ?-? ?)?lost( to .*)?|dead|disqualif\w*|unqualif\w*|not qualified|qualified out|junk|declined|"
        "cancel+ed|cancel+ation|deleted|archived|no (decision|budget|interest|fit|need|go)|"
        "not (interested|a fit|now|converted|won)|out ?sold|rejected|abandoned|withdrawn|refused|said no|"
        "turned down|ghosted|gone (dark|quiet|cold)|went dark|unresponsive|chose (a )?competitor|"
        "went with|churned|no sale|verloren|abgelehnt|absage|abgesagt|storniert|kein (interesse|bedarf|"
        "budget)|ausgeschieden|perdue?s?|refuse[es]*|abandonnee?|annulee?|pas interesse|sans suite|"
        "perdid[oa]s?|descartad[oa]|cancelad[oa]|rechazad[oa]|no interesad[oa]|recusad[oa]|sem interesse|"
        "pers[oa]|annullat[oa]|rifiutat[oa]|non interessat[oa]|scartat[oa]|afgewezen|geannuleerd|"
        r"geen interesse|afgevallen|przegran\w*|utracon\w*|stracon\w*|odrzucon\w*|anulowan\w*|rezygnacja|"
        r"brak zainteresowania|prohran\w*|prohra|ztracen\w*|zamitnut\w*|zrusen\w*|odmitnut\w*|nezajem|bez zajmu",
    ),
    # Won.
    (
        "won",
        "(closed? ?-? ?)?won|converted|booked|(deposit|invoice) paid|(contract|deal|order|po|"
        "agreement)? ?signed|(po|order|purchase order|payment) (received|placed|confirmed|in)|purchased|"
        "invoiced|onboarding|onboarded|sold|went live|gewonnen|beauftragt|"
        "auftrag (erhalten|erteilt|gewonnen)|unterschrieben|verkauft|gagnee?s?|signee?|vendue?|"
        "commande (recue|passee)|ganad[oa]s?|firmad[oa]|vendid[oa]|pedido recibido|ganh[oa]s?|"
        "assinad[oa]|fechad[oa] (com sucesso|e ganh[oa])|vint[oa]|firmat[oa]|vendut[oa]|acquisit[oa]|"
        r"ordine ricevuto|getekend|verkocht|order ontvangen|wygran\w*|pozyskan\w*|podpisan\w*|sprzedan\w*|"
        r"zamowienie (otrzymane|przyjete)|vyhran\w*|vyhra|ziskan\w*|podepsan\w*|prodan\w*|objednavka prijata",
    ),
    # Agreed in words.
    (
        "verbal",
        "(proposal|quote|quotation|offer|angebot) (accepted|approved|angenommen)|devis accepte|"
        r"nabidka prijata|oferta (zaakceptowana|przyjeta)|ustn\w*|dohoda|uzgodnion\w*|finalizac\w*|uzavirani|"
        r"zamykanie|"
        r"verbal\w*|commit\w*|ready to (close|buy|sign)|decision ?maker ?bought ?-?in|bought ?-?in|"
        "contract ?-?sent|closing|close|agreement|agreed|handshake|best case|soft (yes|close)|"
        r"(mundliche )?zusage|mundlich\w*|kurz vor abschluss|abschlussphase|accord|engagement ferme|"
        r"acuerdo|compromiso|cierre|acordo|compromisso|fechamento|accordo|chiusura|mondeling\w*|akkoord|"
        "afronding",
    ),
    (
        "negotiation",
        r"negoti?[ac]\w*|negoci\w*|negozia\w*|contract\w*|under review|in review|final review|legal|"
        r"procurement|red ?lin\w*|verhandl\w*|vertrag\w*|in prufung|trattativ\w*|contratt\w*|contrat\w*|"
        r"onderhandel\w*|vyjednavan\w*|smlouva|negocjac\w*|umowa",
    ),
    ("meeting", r"value propos\w*"),
    (
        "quote",
        r"propos\w*|propuest\w*|quot\w*|(price|commercial|written) offer|offer\w*|pric(ing|ed)|"
        r"estimate\w*|tender|bid|rfp|rfq|angebot\w*|kostenvoranschlag|offerte\w*|devis|chiffrage|offres?|"
        r"ofert\w*|presupuest\w*|cotiza\w*|cotac\w*|orcament\w*|preventiv\w*|offert[ae]|quotazion\w*|"
        r"voorstel\w*|prijsopgave|nabidk\w*|kalkulac\w*|wycen\w*",
    ),
    (
        "info sent",
        r"(info\w*|information|material|brochure|documentation|samples?|catalog\w*|price ?list|deck|"
        r"collateral)( packs?)? (sent|shared|emailed)|(sent|emailed|shared) (the |some |an? )?(info\w*|"
        r"material|brochure|documentation|samples?|catalog\w*|price ?list|deck|collateral)|(unterlagen|"
        r"infos?|material) (gesendet|versendet|verschickt)|documentation envoyee|informac\w+ enviad[ao]s?|"
        "informazioni inviate|informatie (verstuurd|verzonden)|"
        r"(informac[ej]e?|materialy) (odeslan\w*|wyslan\w*)",
    ),
    # Not the customer's words for the first talks, which come before any meeting.
    ("qualified", r"clarification\w*|qualified ?to ?buy|meeting qualified"),
    (
        "meeting",
        r"meeting\w*|met|demo\w*|present\w*|appointment\w*|visit\w*|trial\w*|pilot\w*|poc|"
        r"proof of concept|evaluat\w*|(id\.?|identify\w*) decision ?makers?|perception analysis|"
        r"solution\w*|develop\w*|workshop|site survey|termin\w*|prasent\w*|vorfuhr\w*|vorgefuhrt|"
        r"erstgesprach|gesprach\w*|besuch\w*|testphase|rendez ?-?vous|rdv|demonstration|essai|visite|"
        r"reunion\w*|visita\w*|demostrac\w*|prueba|cita|presentac\w*|reuniao|demonstrac\w*|apresentac\w*|"
        r"teste|incontr\w*|riunion\w*|dimostraz\w*|presentaz\w*|appuntament\w*|prova|afspraak\w*|"
        r"bezoek\w*|presentatie|gesprek\w*|proefperiode|schuzk\w*|jednani|prezentac\w*|ukazka|predvedeni|"
        r"spotkani\w*|pokaz",
    ),
    (
        "lead",
        r"marketing qualified( lead)?|mql|lead generat\w*|initial contact|first contact|erstkontakt|"
        "contact initial|premier contact|contacto inicial|primer contacto|contato inicial|"
        "primeiro contato|contatto iniziale|primo contatto|eerste contact|prvni kontakt|pierwszy kontakt",
    ),
    (
        "qualified",
        r"qualif\w*|sql|sal|needs? ?-?analysis|analysis of request|discover\w*|contact ?-?made|contacted|"
        r"connected|working|in progress|engaged|hot|scop\w+|replied|responded|interested|opportunit\w*|"
        r"open deal|in talks|qualifi\w*|bedarfs\w*|kontaktiert|kontakt aufgenommen|in bearbeitung|"
        r"interessiert|contactee?s?|decouverte|analyse des besoins|en cours|interesse[es]*|calific\w*|"
        r"cualific\w*|contactad[oa]s?|analisis\w*|necesidades|interesad[oa]|en curso|oportunidad\w*|"
        r"contatad[oa]s?|levantamento\w*|necessidades|interessad[oa]|em andamento|contattat[oa]|"
        r"analisi\w*|esigenze|bisogni|interessat[oa]|in corso|opportunita|gekwalificeerd|kwalific\w*|"
        r"kwalificatie|gecontacteerd|behoefte\w*|in behandeling|geinteresseerd|kvalifik\w*|\w*kwalifik\w*|"
        r"kontaktovan\w*|osloven\w*|v reseni|analyza|analiza|prilezitost\w*|skontaktowan\w*|w toku|"
        r"zainteresowan\w*|szansa",
    ),
    (
        "lead",
        r"leads?|new|prospect\w*|open|cold|warm|enquir\w*|inquir\w*|requests?|nurtur\w*|attempt\w*|"
        r"identified|suspect|target|subscriber|raw|incoming|backlog|to (do|call|contact)|referral|neu\w*|"
        r"anfrage\w*|interessent\w*|kalt|offen|nouveau\w*|nouvelle|piste\w*|demande\w*|a contacter|"
        r"nuev[oa]s?|posible\w*|solicitud\w*|por contactar|nov[oa]s?|prospec\w*|a contatar|nuov[oa]|"
        r"potenzial\w*|richiest\w*|da contattare|nieuw\w*|aanvra\w*|te benaderen|nov[yei]|now[yae]|"
        r"poptavk\w*|zajemce|zapytani\w*",
    ),
)
# Only these words and nothing else: "Customer" is a sale, "Customer evaluation" is not one. ERPNext closes
# without an order what is neither converted nor lost.
_WHOLE = (
    (
        "won",
        "((new|existing|active|current) )?(customer|client|kunde|cliente|klant|evangelist)|paid|live|in contract|"
        "done deal|((order|goods) )?delivered|"
        "abgeschlossen",
    ),
    (
        "lost",
        "(auto )?closed|bad lead|stop|stopped|geschlossen|ferme|cerrad[oa]|fechad[oa]|chius[oa]|gesloten|"
        "uzavren[aoy]|zamknie(te|ta|ty)|zakonczon[aey]",
    ),
)
_COMPILED = [(kind, re.compile(rf"\b({pattern})(?!\w)")) for kind, pattern in _PATTERNS]
_COMPILED_WHOLE = [(kind, re.compile(pattern)) for kind, pattern in _WHOLE]
_CASES = re.compile(r"(?<=[a-z])(?=[A-Z])")  # closedWon
_GLUED = re.compile(
    r"(?<=closed)(?=won|lost)|(?<=[a-z])(?=scheduled|boughtin)|(?<=contract)(?=sent)|(?<=qualified)(?=to)"
)
_NUMBERING = re.compile(r"^(?:[a-z]|\d{1,2}) (?=\w)")
_MARKS = re.compile(r"[\W_]+")
_WIDE = "\u2e80"  # from here on scripts write no spaces between words


_UNMARKED = str.maketrans({"ł": "l", "Ł": "L", "ß": "ss", "ø": "o", "Ø": "O", "đ": "d"})


def plain(stage: str) -> str:
    """A stage as plain words: lower case, without accents, marks and emoji.

    Examples
    --------
    >>> plain("🟢 closedWon"), plain("Złożona oferta")
    ('closed won', 'zlozona oferta')
    """
    spread = unicodedata.normalize("NFKD", _CASES.sub(" ", stage.translate(_UNMARKED))).lower()
    bare = unicodedata.normalize("NFC", "".join(mark for mark in spread if not unicodedata.combining(mark)))
    words = _MARKS.sub(" ", bare).strip()
    return _GLUED.sub(" ", words)


@lru_cache(maxsize=4096)
def kind_and_words(stage: str) -> tuple[str, str]:
    """How far a deal with this stage is, one of `KINDS`, and the words that say so ("" where none do).

    Examples
    --------
    >>> kind_and_words("B) Angebot versendet"), kind_and_words("Blue")
    (('quote', 'angebot'), ('unknown', ''))
    """
    words = plain(stage)
    bare = _NUMBERING.sub("", words)
    whole = next((kind for kind, pattern in _COMPILED_WHOLE if pattern.fullmatch(bare)), None)
    whole = whole or ("lost" if reason_of(stage) in SILENCING or _is_refusal(stage) else None)
    if whole:
        return whole, bare
    for kind, pattern in _COMPILED:
        found = pattern.search(words)
        if found:
            return kind, found.group()
    return _listed(words)


def _is_refusal(stage: str) -> bool:
    """Whether it is a plain no, alone or with its reason behind it: "No - too expensive", not "no answer"."""
    first, _, reason = plain(stage).partition(" ")
    return first in _plain_noes() and (not reason or reason_of(reason) != OTHER)


@cache
def _plain_noes() -> frozenset[str]:
    return frozenset(plain(text) for text in vocabulary.every_spelling(vocabulary.words("stages")[PLAIN_NO]))


def _listed(words: str) -> tuple[str, str]:
    """The kind whose listed words are the longest that these say: "not sold" is more than "sold"."""
    found = [(kind, match.group()) for kind, pattern in _listed_words() for match in pattern.finditer(words)]
    return max(found, key=lambda pair: len(pair[1]), default=("unknown", ""))


@cache
def _listed_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            kind,
            re.compile(
                "|".join(_as_pattern(text) for text in sorted(vocabulary.every_spelling(by), key=len)[::-1])
            ),
        )
        for kind, by in vocabulary.words("stages").items()
        if kind in KINDS
    )


def _as_pattern(text: str) -> str:
    """A listed word as a pattern for plain words: a star is any ending, and some scripts write no spaces."""
    said = re.escape(plain(text.replace("*", ""))).replace(r"\ ", " ")
    ending = r"\w*" if text.endswith("*") else ""
    return said if said >= _WIDE else rf"\b{said}{ending}\b"


def stage_kind(stage: str | float | None) -> str:
    """How far a deal with this stage is by its words alone, one of `KINDS`.

    Examples
    --------
    >>> [stage_kind(s) for s in ("Closed Won", "Proposal/Price Quote", "A. Lead Generated", "Blue")]
    ['won', 'quote', 'lead', 'unknown']
    """
    return kind_and_words(stage)[0] if isinstance(stage, str) else "unknown"


def status_of_kind(kind: str) -> str:
    """`won`, `lost` or `open`: what a kind of stage says of the outcome."""
    return kind if kind in ("won", "lost") else "open"


def status_of(stage: str | float | None) -> str:
    """`won`, `lost` or `open`: what a stage's words alone say of the outcome.

    Examples
    --------
    >>> status_of("Closed Lost"), status_of("Negotiation"), status_of(None)
    ('lost', 'open', 'open')
    """
    return status_of_kind(stage_kind(stage))


def add_stage_kind(opportunities: pd.DataFrame) -> pd.DataFrame:
    """Add `stage_kind` (str), one of `KINDS` by the words of the stage, to one row per opportunity.

    Rows that have one already, from the book's own table of stages, keep it.
    """
    if "stage_kind" in opportunities:
        return opportunities
    kinds = {stage: stage_kind(stage) for stage in opportunities["stage"].dropna().unique()}
    found = opportunities["stage"].astype(object).map(kinds).astype(object).fillna("unknown")
    return opportunities.assign(stage_kind=found.astype("str"))
