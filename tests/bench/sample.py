"""The invoice that is measured: a shop with a logo, a firm, 20 or 400 lines, three rates."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageDraw

COMPANY: Final[dict[str, object]] = {
    "legal_name": "Martin et fils",
    "trade_name": "Épicerie Martin",
    "legal_form": "SARL",
    "share_capital": "10000.00",
    "siren": "732829320",
    "siret": "73282932000074",
    "naf": "47.11B",
    "rcs_city": "Lyon",
    "vat_number": "FR44732829320",
    "vat_regime": "normal",
    "activity": "mixed",
    "email": "bonjour@epicerie-martin.example",
    "phone": "04 78 00 00 00",
    "address": {
        "line1": "12 rue des Halles",
        "postcode": "69002",
        "city": "Lyon",
        "country": "FR",
    },
    "bank": {
        "iban": "FR7630006000011234567890189",
        "bic": "AGRIFRPP",
        "holder": "Martin et fils",
    },
}
CUSTOMER: Final[dict[str, object]] = {
    "code": "C0001",
    "kind": "firm",
    "name": "Atelier Lumière SAS",
    "siren": "552100554",
    "vat_number": "FR96552100554",
    "address": {
        "line1": "45 avenue des Frères-Lumière",
        "line2": "Bâtiment C",
        "postcode": "69008",
        "city": "Lyon",
        "country": "FR",
    },
    "email": "achats@atelier-lumiere.example",
}
_WARES: Final = (
    ("Thé vert sencha, sachet de 100 g", "8.90", "5.5"),
    ("Théière en fonte, 0,8 l", "49.00", "20"),
    ("Pose d’étagères murales, l’heure", "45.00", "10"),
    ("Café d’Éthiopie moulu, 250 g", "7.35", "5.5"),
    ("Bougie parfumée à la fleur d’oranger", "14.50", "20"),
    ("Réfection d’un plan de travail", "125.00", "10"),
    ("Miel de châtaignier, pot de 500 g", "11.20", "5.5"),
    ("Nappe en lin lavé, 160 × 250 cm", "79.00", "20"),
)


def sale(lines: int, *, customer: object = None) -> dict[str, object]:
    """Give a sale as its JSON would be, with so many lines at three rates."""
    return {
        "customer": customer or CUSTOMER,
        "order_reference": "BC-778",
        "lines": [_line(rank) for rank in range(lines)],
        "note": "Merci de votre confiance.",
    }


def small_sale(*, customer: object) -> dict[str, object]:
    """Give a sale of five lines at two rates, as the data layer is measured with."""
    wares = [_line(rank) for rank in (0, 1, 3, 4, 6)]
    return {"customer": customer, "lines": wares}


def logo() -> bytes:
    """Draw a logo of 360 × 120 points as PNG."""
    picture = Image.new("RGB", (360, 120), "white")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((8, 8, 112, 112), fill="#0B4F58")
    pen.polygon([(40, 84), (60, 30), (80, 84)], fill="white")
    for step in range(5):
        pen.rectangle((136, 22 + step * 17, 336 - step * 30, 30 + step * 17), fill="#0B4F58")
    output = io.BytesIO()
    picture.save(output, "PNG", optimize=True)
    return output.getvalue()


def _line(rank: int) -> dict[str, object]:
    name, price, rate = _WARES[rank % len(_WARES)]
    service = rate == "10"
    return {
        "description": name,
        "nature": "service" if service else "goods",
        "quantity": "2.5" if service else str(1 + rank % 7),
        "unit": "HUR" if service else "C62",
        "unit_price": price,
        "vat_rate": rate,
    }
