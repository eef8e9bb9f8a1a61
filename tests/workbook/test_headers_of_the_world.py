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


def test_a_word_of_one_language_changes_no_word_that_all_sheets_share():
    assert read_words("object").concepts == {"subject"}
    assert "history" not in read_words("Valid till").concepts


def test_humps_are_cut_in_any_script():
    assert header_words("ДатаЗакрытияСделки") == ["дата", "закрытия", "сделки"]


def test_every_language_has_two_hundred_words_of_headers():
    _, languages = word_lists()
    assert all(sum(map(len, words.values())) >= 200 for words in languages)
