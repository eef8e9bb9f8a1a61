"""What the words of a stage say about a deal."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentia.book.stages import KINDS, add_stage_kind, stage_kind, status_of

VENDORS = {
    "Salesforce": "Prospecting=lead, Qualification=qualified, Needs Analysis=qualified, "
    "Value Proposition=meeting, Id. Decision Makers=meeting, Perception Analysis=meeting, "
    "Proposal/Price Quote=quote, Negotiation/Review=negotiation, Closed Won=won, "
    "Closed Lost=lost",
    "Salesforce leads": "Open - Not Contacted=lead, Working - Contacted=qualified, Closed - Converted=won, "
    "Closed - Not Converted=lost",
    "HubSpot": "Appointment Scheduled=meeting, Qualified To Buy=qualified, "
    "Presentation Scheduled=meeting, Decision Maker Bought-In=verbal, Contract Sent=verbal, "
    "appointmentscheduled=meeting, qualifiedtobuy=qualified, presentationscheduled=meeting, "
    "decisionmakerboughtin=verbal, contractsent=verbal, closedwon=won, closedlost=lost",
    "HubSpot leads": "New=lead, Open=lead, In Progress=qualified, Open Deal=qualified, Unqualified=lost, "
    "Attempted to Contact=lead, Connected=qualified, Bad Timing=unknown, Subscriber=lead, "
    "Lead=lead, MQL=lead, SQL=qualified, Marketing Qualified Lead=lead, "
    "Sales Qualified Lead=qualified, Opportunity=qualified, Customer=won, Evangelist=won, "
    "Other=unknown",
    "Pipedrive": "Qualified=qualified, Contact Made=qualified, Demo Scheduled=meeting, Proposal Made=quote, "
    "Negotiations Started=negotiation, open=lead, won=won, lost=lost, deleted=lost",
    "Zoho": "Identify Decision Makers=meeting, Closed-Lost to Competition=lost",
    "Dynamics": "Qualify=qualified, Develop=meeting, Propose=quote, Close=verbal, 1-Qualify=qualified, "
    "On Hold=unknown, Canceled=lost, Out-Sold=lost",
    "Odoo": "Proposition=quote",
    "Frappe": "Demo/Making=meeting, Proposal/Quotation=quote, Negotiation=negotiation, "
    "Ready to Close=verbal, Contacted=qualified, Nurture=lead, Converted=won, Junk=lost",
    "Atomic": "Proposal Sent=quote, In Negotiation=negotiation, in-negociation=negotiation, Delayed=unknown",
    "ERPNext": "Quotation=quote, Replied=qualified, Closed=lost",
    "django-crm": "request=lead, analysis of request=qualified, clarification of the requirements=qualified, "
    "price offer=quote, commercial proposal=quote, commercial offer=quote, agreement=verbal",
    "generic": "deposit paid=won, booked=won, signed=won, disqualified=lost, archived=lost, "
    "no decision=lost, cancelled=lost, out-sold=lost, quote sent=quote, gewonnen=won",
}
SPELLINGS = (
    "A. Lead Generated=lead, 3 - Proposal=quote, 04) Negotiation=negotiation, 🏆 Won=won, ❌ Lost=lost, "
    "closed_won=won, closedLost=lost, ClosedWon=won, CLOSED WON=won, proposal_sent=quote, "
    "needs-analysis=qualified, demoScheduled=meeting"
)
REPS = (
    "quote sent=quote, sent proposal=quote, waiting for PO=verbal, awaiting signature=verbal, "
    "verbal ok=verbal, trial=meeting, ghosted=lost, lost - price=lost, on hold=unknown, "
    "not interested=lost, no budget=lost, meeting booked=meeting, demo done=meeting, "
    "customer visit=meeting, customer evaluation=meeting, NDA signed=negotiation, contract signed=won, "
    "PO received=won, contract to be signed=verbal, info sent=info sent, sent brochure=info sent, "
    "cold=lead, hot=qualified, not contacted=lead, contract review=negotiation, in contract=won, "
    "10%=unknown"
)
LANGUAGES = {
    "German": "Neu=lead, Anfrage=lead, Qualifiziert=qualified, Bedarfsanalyse=qualified, "
    "Unterlagen verschickt=info sent, Termin vereinbart=meeting, Präsentation=meeting, "
    "Angebot versendet=quote, Verhandlung=negotiation, Mündliche Zusage=verbal, Gewonnen=won, "
    "Auftrag erhalten=won, Verloren=lost, Kein Interesse=lost",
    "French": "Nouveau=lead, Piste=lead, Qualifié=qualified, Contacté=qualified, Rendez-vous=meeting, "
    "Démo=meeting, Devis envoyé=quote, Négociation=negotiation, Accord verbal=verbal, "
    "Gagné=won, Signé=won, Perdu=lost, Annulé=lost",
    "Spanish": "Nuevo=lead, Prospecto=lead, Calificado=qualified, Contactado=qualified, Reunión=meeting, "
    "Visita=meeting, Cotización enviada=quote, Propuesta=quote, Negociación=negotiation, "
    "Acuerdo verbal=verbal, Ganado=won, Cerrada ganada=won, Perdido=lost, Cerrada perdida=lost",
    "Portuguese": "Novo=lead, Prospecção=lead, Qualificado=qualified, Contatado=qualified, Reunião=meeting, "
    "Apresentação=meeting, Proposta enviada=quote, Orçamento=quote, Negociação=negotiation, "
    "Acordo verbal=verbal, Ganho=won, Fechado ganho=won, Perdido=lost",
    "Italian": "Nuovo=lead, Qualificato=qualified, Contattato=qualified, Incontro=meeting, "
    "Dimostrazione=meeting, Preventivo inviato=quote, Offerta=quote, Trattativa=negotiation, "
    "Accordo verbale=verbal, Vinto=won, Chiuso vinto=won, Perso=lost, Chiuso perso=lost",
    "Dutch": "Nieuw=lead, Aanvraag=lead, Gekwalificeerd=qualified, Afspraak=meeting, "
    "Presentatie=meeting, Offerte verstuurd=quote, Voorstel=quote, Onderhandeling=negotiation, "
    "Mondeling akkoord=verbal, Gewonnen=won, Getekend=won, Verloren=lost, Afgewezen=lost",
}


LANGUAGES |= {
    "Czech": "Nový=lead, Poptávka=lead, Kvalifikace=qualified, Kontaktováno=qualified, Schůzka=meeting, "
    "Prezentace=meeting, Nabídka odeslána=quote, Cenová nabídka=quote, Vyjednávání=negotiation, "
    "Ústní dohoda=verbal, Před podpisem=verbal, Vyhráno=won, Získáno=won, Prohráno=lost, Zrušeno=lost",
    "Polish": "Nowy=lead, Zapytanie=lead, Zakwalifikowany=qualified, Szansa sprzedaży=qualified, "
    "Spotkanie=meeting, Prezentacja=meeting, Oferta wysłana=quote, Wycena=quote, Negocjacje=negotiation, "
    "Ustna zgoda=verbal, Złożona oferta=quote, Wygrana=won, Umowa podpisana=won, Przegrana=lost, Odrzucona=lost, "
    "Brak zainteresowania=lost",
}

LANGUAGES |= {
    "Swedish": "Ny=lead, Kontaktad=qualified, Möte bokat=meeting, Offert skickad=quote, Förhandling=negotiation, "
    "Vunnen=won, Förlorad=lost",
    "Norwegian": "Ny=lead, Tilbud sendt=quote, Vunnet=won, Tapt=lost",
    "Danish": "Ny=lead, Møde aftalt=meeting, Tilbud sendt=quote, Vundet=won, Tabt=lost",
    "Finnish": "Uusi=lead, Tapaaminen sovittu=meeting, Tarjous lähetetty=quote, Voitettu=won, Hävitty=lost",
    "Turkish": "Yeni=lead, Teklif verildi=quote, Pazarlık=negotiation, Kazanıldı=won, KAYBEDİLDİ=lost",
    "Hungarian": "Új=lead, Ajánlat elküldve=quote, Megnyert=won, Elveszett=lost",
    "Romanian": "Nou=lead, Ofertă trimisă=quote, Câștigat=won, Pierdut=lost",
    "Russian": "Новый лид=lead, В работе=qualified, Встреча назначена=meeting, Отправлено КП=quote, "
    "Переговоры=negotiation, Успешно реализовано=won, Закрыто и не реализовано=lost",
    "Ukrainian": "Новий=lead, Пропозиція надіслана=quote, Переговори=negotiation, Виграно=won, Програно=lost",
    "Greek": "Νέο=lead, Προσφορά στάλθηκε=quote, Κερδισμένη=won, Χαμένη=lost",
    "Hebrew": "ליד חדש=lead, נקבעה פגישה=meeting, נשלחה הצעת מחיר=quote, זכינו=won, לא רלוונטי=lost",
    "Arabic": "جديد=lead, عرض سعر=quote, تم البيع=won, غير مهتم=lost",
    "Korean": "신규=lead, 고객미팅=meeting, 견적 발송=quote, 협상=negotiation, 수주=won, 실주=lost",
    "Japanese": "新規=lead, 初回訪問=meeting, 見積提出=quote, 条件交渉=negotiation, 受注=won, 失注=lost",
    "Chinese": "新线索=lead, 需求分析=qualified, 已报价=quote, 商务谈判=negotiation, 赢单=won, 输单=lost",
}


def _pairs(listed: str) -> list[tuple[str, str]]:
    return [tuple(pair.split("=")) for pair in listed.split(", ")]


@pytest.mark.parametrize(("stage", "kind"), [pair for listed in VENDORS.values() for pair in _pairs(listed)])
def test_every_vendors_own_stage_is_known(stage, kind):
    assert stage_kind(stage) == kind


@pytest.mark.parametrize(("stage", "kind"), _pairs(SPELLINGS))
def test_numbers_emoji_and_glued_words_do_not_hide_a_stage(stage, kind):
    assert stage_kind(stage) == kind


@pytest.mark.parametrize(("stage", "kind"), _pairs(REPS))
def test_the_words_reps_use_are_known(stage, kind):
    assert stage_kind(stage) == kind


@pytest.mark.parametrize(("stage", "kind"), [pair for listed in LANGUAGES.values() for pair in _pairs(listed)])
def test_the_main_stages_are_known_in_many_languages(stage, kind):
    assert stage_kind(stage) == kind


def test_only_outcomes_close_a_deal():
    assert [status_of(s) for s in ("Closed Won", "closedlost", "Proposal Made", None, float("nan"), "")] == [
        "won",
        "lost",
        "open",
        "open",
        "open",
        "open",
    ]


def test_a_booked_meeting_is_no_sale_and_a_booked_order_is():
    assert (status_of("Meeting booked"), status_of("Booked")) == ("open", "won")


def test_kinds_are_added_beside_the_stages_and_change_nothing_else():
    opportunities = pd.DataFrame({"stage": ["Won", None, "Demo"]}, index=["b", "a", "c"])
    staged = add_stage_kind(opportunities)
    assert staged["stage_kind"].tolist() == ["won", "unknown", "meeting"]
    assert staged.index.tolist() == ["b", "a", "c"]
    assert list(opportunities) == ["stage"]


def test_a_kind_that_the_book_knows_stays():
    staged = add_stage_kind(pd.DataFrame({"stage": ["Blue"], "stage_kind": ["quote"]}))
    assert staged["stage_kind"].tolist() == ["quote"]


PLAIN_NOES = ("no", "No - too expensive", "Nee (te duur)", "Nein, zu teuer", "no, call next year", "Нет")
NO_NOES = ("No answer yet", "no contact so far", "No status", "还没联系")


@pytest.mark.parametrize("stage", PLAIN_NOES)
def test_a_plain_no_is_lost_alone_or_before_its_reason(stage):
    assert stage_kind(stage) == "lost"


@pytest.mark.parametrize("stage", NO_NOES)
def test_what_only_begins_with_a_no_is_not_lost(stage):
    assert stage_kind(stage) != "lost"


def test_deals_without_any_stage_are_of_no_kind():
    assert add_stage_kind(pd.DataFrame({"stage": [float("nan")]}))["stage_kind"].tolist() == ["unknown"]


@given(st.text())
def test_any_text_has_a_kind(text):
    assert stage_kind(text) in KINDS


@given(
    st.sampled_from(["Won", "Closed Lost", "Proposal", "Demo"]),
    st.sampled_from(["{}", "7. {}", "  {} ", "✨{}", "B) {}"]),
)
def test_decoration_never_changes_a_kind(stage, decoration):
    assert stage_kind(decoration.format(stage)) == stage_kind(stage)
