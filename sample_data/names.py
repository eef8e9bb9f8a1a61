"""Invented companies and people: word lists of our own, reserved phone ranges, example domains."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

FIRST = """
Adaeze Aiko Alejandra Amina Anders Anika Arjun Astrid Bastian Beatriz Bilal Camille Carys Chidi Daniel Deepa
Diego Dmitri Elena Elif Emeka Esther Farid Fatima Felix Freya Gabriela Giorgio Hana Hannah Hassan Helena Hiro
Ingrid Isla Ivan Jamal Jasmine Jonas Jun Kamala Karim Katarzyna Keiko Kofi Lars Leila Lena Liam Lucia Magnus
Mai Malik Marisol Marta Mateo Mei Mikael Miriam Naledi Naomi Niamh Noor Oluwaseun Omar Oscar Paloma Petra
Priya Rafael Rania Rohan Rosa Ruben Samira Sanjay Sean Selma Simone Sofia Suki Tariq Tess Thabo Tomasz Uma
Valentina Vikram Wei Yara Yusuf Zoe
"""
LAST = """
Abara Achterberg Adeyemi Aldana Almeida Andersen Asante Azevedo Banerjee Barros Bellandi Bergqvist Brannigan
Castells Chaudhry Cisneros Dahlgren Delacroix Desai Dimitrov Dlamini Duarte Eriksen Farouk Ferreira Fontaine
Galloway Ghosh Grabowski Haddad Halloran Hartnell Hashimoto Hidalgo Holm Ibarra Iwasaki Jankowski Kaplan
Kasongo Kavanagh Khoury Kovalenko Kowalczyk Krishnan Lindqvist Lozano Mahlangu Marchetti Mbeki Mendes Moreau
Nakagawa Nair Novotny Nwosu Okafor Olsen Orellana Osei Paredes Petrov Pham Quiroga Rahman Rasmussen Rinaldi
Romero Rosenthal Sahin Salazar Sandoval Sato Schaefer Shrestha Silveira Soto Stavros Szabo Takeda Tanaka
Thornbury Tran Uchida Vargas Verhoeven Villanueva Wadsworth Watanabe Weiss Yamada Yilmaz Zapata Zielinski
"""

COMPANY = """
Aldermoor Amberfell Ashcombe Barrowgate Birchmere Blackthorne Bramblewick Brightfen Calderwick Cinderford
Copperlea Cranholm Dovecairn Drumlin Eastmarsh Elmsgate Fairhollow Fernbeck Foxglade Galeshore Glenharrow
Gorsefield Greywater Harrowby Hawkmoor Hazelbrook Heronsway Hollowbridge Inglebrook Ironvale Juniperhill
Kestrelmont Kingsbarrow Lanternbay Larkspur Linwater Lowmoor Marshgate Mistlewood Moorfield Nettlecombe
Northbeck Oakhurst Otterburn Pebblecross Pinemark Quillmere Ravenholt Redcliff Rookwood Saltmarsh Sandpiper
Silverfen Snowdrift Stonebeck Swallowfield Tamarind Thistledown Underhill Vellwood Wandlebury Wetherby
Willowmark Winterbourne Wrenfield Yarrowdale
"""
TRADES = {
    "Food and drink": ["Foods", "Bakery", "Dairy", "Brewing", "Provisions"],
    "Logistics": ["Logistics", "Freight", "Warehousing", "Parcels"],
    "Healthcare": ["Clinics", "Medical", "Laboratories", "Dental"],
    "Retail": ["Stores", "Outdoor", "Books", "Homeware"],
    "Manufacturing": ["Components", "Plastics", "Tools", "Packaging"],
    "Hospitality": ["Hotels", "Catering", "Resorts"],
}
# place: country, time zone, region, towns with their post codes, telephone prefixes
PLACES = {
    "east": ("United States", "America/New_York", "NY", [("New York", "10001"), ("Albany", "12207"),
             ("Yonkers", "10701"), ("Buffalo", "14202"), ("Syracuse", "13202")],
             ["+1 212 555 01", "+1 518 555 01"]),
    "west": ("United States", "America/Los_Angeles", "CA", [("Oakland", "94607"), ("Fresno", "93721")],
             ["+1 510 555 01", "+1 559 555 01"]),
    "uk": ("United Kingdom", "Europe/London", "Greater London", [("London", "E1 6AN"), ("Croydon", "CR0 1LB")],
           ["+44 20 7946 01", "+44 20 7946 02"]),
    "spain": ("Spain", "Europe/Madrid", "Madrid", [("Madrid", "28004"), ("Getafe", "28901")],
              ["+34 600 555 0"]),
}  # fmt: skip
TITLES = {
    "buyer": ["Purchasing manager", "Head of procurement", "Buyer", "Operations director"],
    "user": ["Warehouse supervisor", "Shift lead", "Stock controller", "Lab technician"],
    "champion": ["IT manager", "Logistics manager", "Process engineer", "Plant manager"],
    "friend": ["Consultant", "Retired", "Trade journalist"],
    "partner": ["Systems integrator", "Fit-out contractor"],
    "former colleague": ["Sales manager elsewhere", "Trainer"],
}
PERSONAL = [
    "Runs the city half marathon every spring.",
    "Daughter started university in September.",
    "Prefers a call before nine; hates long e-mails.",
    "Keeps bees; gave us a jar of honey last year.",
    "Supports the local football club, never misses a home game.",
    "Learning Portuguese for a sabbatical next year.",
    "New baby in the spring; ask how the nights are.",
    "Restores old motorcycles.",
    "Vegetarian; likes the noodle place round the corner.",
    "Moved house this summer, still unpacking.",
    "Sings in a choir; concert in December.",
    "Wants numbers first, slides never.",
    "Very loyal once a promise has been kept.",
    "Took over the night shift planning as well.",
    "Plays chess by e-mail; likes a riddle at the end of a message.",
]


PRODUCTS = {
    "Label printers": ["desktop label printers", "industrial label printers", "wristband printers"],
    "Barcode scanners": ["handheld scanners", "presentation scanners", "ring scanners"],
    "Mobile computers": ["rugged tablets", "mobile computers", "vehicle terminals"],
    "Warehouse labelling": ["rack labels", "floor signs", "bin labels"],
    "Service contract": ["service contract", "spare parts contract"],
}


@dataclass(frozen=True)
class Words:
    """What a territory's people, companies and products are called; the last product is the yearly contract."""

    first: Sequence[str]
    last: Sequence[str]
    company: Sequence[str]
    trades: Mapping[str, Sequence[str]]
    products: Mapping[str, Sequence[str]]

    @property
    def contract(self) -> str:
        """The product that is sold by the year."""
        return list(self.products)[-1]


WORDS = Words(FIRST.split(), LAST.split(), COMPANY.split(), TRADES, PRODUCTS)


def slug(text: str) -> str:
    """The letters of a name as an e-mail address or a domain has them: "Ruben Szabó" is "rubenszabo"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z]", "", plain)


def email(person: str, domain: str) -> str:
    """An address at an example domain: first.last@company.example."""
    return ".".join(slug(part) for part in person.split()) + f"@{domain}"


def people(rng: np.random.Generator, count: int, words: Words = WORDS) -> list[str]:
    """So many full names, each once, every surname used before one comes again."""
    turns = [last for _ in range(count // len(words.last) + 1) for last in rng.permutation(words.last)]
    names = dict.fromkeys(f"{rng.choice(words.first)} {last}" for last in turns)
    return list(names)[:count]


def companies(rng: np.random.Generator, count: int, words: Words = WORDS) -> list[tuple[str, str]]:
    """So many companies, each with its industry."""
    industries = [str(rng.choice(list(words.trades))) for _ in range(count)]
    called = rng.permutation(words.company)[:count]
    return [
        (f"{word} {rng.choice(words.trades[industry])}", industry)
        for word, industry in zip(called, industries, strict=True)
    ]
