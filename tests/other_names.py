"""Companies, people and products of another territory: none of them is in the sample book."""

from sample_data.names import Words

FIRST = """
Agnieszka Björn Caoimhe Dragan Élise Fionn Gwendolyn Hyun-woo Ilse Jean-Luc Kwame Ljubica Marit Ngozi Ottoline
Padraig Quentin Rukmini Søren Thandiwe Ulrike Vasil Wilhelmina Xenia Yolanda Zbigniew Abel Bronwyn Cosmo Delphine
"""
LAST = """
Ashworth Bärlund Çelik D'Angelo Engström Fitzgerald Grünwald Huang Ílhan Jovanović Kipkemboi Ljungberg MacAllister
Nguyễn O'Sullivan Pérez-Gil Qureshi Rybak Søndergaard Tchaikovsky Urquhart Vörös Wójcik Xanthos Yeboah Zimmermann
Aaltonen Blomqvist Czerny Dufour Eskola Friedrich Gutiérrez Hernandez Iglesias Jørgensen Kapoor Lefèvre Müller
Nakamura
"""
COMPANY = """
Acrefield|Bell & Anchor|Claremont|Dunbar|Ely|Fortune's|Gower|Hollis & Vane|Ibex|Jarrow|Kite & Crown|Lyme|Mab's
Norris|Ousel|Penrose|Quince|Rill|St. Ives|Trent|Umber|Vesper|Wold|Xylo|Yew|Zephyr|Arden|Brock|Cove|Delphi|Elder
Flint|Grove|Heath|Isis|Jet|Knoll|Lark|Moss|Nash|Onyx|Peak|Quay|Reed|Sable|Thorn|Ursa|Vale|Wren|Yonder|Zinc|Amity
Bantam|Cairn|Dell|Ember|Fathom|Gable|Harrow|Indigo|Juno|Kelp
"""
TRADES = {
    "Food and drink": ["Vineyards", "Creamery", "Chocolate"],
    "Logistics": ["Haulage", "Couriers", "Cold Chain"],
    "Healthcare": ["Pharmacy", "Optics", "Hospice"],
    "Retail": ["Florists", "Bikes", "Toys"],
    "Manufacturing": ["Castings", "Glass", "Textiles"],
    "Hospitality": ["Inns", "Spa", "Banqueting"],
}
PRODUCTS = {
    "Pumps": ["dosing pumps", "drum pumps", "sump pumps"],
    "Filters": ["bag filters", "carbon filters", "oil filters"],
    "Sensors": ["flow meters", "level switches", "pressure gauges"],
    "Pipework": ["manifolds", "couplings", "hose sets"],
    "Care plan": ["care plan", "calibration plan"],
}
COMPANIES = [name.strip() for line in COMPANY.split("\n") for name in line.split("|") if name.strip()]
WORDS = Words(FIRST.split(), LAST.split(), COMPANIES, TRADES, PRODUCTS)
