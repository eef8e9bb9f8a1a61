"""Sheets whose headers are in none of the nine languages: their own words, cases, compounds and scripts."""

import pytest
from made_sheets import fields_of, sheet

from sentia.vocabulary.headers import word_lists
from sentia.workbook.meaning.concepts import header_words, read_words
from sentia.workbook.recognition import recognise

FIELDS = ("name", "account_id", "owner", "stage", "amount", "created_on", "expected_close_on", "notes")
ROWS = (
    (
        "Alder Pumps",
        "Alder Ltd",
        "Kim Vale",
        "Alpha",
        12000,
        "2026-02-13",
        "2026-12-24",
        "met them at the fair in May",
    ),
    (
        "Birch Valves",
        "Birch Ltd",
        "Lou Penn",
        "Beta",
        4500,
        "2026-03-01",
        "2026-12-30",
        "asks for the long version",
    ),
    (
        "Cedar Pipes",
        "Cedar Ltd",
        "Kim Vale",
        "Beta",
        800,
        "2026-04-21",
        "2027-01-15",
        "their boss decides on this",
    ),
)
DEALS = {
    "Swedish": "Affärens namn|Företag|Ansvarig säljare|Säljfas|Ordervärde|Skapad datum|Förväntat avslutsdatum|"
    "Kommentarer",
    "Norwegian": "Navn på salgsmulighet|Firmanavn|Selger|Salgsfase|Beløp|Opprettet dato|Forventet lukkedato|"
    "Merknader",
    "Danish": "Navn på salgsmulighed|Virksomhed|Sælger|Salgsfase|Beløb|Oprettelsesdato|Forventet lukkedato|"
    "Bemærkninger",
    "Finnish": "Kaupan nimi|Yritys|Vastuumyyjä|Myyntivaihe|Kaupan arvo|Luontipäivä|Arvioitu päättymispäivä|"
    "Muistiinpanot",
    "Turkish": "FIRSAT ADI|ŞİRKET|SATIŞ TEMSİLCİSİ|AŞAMA|TUTAR|OLUŞTURULMA TARİHİ|TAHMİNİ KAPANIŞ TARİHİ|NOTLAR",
    "Hungarian": "Üzlet neve|Cégnév|Értékesítő|Szakasz|Összeg|Létrehozás dátuma|Várható zárás dátuma|Megjegyzések",
    "Romanian": "Nume oportunitate|Companie|Agent vânzări|Etapă|Valoare|Data creării|Data estimată de închidere|"
    "Observații",
    "Russian": "НазваниеСделки|Контрагент|Ответственный менеджер|Стадия сделки|Сумма|Дата создания|"
    "Ожидаемая дата закрытия|Комментарии",
    "Ukrainian": "Назва угоди|Компанія|Відповідальний|Стадія угоди|Сума|Дата створення|Очікувана дата закриття|"
    "Коментарі",
    "Greek": "ΟΝΟΜΑ ΕΥΚΑΙΡΙΑΣ|ΕΤΑΙΡΕΙΑ|ΠΩΛΗΤΗΣ|ΣΤΑΔΙΟ|ΠΟΣΟ|ΗΜΕΡΟΜΗΝΙΑ ΔΗΜΙΟΥΡΓΙΑΣ|"
    "ΑΝΑΜΕΝΟΜΕΝΗ ΗΜΕΡΟΜΗΝΙΑ ΚΛΕΙΣΙΜΑΤΟΣ|"
    "ΣΗΜΕΙΩΣΕΙΣ",
    "Hebrew": "שם העסקה|חברה|איש מכירות|שלב|סכום|תאריך יצירה|תאריך סגירה צפוי|הערות",
    "Arabic": "اسم الصفقة|الشركة|مندوب المبيعات|المرحلة|المبلغ|تاريخ الإنشاء|تاريخ الإغلاق المتوقع|الملاحظات",
    "Korean": "영업기회명|고객사|영업담당자|진행단계|금액|등록일|예상마감일|비고",
    "Japanese": "案件名|顧客名|営業担当|商談フェーズ|見込金額|登録日|完了予定日|備考",
    "Chinese": "商机名称|客户名称|负责人|销售阶段|预计金额|创建日期|预计成交日期|备注",
}


@pytest.mark.parametrize("language", DEALS)
def test_a_deals_export_is_read_in_the_language_of_its_headers(language):
    headers = DEALS[language].split("|")
    taken = fields_of(recognise([sheet("Sheet1", headers, *map(list, ROWS))]).sheets[0])
    owners = {"opportunities.owner", "accounts.owner"}
    wrong = {
        header: taken.get(header)
        for header, field in zip(headers, FIELDS, strict=True)
        if not ({f"opportunities.{field}"} | (owners if field == "owner" else set())) & set(taken.get(header, []))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("header", "concept"),
    [("Waehrung", "currency"), ("BELØB", "money"), ("الشركة", "company"), ("בחברה", "company"), ('דוא"ל', "email")]
    + [("СуммаДоговора", "money"), ("ｐｈｏｎｅ", "phone"), ("Kapanış", "close"), ("KAPANIŞ", "close")],
)
def test_a_word_is_known_in_any_form_of_its_script(header, concept):
    assert concept in read_words(header).concepts


@pytest.mark.parametrize(
    "header",
    [
        "Follow-up date",
        "Nächster Besuch",
        "Date de la prochaine visite",
        "Fecha próximo seguimiento",
        "Vervolgdatum",
    ]
    + ["Prossima visita", "Data próximo contacto", "Data następnego kontaktu", "Další kontakt", "Nästa besök"]
    + ["Sonraki görüşme", "Следующий контакт", "Επόμενη επαφή", "다음방문일", "次回訪問日", "下次跟进时间"],
)
def test_the_day_of_the_next_contact_is_when_an_activity_is_due(header):
    rows = [["2026-09-14", "Alder Ltd", "Call", "2026-12-01"], ["2026-10-02", "Birch Ltd", "Visit", "2026-12-09"]]
    told = recognise([sheet("Sheet1", ["Visit date", "Company", "Activity type", header], *rows)])
    assert fields_of(told.sheets[0])[header] == ["activities.due_on"]


@pytest.mark.parametrize(
    "header",
    [
        "Amount excl. VAT",
        "Betrag ohne MwSt",
        "Montant HT",
        "Importe sin IVA",
        "Valor com IVA",
        "Importo IVA esclusa",
    ]
    + ["Bedrag excl. btw", "Cena bez DPH", "Kwota bez VAT", "Belopp exkl. moms", "Tutar KDV hariç", "Сумма с НДС"]
    + ["Σύνολο με ΦΠΑ", 'סכום לפני מע"מ', "税抜金額", "含税金额"],
)
def test_an_amount_with_or_without_tax_is_the_amount(header):
    rows = [
        ["Q-1", "2026-09-14", "Alder Ltd", 1200, "2026-12-01"],
        ["Q-2", "2026-10-02", "Birch", 80, "2026-12-09"],
    ]
    told = recognise([sheet("Quotes", ["Quote number", "Quote date", "Client", header, "Valid until"], *rows)])
    assert fields_of(told.sheets[0])[header] == ["quotes.amount"]


@pytest.mark.parametrize(
    ("header", "concept"),
    [("Ansprechp.", "person"), ("Wahrsch.", "probability"), ("Bemerk.", "note"), ("Ответств.", "owner")],
)
def test_a_word_cut_short_means_what_every_word_means_that_begins_so(header, concept):
    assert read_words(header).concepts == {concept}


def test_a_beginning_of_words_that_mean_several_things_means_none():
    assert read_words("Kont.").concepts == frozenset()


def test_a_word_of_one_language_changes_no_word_that_all_sheets_share():
    assert read_words("object").concepts == {"subject"}
    assert "history" not in read_words("Valid till").concepts


def test_humps_are_cut_in_any_script():
    assert header_words("ДатаЗакрытияСделки") == ["дата", "закрытия", "сделки"]


def test_every_language_has_two_hundred_words_of_headers():
    _, languages = word_lists()
    assert all(sum(map(len, words.values())) >= 200 for words in languages)
