"""A rep's own sheet as one keeps it, and what a careful salesperson names on it, judged row by row by hand.

Mixed words for where things stand, several people in one cell, amounts as they were typed, promises and dates in
the notes; a tab of quotes, and a call log that is four weeks old. The day is Monday, 23 November 2026.

What a careful reader names stands beside each customer: the kinds of follow-up, "a/b" where either says it, and
after "~" what is fair to say as well. A customer who is not listed is looked after, rests or is over, and naming
it would be noise. Thanks for an introduction stand at whoever gave it.
"""

# ruff: noqa: E501
import re
from datetime import date
from pathlib import Path

from openpyxl import Workbook

DEALS = """
Customer | Who to ask for | Phone / e-mail | Looking for | Worth ($) | Where it stands | First call | Last spoke | Next move | By when | Should close | Decided | Notes
Brewer Hardware | Tom Brewer | 555-0101 | shelf labels, 3 stores | 4,200 | quoted | 2026-09-28 | 2026-11-09 | | | | | sent quote 11/9, no answer
Calloway Dental | Dr. Iris Calloway | iris@callowaydental.example | wristbands | 1,150 | talking | 2026-10-19 | 2026-11-19 | send samples | 2026-11-25 | | | nice lady
Dunmore Freight | Pete Dunmore; Sandra (accounts) | 555-0103 | 12 scanners | 18000 | demo done | 2026-09-14 | 2026-11-12 | call Pete about the demo | 2026-11-18 | 2026-12-15 | |
Eastgate Bakery | | 555-0104 | label printer | 900 | new lead | 2026-11-19 | | | | | | website form
Fenwick Spa | Amira Said | amira@fenwickspa.example | spa wristbands | 6,500 | on hold | 2026-06-08 | 2026-10-05 | | | | | budget frozen, call back in Feb
Garland Clinics | Dr. Osei | 555-0106 | asset tags | 22,000 | waiting on PO | 2026-07-13 | 2026-11-16 | PO from purchasing | 2026-11-27 | 2026-12-11 | |
Hartley Foods | Joan Hartley | joan@hartleyfoods.example | case labels | 7,400 | lost - price | 2026-01-12 | 2026-02-16 | | | | 2026-02-16 | went with the cheaper guys
Inver Golf | Kirsty | 555-0108 | ticket printer | 2,600 | won | 2026-08-03 | 2026-11-16 | | | | 2026-11-16 | order came in by mail
Juniper Print | Bo Lindgren | bo@juniperprint.example | ribbons every month | 350 | customer | 2024-03-04 | 2026-09-14 | | | | | small but loyal
Kirkland Cold Store | Ola B. | 555-0110 | freezer labels | 9,800 | negotiating | 2026-08-17 | 2026-10-28 | | | | | wants 5% off, I said I ask the boss
Lowry Pharma | Ben Lowry | 555-0111 | vial labels | 31,000 | verbal yes | 2026-05-11 | 2026-11-17 | contract signature | 2026-11-30 | 2026-11-30 | |
Marsh Logistics | Paula; Dieter (IT) | 555-0112 / paula@marshlogistics.example | 40 handhelds | 46,000 | demo booked | 2026-09-21 | 2026-11-13 | demo at their site | 2026-12-03 | | |
Norton Nursery | Jill Norton | 555-0113 | plant tags | 800 | quoted | 2026-10-12 | 2026-10-22 | | | | | quoted 10/22 - nothing. tried 11/4 vm
Oakdale Schools | Mr. Finch | finch@oakdaleschools.example | library scanners | 5,300 | talking | 2026-08-31 | 2026-09-30 | | | | | back in Jan after budget
Pell Motors | Gus Pell | 555-0115 | parts labels | 3,900 | quoted | 2026-10-26 | 2026-11-17 | chase the quote | 2026-11-24 | | |
Quarry Bay Fish | Mina | 555-0116 | waterproof labels | 2,100 | talking | 2026-09-07 | 2026-10-12 | call Mina | | | |
Ridgeway Motors | Sal | 555-0117 | bin labels | 1,700 | dead | 2026-03-09 | 2026-05-04 | | | | | closed down in summer
Sutton Wines | Chloe Sutton | chloe@suttonwines.example | bottle tags | 12.4k | lost - timing | 2025-11-10 | 2026-02-02 | | | | 2026-02-02 | said maybe after the harvest
Tidewater Marina | Rob | 555-0119 | tags | 1,250 | lost | 2026-08-10 | 2026-10-19 | | | | 2026-10-19 | no fit, they need something we don't have
Upton Museum | Dr. Vale | vale@uptonmuseum.example | ticket scanners | 8,600 | negotiating | 2026-07-20 | 2026-11-18 | | | 2026-12-18 | |
Vernon Bikes | Kai | 555-0121 | frame labels | 640 | new lead | 2026-11-04 | | | | | | left 2 messages
Wharton Labs | Dr. Lee; Dr. Patel | lee@whartonlabs.example; patel@whartonlabs.example | sample labels | 14,200 | info sent | 2026-10-26 | 2026-11-12 | | | | | brochure + prices 11/12
Yates Bottling | Fran Yates | 555-0123 | line 2 printers | 27,500 | quoted | 2026-09-01 | 2026-11-19 | | | 2026-12-04 | | thinks it over
Zane Aviation | Lou Zane | 555-0124 | hangar tags | 11,000 | talking | 2026-10-05 | 2026-11-20 | visit them | 2026-12-08 | | |
Abbott Tools | Nia Abbott | 555-0125 | tool tags | 2,950 | won | 2026-07-06 | 2026-09-22 | | | | 2026-09-21 | installed, very happy
Birchwood Hospital | Lena Fox | lena@birchwoodhospital.example | patient bands | 16,800 | negotiating | 2026-06-22 | 2026-11-11 | revised offer | 2026-11-20 | 2026-12-31 | | she wants 24 months
Carver Steel | Hank | 555-0127 | heat labels | 5,900 | talking | 2026-09-28 | 2026-11-16 | | | | | promised him references by 11/20
Delta Parcels | Meg | 555-0128 | 60 scanners | 52,000 | demo done | 2026-08-24 | 2026-11-10 | | | 2026-10-31 | |
Elm Street Books | Ruth | ruth@elmstreetbooks.example | price labels | 480 | new lead | 2026-10-29 | 2026-10-30 | | | | | wants to think
Foster Dairy | Al Foster | 555-0130 | date coders | 13,300 | waiting on legal | 2026-05-18 | 2026-11-13 | contract back from legal | 2026-12-04 | | |
Glenn Optics | Sue | 555-0131 | lens labels | 1,900 | quoted | 2026-09-14 | 2026-11-20 | | | | | new price
Harbor Hotels | Miss Okoye | okoye@harborhotels.example | key tags | 7,700 | talking | 2026-10-12 | 2026-11-19 | | | | | she wrote 11/19 about delivery
Ivy Catering | Dan; his wife Jo decides | 555-0133 | tray labels | 1,050 | talking | 2026-08-03 | 2026-08-20 | | | | |
Jensen Furniture | Mr Jensen | 555-0134 | price tags | 3,400 | lost - no decision | 2026-03-02 | 2026-09-15 | | | | 2026-09-15 |
Kestrel Air | Tess | 555-0135 | luggage tags | 19,500 | on hold until 1/11 | 2026-07-27 | 2026-11-02 | | | | | merger, nothing before that
Lamont Pets | Vi | 555-0136 | bag labels | 560 | customer | 2023-05-15 | 2026-11-05 | | | | |
Mercer Glass | Otis | 555-0137 | QA labels | 4,800 | demo done | 2026-09-30 | 2026-11-17 | | | | | owe him the summary
Nolan Farms | Bea Nolan | 555-0138 | crate labels | 2,250 | talking | 2026-09-21 | 2026-11-20 | | | | |

OLD / REST
Orchard Inn | Kim | kim@orchardinn.example | key cards | 1,600 | won | 2026-10-05 | 2026-11-19 | | | | 2026-11-12 |
Pacific Tea | Joe Tan | 555-0140 | tin labels | 6,100 | quoted | 2026-10-19 | 2026-11-10 | call Joe | 2026-12-01 | | | decision end of month
Quigley Law | Ms Quigley | quigley@quigleylaw.example | file labels | 720 | stop | 2026-02-02 | 2026-04-01 | | | | | asked not to be called again
Rowan Textiles | Priya | 555-0142 | garment tags | 8,900 | talking | 2026-10-19 | 2026-11-18 | | | | | she will send quantities by 11/19
Sable Cosmetics | (Jane left) | 555-0143 | tester labels | ? | talking | 2026-06-29 | 2026-09-10 | | | | | find out who is new
Thornton Rail | Gil | 555-0144 | asset tags | 38,000 | negotiating | 2026-04-20 | 2026-11-20 | board meeting | 2026-12-02 | 2026-12-18 | |
Ulster Linen | Nora | 555-0145 | laundry tags | 2,700 | verbal yes | 2026-09-07 | 2026-11-06 | | | 2026-11-20 | |
Valley Brewers | Max | 555-0146 | keg tags | 4,400 | talking | 2026-10-26 | 2026-11-17 | ring Max | 2026-11-23 | | |
West Pier Arcade | Tina | 555-0147 | tickets | 990 | lost - budget | 2025-12-08 | 2026-02-23 | | | | 2026-02-23 |
Yarrow Health | Dr. Bell | 555-0148 | sample tubes | 10,200 | talking | 2026-11-09 | 2026-11-18 | meeting | 2026-11-26 | | | Nia Abbott introduced us 11/9
Zimmer Tools | Udo | 555-0149 | drill tags | 2,300 | lost - price | 2026-08-24 | 2026-10-20 | | | | 2026-10-20 |
Aspen Ski | Mia | 555-0150 | lift passes | 24,000 | talking | 2026-09-16 | 2026-11-03 | demo | 2026-11-30 | | |
Benton Paper | Carl | 555-0151 | pallet labels | 3,100 | talking | 2026-10-14 | 2026-10-27 | | | | | only voicemail
Coral Divers | Ana | 555-0152 | tank tags | 1,450 | new lead | 2026-11-18 | | call Ana | 2026-11-24 | | |
Dexter Cables | Stan | 555-0153 | reel labels | 6,700 | info sent | 2026-11-02 | 2026-11-20 | | | | | catalogue went out Fri
Easton Toys | Jo | 555-0154 | shelf tags | 2,850 | quoted | 2026-10-20 | 2026-10-30 | | | | | no word
Finch Audio | Ray | 555-0155 | serial labels | 1,350 | won | 2026-09-01 | 2026-11-04 | | | | 2026-11-03 |
total | | | | 560,000
"""
QUOTES = """
Quote no | Customer | Sent | Value | Good until | Outcome
Q1041 | Brewer Hardware | 2026-11-09 | 4,200 | 2026-12-31 |
Q1038 | Norton Nursery | 2026-10-22 | 800 | 2026-12-31 |
Q1044 | Pell Motors | 2026-11-13 | 3,900 | 2026-12-31 |
Q1046 | Yates Bottling | 2026-11-12 | 27,500 | 2026-11-26 |
Q1047 | Glenn Optics | 2026-11-20 | 1,900 | 2027-01-15 |
Q1042 | Pacific Tea | 2026-11-03 | 6,100 | 2026-12-31 |
Q1039 | Easton Toys | 2026-10-30 | 2,850 | 2026-11-30 |
Q1040 | Upton Museum | 2026-11-02 | 8,600 | 2027-01-31 |
Q1045 | Birchwood Hospital | 2026-11-11 | 16,800 | 2027-01-11 |
Q1033 | Inver Golf | 2026-09-24 | 2,600 | 2026-12-01 | accepted
Q1029 | Orchard Inn | 2026-10-20 | 1,600 | 2026-12-20 | accepted
Q1030 | Zimmer Tools | 2026-10-12 | 2,300 | 2026-11-12 | declined
Q1031 | Finch Audio | 2026-10-14 | 1,350 | 2026-12-14 | accepted
Q1024 | West Pier Arcade | 2026-02-09 | 990 | 2026-03-09 | declined
"""
CALLS = """
Date | Company | Who | How | What was said
2026-10-26 | Pell Motors | Gus Pell | phone | wants bins too, asked for a quote
2026-10-27 | Benton Paper | Carl | phone | good talk, thinks about quantities
2026-10-28 | Kirkland Cold Store | Ola B. | phone | wants 5% off
2026-10-30 | Elm Street Books | Ruth | phone | wants to think about it
2026-11-03 | Benton Paper | Carl | phone | left voicemail
2026-11-04 | Norton Nursery | Jill Norton | phone | no answer
2026-11-04 | Finch Audio | Ray | mail | thanked him for the order
2026-11-05 | Lamont Pets | Vi | phone | all fine, orders again in Dec
2026-11-06 | Vernon Bikes | Kai | phone | left message
2026-11-09 | Benton Paper | Carl | phone | left voicemail
2026-11-10 | Delta Parcels | Meg | phone | still waiting for the sign-off
2026-11-11 | Vernon Bikes | Kai | phone | left message
2026-11-12 | Wharton Labs | Dr. Lee | mail | sent brochure and price list
2026-11-12 | Dunmore Freight | Pete Dunmore | demo | they liked the ring scanner
2026-11-16 | Benton Paper | Carl | phone | left voicemail
2026-11-16 | Carver Steel | Hank | phone | good talk, promised to send references by 11/20
2026-11-17 | Mercer Glass | Otis | visit | measured the line with him
2026-11-17 | Lowry Pharma | Ben Lowry | phone | all agreed, their lawyer looks at it
2026-11-18 | Rowan Textiles | Priya | phone | she promised to send the quantities by 11/19
2026-11-18 | Upton Museum | Dr. Vale | phone | went through the quote
2026-11-19 | Harbor Hotels | Miss Okoye | mail from them | asks for the delivery time
2026-11-19 | Orchard Inn | Kim | phone | thanked her
2026-11-19 | Calloway Dental | Dr. Iris Calloway | phone | happy, samples next week
2026-11-20 | Glenn Optics | Sue | mail | sent the new price
2026-11-20 | Nolan Farms | Bea Nolan | phone | asks her husband
"""
NAMED = """
Brewer Hardware | quote unanswered ~ no next step, quiet beyond cadence
Dunmore Freight | next step late ~ meeting without follow-up
Eastgate Bakery | new lead untouched ~ no next step, nobody to call
Hartley Foods | fresh look due
Inver Golf | won and not thanked
Juniper Print | quiet beyond cadence ~ no next step
Kirkland Cold Store | quiet beyond cadence/no next step/promise due
Norton Nursery | quote unanswered ~ no next step, quiet beyond cadence, attempt unanswered
Quarry Bay Fish | no next step/quiet beyond cadence
Sutton Wines | fresh look due
Upton Museum | no next step
Vernon Bikes | attempt unanswered ~ no next step, quiet beyond cadence
Wharton Labs | information sent ~ no next step
Yates Bottling | quote expiring ~ no next step, quote unanswered
Abbott Tools | introduction to ask/quiet beyond cadence, introduction to thank
Birchwood Hospital | next step late ~ quote unanswered
Carver Steel | promise due ~ no next step
Delta Parcels | close date passed ~ no next step
Elm Street Books | no next step
Glenn Optics | ~ quote unanswered
Harbor Hotels | reply owed ~ no next step
Ivy Catering | quiet beyond cadence/no next step
Mercer Glass | meeting without follow-up ~ no next step, promise due
Rowan Textiles | promise due ~ no next step
Sable Cosmetics | quiet beyond cadence/no next step/nobody to call
Ulster Linen | close date passed ~ no next step, quiet beyond cadence
Valley Brewers | next step late
West Pier Arcade | fresh look due
Benton Paper | attempt unanswered ~ no next step, quiet beyond cadence
Easton Toys | quote unanswered ~ no next step, quiet beyond cadence
Finch Audio | ~ quiet beyond cadence
"""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def named() -> dict[str, tuple[list[set[str]], set[str]]]:
    """By customer what a careful reader names (each a set of kinds that say it) and what is fair to say as well."""
    found = {}
    for line in NAMED.strip().splitlines():
        customer, judged = (part.strip() for part in line.split("|"))
        wanted, _, fair = judged.partition("~")
        must = [{kind.strip() for kind in one.split("/")} for one in wanted.split(",") if one.strip()]
        found[customer] = (must, {kind.strip() for kind in fair.split(",") if kind.strip()})
    return found


def write_messy_sheet(path: Path) -> Path:
    """The sheet as a workbook: a title above the deals, a line of words among them, a total below."""
    workbook = Workbook()
    deals = workbook.active
    deals.title = "2026"
    deals.append(["PIPELINE - update every Friday!"])
    deals.append([])
    for sheet, text in (
        (deals, DEALS),
        (workbook.create_sheet("Quotes"), QUOTES),
        (workbook.create_sheet("Calls"), CALLS),
    ):
        for line in text.strip("\n").splitlines():
            sheet.append([_cell(cell.strip()) for cell in line.split("|")])
    workbook.save(path)
    return path


def _cell(text: str) -> str | date | None:
    if _DAY.fullmatch(text):
        return date.fromisoformat(text)
    return text or None
