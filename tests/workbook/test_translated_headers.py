"""Exports in other languages, header by header, with and without accents, and two languages on one sheet."""

import unicodedata

import pytest
from made_sheets import fields_of, only, sheet

from sentia.workbook.meaning.spellings import languages
from sentia.workbook.recognition import recognise

WHO, DEAL = "accounts", "opportunities"
# One deals export a language: the header, what stands below it, and the field it fills.
DEALS = {
    "German": [
        ("Name des Geschäfts", "Pumpen", "opportunities.name"),
        ("Kunde", "Acme", "opportunities.account_id"),
        ("Ansprechpartner", "Jo Fox", "opportunities.contact_id"),
        ("Zuständiger Mitarbeiter", "Ann", "accounts.owner"),
        ("Verkaufsphase", "Angebot", "opportunities.stage"),
        ("Auftragswert", "1.000,00", "opportunities.amount"),
        ("Währung", "EUR", "opportunities.currency"),
        ("Abschlusswahrscheinlichkeit", "40%", "opportunities.probability"),
        ("Erstellt am", "13.02.2026", "opportunities.created_on"),
        ("Voraussichtliches Abschlussdatum", "24.12.2026", "opportunities.expected_close_on"),
        ("Nächster Schritt", "anrufen", "opportunities.next_step"),
        ("Wiedervorlage", "25.11.2026", "opportunities.next_step_on"),
        ("Verlustgrund", "Preis", "opportunities.lost_reason"),
        ("Herkunft", "Messe", "opportunities.source"),
        ("Letzter Kontakt", "13.11.2026", "activities.done_at"),
        ("Bemerkungen", "nett", "opportunities.notes"),
    ],
    "French": [
        ("Nom de l'affaire", "Pompes", "opportunities.name"),
        ("Société", "Acme", "opportunities.account_id"),
        ("Interlocuteur", "Jo Fox", "opportunities.contact_id"),
        ("Commercial", "Ann", "opportunities.owner"),
        ("Étape de vente", "Proposition", "opportunities.stage"),
        ("Montant HT", "1000", "opportunities.amount"),
        ("Devise", "EUR", "opportunities.currency"),
        ("Probabilité", "40%", "opportunities.probability"),
        ("Date de création", "13/02/2026", "opportunities.created_on"),
        ("Date de clôture prévue", "24/12/2026", "opportunities.expected_close_on"),
        ("Prochaine étape", "appeler", "opportunities.next_step"),
        ("Date de relance", "25/11/2026", "opportunities.next_step_on"),
        ("Motif de perte", "prix", "opportunities.lost_reason"),
        ("Origine", "salon", "opportunities.source"),
        ("Dernier contact", "13/11/2026", "activities.done_at"),
        ("Commentaires", "bien", "opportunities.notes"),
    ],
    "Spanish": [
        ("Nombre del negocio", "Bombas", "opportunities.name"),
        ("Empresa", "Acme", "opportunities.account_id"),
        ("Persona de contacto", "Jo Fox", "opportunities.contact_id"),
        ("Vendedor", "Ann", "opportunities.owner"),
        ("Etapa", "Propuesta", "opportunities.stage"),
        ("Importe", "1000", "opportunities.amount"),
        ("Moneda", "EUR", "opportunities.currency"),
        ("Probabilidad", "40%", "opportunities.probability"),
        ("Fecha de creación", "13/02/2026", "opportunities.created_on"),
        ("Fecha de cierre prevista", "24/12/2026", "opportunities.expected_close_on"),
        ("Próximo paso", "llamar", "opportunities.next_step"),
        ("Fecha de seguimiento", "25/11/2026", "opportunities.next_step_on"),
        ("Motivo de la pérdida", "precio", "opportunities.lost_reason"),
        ("Origen", "feria", "opportunities.source"),
        ("Último contacto", "13/11/2026", "activities.done_at"),
        ("Observaciones", "bien", "opportunities.notes"),
    ],
    "Portuguese": [
        ("Nome do negócio", "Bombas", "opportunities.name"),
        ("Empresa", "Acme", "opportunities.account_id"),
        ("Pessoa de contato", "Jo Fox", "opportunities.contact_id"),
        ("Vendedor", "Ann", "opportunities.owner"),
        ("Fase da venda", "Proposta", "opportunities.stage"),
        ("Valor estimado", "1000", "opportunities.amount"),
        ("Moeda", "BRL", "opportunities.currency"),
        ("Probabilidade", "40%", "opportunities.probability"),
        ("Data de criação", "13/02/2026", "opportunities.created_on"),
        ("Previsão de fechamento", "24/12/2026", "opportunities.expected_close_on"),
        ("Próxima ação", "ligar", "opportunities.next_step"),
        ("Data do próximo contato", "25/11/2026", "opportunities.next_step_on"),
        ("Motivo da perda", "preço", "opportunities.lost_reason"),
        ("Origem", "feira", "opportunities.source"),
        ("Última ligação", "13/11/2026", "activities.done_at"),
        ("Observações", "bem", "opportunities.notes"),
    ],
    "Italian": [
        ("Nome trattativa", "Pompe", "opportunities.name"),
        ("Azienda", "Acme", "opportunities.account_id"),
        ("Referente", "Jo Fox", "opportunities.contact_id"),
        ("Venditore", "Ann", "opportunities.owner"),
        ("Fase di vendita", "Proposta", "opportunities.stage"),
        ("Importo", "1000", "opportunities.amount"),
        ("Valuta", "EUR", "opportunities.currency"),
        ("Probabilità", "40%", "opportunities.probability"),
        ("Data di creazione", "13/02/2026", "opportunities.created_on"),
        ("Data prevista di chiusura", "24/12/2026", "opportunities.expected_close_on"),
        ("Prossimo passo", "chiamare", "opportunities.next_step"),
        ("Data prossimo contatto", "25/11/2026", "opportunities.next_step_on"),
        ("Motivo della perdita", "prezzo", "opportunities.lost_reason"),
        ("Provenienza", "fiera", "opportunities.source"),
        ("Ultimo contatto", "13/11/2026", "activities.done_at"),
        ("Osservazioni", "bene", "opportunities.notes"),
    ],
    "Dutch": [
        ("Naam van de deal", "Pompen", "opportunities.name"),
        ("Bedrijf", "Acme", "opportunities.account_id"),
        ("Contactpersoon", "Jo Fox", "opportunities.contact_id"),
        ("Verkoper", "Ann", "opportunities.owner"),
        ("Verkoopfase", "Offerte", "opportunities.stage"),
        ("Geschatte waarde", "1000", "opportunities.amount"),
        ("Munteenheid", "EUR", "opportunities.currency"),
        ("Slagingskans", "40%", "opportunities.probability"),
        ("Aangemaakt op", "13-02-2026", "opportunities.created_on"),
        ("Verwachte sluitingsdatum", "24-12-2026", "opportunities.expected_close_on"),
        ("Volgende stap", "bellen", "opportunities.next_step"),
        ("Opvolgdatum", "25-11-2026", "opportunities.next_step_on"),
        ("Reden verlies", "prijs", "opportunities.lost_reason"),
        ("Herkomst", "beurs", "opportunities.source"),
        ("Laatste contact", "13-11-2026", "activities.done_at"),
        ("Opmerkingen", "goed", "opportunities.notes"),
    ],
    "Czech": [
        ("Název obchodu", "Čerpadla", "opportunities.name"),
        ("Společnost", "Acme", "opportunities.account_id"),
        ("Kontaktní osoba", "Jo Fox", "opportunities.contact_id"),
        ("Obchodník", "Ann", "opportunities.owner"),
        ("Fáze prodeje", "Nabídka", "opportunities.stage"),
        ("Předpokládaná hodnota", "1000", "opportunities.amount"),
        ("Měna", "CZK", "opportunities.currency"),
        ("Pravděpodobnost", "40%", "opportunities.probability"),
        ("Datum vytvoření", "13.02.2026", "opportunities.created_on"),
        ("Předpokládané datum uzavření", "24.12.2026", "opportunities.expected_close_on"),
        ("Další krok", "zavolat", "opportunities.next_step"),
        ("Datum připomenutí", "25.11.2026", "opportunities.next_step_on"),
        ("Důvod prohry", "cena", "opportunities.lost_reason"),
        ("Zdroj", "veletrh", "opportunities.source"),
        ("Poslední kontakt", "13.11.2026", "activities.done_at"),
        ("Poznámky", "dobře", "opportunities.notes"),
    ],
    "Polish": [
        ("Nazwa szansy", "Pompy", "opportunities.name"),
        ("Klient", "Acme", "opportunities.account_id"),
        ("Osoba kontaktowa", "Jo Fox", "opportunities.contact_id"),
        ("Handlowiec", "Ann", "opportunities.owner"),
        ("Etap sprzedaży", "Oferta", "opportunities.stage"),
        ("Wartość", "1000", "opportunities.amount"),
        ("Waluta", "PLN", "opportunities.currency"),
        ("Prawdopodobieństwo", "40%", "opportunities.probability"),
        ("Data utworzenia", "13.02.2026", "opportunities.created_on"),
        ("Przewidywana data zamknięcia", "24.12.2026", "opportunities.expected_close_on"),
        ("Następny krok", "zadzwonić", "opportunities.next_step"),
        ("Data następnego kontaktu", "25.11.2026", "opportunities.next_step_on"),
        ("Powód przegranej", "cena", "opportunities.lost_reason"),
        ("Źródło", "targi", "opportunities.source"),
        ("Ostatni kontakt", "13.11.2026", "activities.done_at"),
        ("Uwagi", "dobrze", "opportunities.notes"),
    ],
}
OTHERS = {
    ("German", "Kunden"): "Kundennummer|Firma|Branche|Straße|PLZ|Ort|Land|Webseite|Mitarbeiterzahl|Kundenbetreuer",
    ("French", "Clients"): "N° client|Raison sociale|Secteur d'activité|Adresse|Code postal|Ville|Pays|Site web",
    ("Spanish", "Clientes"): "Código de cliente|Razón social|Sector|Dirección|Código postal|Ciudad|País|Sitio web",
    ("Portuguese", "Clientes"): "Código do cliente|Razão social|Ramo de atividade|Endereço|CEP|Cidade|País|Site",
    ("Italian", "Clienti"): "Codice cliente|Ragione sociale|Settore|Indirizzo|CAP|Città|Paese|Sito web",
    ("Dutch", "Klanten"): "Klantnummer|Bedrijfsnaam|Branche|Adres|Postcode|Plaats|Land|Website",
    ("Czech", "Zákazníci"): "Číslo zákazníka|Název společnosti|Odvětví|Ulice|PSČ|Město|Země|Web",
    ("Polish", "Klienci"): "Numer klienta|Nazwa firmy|Branża|Ulica|Kod pocztowy|Miasto|Kraj|Strona www",
    ("German", "Kontakte"): "Vorname|Nachname|Firma|Position|E-Mail-Adresse|Telefonnummer|Mobil",
    ("French", "Contacts"): "Prénom|Nom de famille|Entreprise|Fonction|Adresse e-mail|Téléphone|Portable",
    ("Spanish", "Contactos"): "Nombre|Apellidos|Empresa|Cargo|Correo electrónico|Teléfono|Móvil",
    ("Portuguese", "Contatos"): "Nome|Sobrenome|Empresa|Cargo|E-mail|Telefone|Celular",
    ("Italian", "Contatti"): "Nome|Cognome|Azienda|Qualifica|Posta elettronica|Telefono|Cellulare",
    ("Dutch", "Contactpersonen"): "Voornaam|Achternaam|Bedrijf|Functie|E-mailadres|Telefoonnummer|Mobiel",
    ("Czech", "Kontakty"): "Jméno|Příjmení|Firma|Pozice|E-mail|Telefon|Mobil",
    ("Polish", "Kontakty"): "Imię|Nazwisko|Firma|Stanowisko|Adres e-mail|Telefon|Komórka",
    ("German", "Angebote"): "Angebotsnummer|Kunde|Angebotsdatum|Gültig bis|Gesamtbetrag|Status",
    ("French", "Devis"): "Numéro de devis|Client|Date d'envoi|Valable jusqu'au|Montant total|Statut",
    ("Spanish", "Presupuestos"): "Número de presupuesto|Cliente|Fecha de envío|Válido hasta|Importe total|Estado",
    ("Portuguese", "Propostas"): "Número da proposta|Cliente|Data de envio|Válido até|Valor total|Situação",
    ("Italian", "Preventivi"): "Numero preventivo|Cliente|Data di invio|Valido fino al|Importo totale|Stato",
    ("Dutch", "Offertes"): "Offertenummer|Klant|Offertedatum|Geldig tot|Totaalbedrag|Status",
    ("Czech", "Nabídky"): "Číslo nabídky|Zákazník|Datum odeslání|Platnost do|Celková cena|Stav",
    ("Polish", "Oferty"): "Numer oferty|Klient|Data wysłania|Ważna do|Kwota netto|Status",
    ("German", "Aktivitäten"): "Datum|Art|Kunde|Ansprechpartner|Betreff|Ergebnis|Dauer in Minuten|Notizen",
    ("French", "Activités"): "Date|Type d'activité|Client|Contact|Objet|Résultat|Durée|Compte rendu",
    ("Spanish", "Actividades"): "Fecha|Tipo de actividad|Cliente|Contacto|Asunto|Resultado|Duración|Notas",
    ("Portuguese", "Atividades"): "Data|Tipo de atividade|Cliente|Contato|Assunto|Resultado|Duração|Anotações",
    ("Italian", "Attività"): "Data|Tipo di attività|Cliente|Referente|Oggetto|Esito|Durata|Note",
    ("Dutch", "Activiteiten"): "Datum|Soort|Klant|Contactpersoon|Onderwerp|Resultaat|Duur|Verslag",
    ("Czech", "Aktivity"): "Datum|Typ|Zákazník|Kontaktní osoba|Předmět|Výsledek|Trvání|Zápis",
    ("Polish", "Aktywności"): "Data|Rodzaj|Klient|Osoba kontaktowa|Temat|Wynik|Czas trwania|Notatki",
    ("German", "Bestellungen"): "Bestellnummer|Kunde|Bestelldatum|Betrag|Artikel",
    ("French", "Commandes"): "Numéro de commande|Client|Date de commande|Montant HT|Article",
    ("Spanish", "Pedidos"): "Número de pedido|Cliente|Fecha del pedido|Importe|Producto",
    ("Portuguese", "Pedidos"): "Número do pedido|Cliente|Data do pedido|Valor total|Produto",
    ("Italian", "Ordini"): "Numero ordine|Cliente|Data ordine|Importo|Prodotto",
    ("Dutch", "Bestellingen"): "Bestelnummer|Klant|Besteldatum|Bedrag|Artikel",
    ("Czech", "Objednávky"): "Číslo objednávky|Zákazník|Datum objednávky|Částka|Zboží",
    ("Polish", "Zamówienia"): "Numer zamówienia|Klient|Data zamówienia|Kwota|Towar",
    ("German", "Kalender"): "Beginn|Ende|Titel",
    ("French", "Agenda"): "Début|Fin|Titre",
    ("Spanish", "Calendario"): "Inicio|Fin|Título",
    ("Portuguese", "Calendário"): "Início|Fim|Título",
    ("Italian", "Calendario"): "Inizio|Fine|Titolo",
    ("Dutch", "Agenda"): "Begin|Einde|Titel",
    ("Czech", "Kalendář"): "Začátek|Konec|Název",
    ("Polish", "Kalendarz"): "Początek|Koniec|Tytuł",
}
KINDS = ["accounts", "contacts", "quotes", "activities", "orders", "calendar"]
FIELDS = {
    "accounts": "account_id name industry address postal_code city country website employees owner",
    "contacts": "name name account_id title email phone phone",
    "quotes": "quote_id account_id sent_on valid_until_on amount status",
    "activities": "done_at kind account_id contact_id subject outcome minutes notes",
    "orders": "order_id account_id ordered_on amount product",
    "calendar": "starts_at ends_at title",
}
VALUES = {
    **{"account_id": "7", "name": "Acme", "industry": "x", "address": "y 1", "postal_code": "012", "city": "z"},
    **{
        "country": "w",
        "website": "acme.com",
        "employees": 5,
        "owner": "Ann",
        "title": "boss",
        "email": "a@acme.com",
    },
    **{"phone": "+49 30 123456", "quote_id": "Q1", "sent_on": "2026-11-02", "valid_until_on": "2026-12-24"},
    **{"amount": 1000, "status": "draft", "done_at": "2026-11-13", "kind": "call", "contact_id": "Jo Fox"},
    **{"subject": "hello", "outcome": "reached", "minutes": 5, "notes": "fine", "order_id": "O1"},
    **{
        "ordered_on": "2026-10-13",
        "product": "Pumps",
        "starts_at": "2026-11-23 10:00",
        "ends_at": "2026-11-23 11:00",
    },
}
COMPANIES = sheet("Companies", ["Company", "Industry"], ["Acme", "pumps"])


def plain(text: str) -> str:
    """Without accents, as a rep types it: "Prochaine etape", "Zrodlo"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return bare.replace("ł", "l").replace("ß", "ss")


def spelled_out(text: str) -> str:
    """Umlauts as two letters."""
    return text.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))


@pytest.mark.parametrize("write", [str, plain, str.upper, spelled_out])
@pytest.mark.parametrize("language", DEALS)
def test_a_deals_export_fills_the_same_fields_in_every_language(language, write):
    headers, values, fields = zip(*DEALS[language], strict=True)
    found = recognise([sheet("Export", [write(header) for header in headers], list(values))])
    taken = fields_of(found.sheets[0])
    told = {header: taken.get(write(header), []) for header in headers}
    wrong = {h: told[h] for h, field in zip(headers, fields, strict=True) if not _is(field, told[h])}
    assert wrong == {}
    assert only(found, "opportunities").frame["amount"].tolist() == [1000]


def _is(field: str, taken: list[str]) -> bool:
    either = {"accounts.owner": {"accounts.owner", "opportunities.owner"}}
    return bool(either.get(field, {field}) & set(taken))


@pytest.mark.parametrize(("language", "name"), OTHERS)
def test_lists_of_every_table_fill_its_fields_in_every_language(language, name):
    number = list(OTHERS).index((language, name))
    kind = KINDS[number // len(DEALS)]
    headers = OTHERS[language, name].split("|")
    fields = FIELDS[kind].split()[: len(headers)]
    listed = sheet(name, headers, [VALUES[field] for field in fields])
    understood = recognise([COMPANIES, listed]).sheets[1]
    assert understood["used_as"][0] == kind
    taken = fields_of(understood)
    wanted = {h: f"{kind}.{field}" for h, field in zip(headers, fields, strict=True)}
    assert {h: taken.get(h) for h, field in wanted.items() if field not in taken.get(h, [])} == {}


def test_every_language_has_words_for_every_table():
    assert DEALS.keys() == languages().keys()
    for said in languages().values():
        assert {"accounts", "contacts", "opportunities", "quotes", "activities", "orders", "calendar"} <= set(
            said["fields"]
        )


def test_two_languages_on_one_sheet_are_read_as_one():
    mixed = sheet(
        "Deals", ["Kunde", "Deal name", "Montant", "Stage", "Nächster Schritt"], ["Acme", "A", 5, "New", "x"]
    )
    assert list(fields_of(recognise([mixed]).sheets[0]).values()) == [
        ["opportunities.account_id"],
        ["opportunities.name"],
        ["opportunities.amount"],
        ["opportunities.stage"],
        ["opportunities.next_step"],
    ]


def test_a_word_of_two_languages_means_what_the_other_headers_language_says():
    czech = sheet("a", ["Název společnosti", "Město", "Kraj", "PSČ"], ["Acme", "Brno", "Jihomoravský", "60200"])
    polish = sheet("b", ["Nazwa firmy", "Miasto", "Kraj", "Kod pocztowy"], ["Acme", "Gdynia", "Polska", "81-001"])
    assert fields_of(recognise([czech]).sheets[0])["Kraj"] == ["accounts.region"]
    assert fields_of(recognise([polish]).sheets[0])["Kraj"] == ["accounts.country"]


def test_the_reason_says_in_which_language_a_header_is_what():
    columns = recognise([sheet("x", ["Firma", "Ansprechpartner", "Wert", "Verkaufsphase"], ["A", "B", 5, "Neu"])])
    reasons = {column["header"]: column["why"] for column in columns.sheets[0]["columns"]}
    assert reasons["Verkaufsphase"] == "German for stage"
