"""Units of measure a line may use: UN/ECE recommendation 20 codes (BT-130).

Their words are in the catalogue, context `unit`, one entry per code.
"""

from __future__ import annotations

from typing import Final

PIECE: Final = "C62"

UNITS: Final[frozenset[str]] = frozenset(
    {
        PIECE,
        "H87",  # piece
        "HUR",  # hour
        "MIN",  # minute
        "DAY",  # day
        "WEE",  # week
        "MON",  # month
        "ANN",  # year
        "LS",  # lump sum
        "MTR",  # metre
        "CMT",  # centimetre
        "MMT",  # millimetre
        "KMT",  # kilometre
        "MTK",  # square metre
        "MTQ",  # cubic metre
        "HAR",  # hectare
        "GRM",  # gram
        "KGM",  # kilogram
        "TNE",  # tonne
        "LTR",  # litre
        "CLT",  # centilitre
        "MLT",  # millilitre
        "HLT",  # hectolitre
        "KWH",  # kilowatt hour
        "PR",  # pair
        "SET",  # set
        "XBX",  # box
        "XPK",  # package
        "XCT",  # carton
        "XBO",  # bottle
        "XPX",  # pallet
        "XRO",  # roll
        "XSA",  # sack
        "XBG",  # bag
        "E48",  # service unit
        "E51",  # job
        "P1",  # per cent
    }
)
