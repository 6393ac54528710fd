"""Random sales in every VAT situation, each right: they can be issued as they are.

`SITUATIONS` names each situation; its builder takes a `random.Random` and gives the
seller and the sale. `sales()` is the same for hypothesis.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from hypothesis import strategies as st

from facturdesk.domain.allocation import METHODS
from facturdesk.domain.freezing import check, draft_totals
from facturdesk.domain.parties import (
    Address,
    Customer,
    CustomerKind,
    Insurance,
    LegalForm,
    PaymentTerms,
    Seller,
    Territory,
)
from facturdesk.domain.sale import (
    NO_DISCOUNT,
    Charge,
    Discount,
    LineKind,
    Nature,
    Receipt,
    Sale,
    SaleLine,
)
from tests.domain.samples import ISSUED_ON, customer, issue, rulebook, seller, small_seller

Made = tuple[Seller, Sale]
Builder = Callable[[random.Random], Made]
Vat = tuple[int | None, str, Nature]  # rate, case, nature

GOODS: Final = (
    "Thé vert sencha, sachet de 100 g",
    "Théière en fonte, 0,8 l",
    "Café d’Éthiopie moulu",
    "Bougie à la fleur d’oranger",
    "Œuvre encadrée « Le port »",
    "Vis à bois 4 × 40 mm, boîte de 200",
)
SERVICES: Final = (
    "Pose d’étagères murales",
    "Conseil, l’heure",
    "Réfection d’un plan de travail",
    "Formation au tableur, la journée",
)
_UNITS: Final = {Nature.GOODS: ("C62", "KGM", "MTR", "XBX"), Nature.SERVICE: ("HUR", "DAY", "LS")}
_CASH_MINOR: Final = 100_000


def sales(*names: str) -> st.SearchStrategy[Made]:
    """Give random sales with their sellers, of the situations named or of all."""
    chosen = st.sampled_from(sorted(names or SITUATIONS))
    seeds = st.integers(0, 2**48)
    return st.tuples(chosen, seeds).map(lambda pair: build(pair[0], pair[1]))


def build(name: str, seed: int) -> Made:
    """Build one sale of a situation, the same for the same seed."""
    return SITUATIONS[name](random.Random(seed))


def random_sale(
    dice: random.Random, by: Seller, to: Customer, vats: Sequence[Vat], **changes: Any
) -> Made:
    """Make a sale whose lines bear the VAT given, each at least once; tries until it is right."""
    for _ in range(200):
        drawn = replace(_draw(dice, to, vats), **changes)
        wrong = {problem.code for problem in check(drawn, issue(by))}
        if not wrong:
            return by, _with_receipts(dice, drawn, by)
        if wrong - {"total-negative", "discount-too-large"}:
            raise AssertionError(check(drawn, issue(by)))
    raise AssertionError("no right sale came up")


def _draw(dice: random.Random, to: Customer, vats: Sequence[Vat]) -> Sale:
    many = max(len(vats), dice.choice((1, 1, 2, 3, 5, 9)))
    drawn = [*vats, *(dice.choice(vats) for _ in range(many - len(vats)))]
    dice.shuffle(drawn)
    include_vat = dice.random() < 0.4
    lines: list[SaleLine] = []
    for vat in drawn:
        lines += _decoration(dice)
        lines.append(_line(dice, vat))
    charges: tuple[Charge, ...] = ()
    if dice.random() < 0.3:
        rate, case, _ = dice.choice(vats)
        charges = (Charge("Port et emballage", dice.randint(1, 9_999), Nature.SERVICE, rate, case),)
    return Sale(
        customer=to,
        lines=tuple(lines),
        supplied_on=dice.choice((None, ISSUED_ON.replace(day=20))),
        terms=dice.choice((None, PaymentTerms(15), PaymentTerms(0))),
        prices_include_vat=include_vat,
        order_reference=dice.choice(("", "BC-778")),
        discount=_discount(dice, 500),
        charges=charges,
        note=dice.choice(("", "Merci de votre confiance.")),
    )


def _decoration(dice: random.Random) -> list[SaleLine]:
    roll = dice.random()
    if roll < 0.06:
        return [SaleLine(LineKind.SECTION, name="Fournitures")]
    if roll < 0.1:
        return [SaleLine(LineKind.TEXT, name="Selon votre demande", detail="du 3 novembre")]
    return [SaleLine(LineKind.SUBTOTAL)] if roll < 0.13 else []


def _line(dice: random.Random, vat: Vat) -> SaleLine:
    rate, case, nature = vat
    quantity = dice.choice(
        (10_000, 10_000, 20_000, 30_000, 25_000, dice.randint(1, 99_999), dice.randint(1, 10**8))
    )
    if dice.random() < 0.1:
        quantity = -quantity
    price = dice.choice(
        (
            dice.randint(1, 9_999) * 10_000,
            dice.randint(1, 99) * 1_000_000 - 10_000,
            dice.randint(1, 99_999_999),
            0,
        )
    )
    made = SaleLine(
        name=dice.choice(GOODS if nature is Nature.GOODS else SERVICES),
        detail=dice.choice(("", "", "couleur naturelle\nlivré en deux fois")),
        item_code=dice.choice(("", "REF-01")),
        nature=nature,
        quantity_e4=quantity,
        unit=dice.choice(_UNITS[nature]),
        unit_price_e6=price,
        vat_rate_bp=rate,
        vat_case=case,
        discount=_discount(dice, 3),
        discountable=dice.random() < 0.9,
    )
    return made if made.discount == NO_DISCOUNT else replace(made, discountable=True)


def _discount(dice: random.Random, most_minor: int) -> Discount:
    roll = dice.random()
    if roll < 0.15:
        return Discount(percent_bp=dice.choice((500, 1_000, 333, 10_000, dice.randint(0, 10_000))))
    return Discount(amount_minor=dice.randint(1, most_minor)) if roll < 0.25 else NO_DISCOUNT


def _with_receipts(dice: random.Random, drawn: Sale, by: Seller) -> Sale:
    gross = draft_totals(drawn, issue(by)).gross_minor
    if gross <= 0 or dice.random() < 0.7:
        return drawn
    amount = dice.choice((gross, max(1, gross // 3)))
    method = dice.choice([m for m in METHODS if m != "cash" or amount <= _CASH_MINOR])
    receipts: tuple[Receipt, ...] = (Receipt(method, amount, ISSUED_ON),)
    if gross > amount:
        receipts = (*receipts, Receipt("transfer", 1, ISSUED_ON, "VIR-01"))
    return replace(drawn, receipts=receipts)


def rates(dice: random.Random, territory: Territory) -> list[Vat]:
    """Choose one to three rates in force on a territory, of goods and services."""
    known = rulebook().rates_for(territory, ISSUED_ON)
    chosen = dice.sample(known, dice.randint(1, min(3, len(known))))
    return [(rate, "", dice.choice(tuple(Nature))) for rate in chosen]


def shop_of(territory: Territory) -> Seller:
    """Make a shop on a territory."""
    code, city = _TOWNS[territory]
    address = Address("12 rue des Halles", "", code, city)
    number = "" if territory in (Territory.GUYANE, Territory.MAYOTTE) else "FR44732829320"
    return seller(territory=territory, address=address, rcs_city=city, vat_number=number)


_TOWNS: Final = {
    Territory.METROPOLE: ("69002", "Lyon"),
    Territory.CORSICA: ("20000", "Ajaccio"),
    Territory.GUADELOUPE: ("97100", "Basse-Terre"),
    Territory.MARTINIQUE: ("97200", "Fort-de-France"),
    Territory.REUNION: ("97400", "Saint-Denis"),
    Territory.GUYANE: ("97300", "Cayenne"),
    Territory.MAYOTTE: ("97600", "Mamoudzou"),
}
GERMAN: Final = customer(
    name="Müller Möbel GmbH",
    siren="",
    vat_number="DE136695976",
    address=Address("Hauptstraße 5", "", "50667", "Köln", "DE"),
    language="en",
)
SWISS: Final = customer(
    name="Horlogerie Perret SA",
    siren="",
    vat_number="",
    address=Address("Rue du Rhône 8", "", "1204", "Genève", "CH"),
)
BELFAST: Final = customer(
    name="Lagan Tea Ltd",
    siren="",
    vat_number="XI110305878",
    address=Address("2 High Street", "", "BT1 2BE", "Belfast", "GB"),
    language="en",
)
REUNION_FIRM: Final = customer(
    name="Vanille du Sud SARL", address=Address("3 rue Pasteur", "", "97400", "Saint-Denis")
)
MAYOTTE_FIRM: Final = customer(
    name="Lagon Conseil SARL", address=Address("1 place Mariage", "", "97600", "Mamoudzou")
)
DELIVERED: Final = Address("Quai 4", "", "69007", "Lyon", name="Entrepôt sud")


def _anyone(dice: random.Random) -> Customer:
    to = customer(dice.choice(tuple(CustomerKind)))
    return replace(to, delivery_address=DELIVERED) if dice.random() < 0.2 else to


def _rated(territory: Territory, **shop: Any) -> Builder:
    def build_rated(dice: random.Random) -> Made:
        by = replace(shop_of(territory), **shop)
        return random_sale(dice, by, _anyone(dice), rates(dice, territory))

    return build_rated


def _untaxed(territory: Territory) -> Builder:
    def build_untaxed(dice: random.Random) -> Made:
        vats: list[Vat] = [(None, "", dice.choice(tuple(Nature)))]
        return random_sale(dice, shop_of(territory), _anyone(dice), vats)

    return build_untaxed


def _franchise(dice: random.Random) -> Made:
    vats: list[Vat] = [(None, dice.choice(("", "franchise")), dice.choice(tuple(Nature)))]
    return random_sale(dice, small_seller(), _anyone(dice), vats)


def _case(
    code: str,
    nature: Nature,
    to: Customer | None = None,
    by: Seller | None = None,
    *others: Vat,
) -> Builder:
    """Make a builder of one case, with the lines at a rate or case it may stand beside."""

    def build_case(dice: random.Random) -> Made:
        beside = [vat for vat in others if dice.random() < 0.5]
        return random_sale(
            dice, by or seller(), to or _anyone(dice), [(None, code, nature), *beside]
        )

    return build_case


def _both_intra_eu(dice: random.Random) -> Made:
    vats: list[Vat] = [
        (None, "intra_eu_goods", Nature.GOODS),
        (None, "intra_eu_services", Nature.SERVICE),
    ]
    return random_sale(dice, seller(), GERMAN, vats)


_BUILDER: Final = seller(
    legal_form=LegalForm.EI,
    legal_name="Paul Rey",
    share_capital_minor=None,
    rcs_city="",
    insurance=Insurance("MAAF Pro", "79000 Niort", "7712-B", "France métropolitaine"),
)
_WORKS: Final[Vat] = (1_000, "", Nature.SERVICE)
_FULL: Final[Vat] = (2_000, "", Nature.GOODS)

SITUATIONS: Final[dict[str, Builder]] = {
    "metropole": _rated(Territory.METROPOLE),
    "debits": _rated(Territory.METROPOLE, vat_on_debits=True),
    "corsica": _rated(Territory.CORSICA),
    "guadeloupe": _rated(Territory.GUADELOUPE),
    "martinique": _rated(Territory.MARTINIQUE),
    "reunion": _rated(Territory.REUNION),
    "guyane": _untaxed(Territory.GUYANE),
    "mayotte": _untaxed(Territory.MAYOTTE),
    "franchise": _franchise,
    "construction": _case(
        "reverse_charge_construction", Nature.SERVICE, customer(), _BUILDER, _WORKS, _FULL
    ),
    "intra_eu_goods": _case("intra_eu_goods", Nature.GOODS, GERMAN),
    "northern_ireland": _case("intra_eu_goods", Nature.GOODS, BELFAST),
    "intra_eu_services": _case("intra_eu_services", Nature.SERVICE, GERMAN),
    "intra_eu_both": _both_intra_eu,
    "franchise_eu_services": _case(
        "intra_eu_services", Nature.SERVICE, GERMAN, small_seller(vat_number="FR44732829320")
    ),
    "export": _case("export", Nature.GOODS, SWISS, None, (2_000, "", Nature.SERVICE)),
    "export_overseas": _case("export", Nature.GOODS, REUNION_FIRM),
    "services_outside_eu": _case("services_outside_eu", Nature.SERVICE, SWISS),
    "services_mayotte": _case("services_outside_eu", Nature.SERVICE, MAYOTTE_FIRM),
    "margin_second_hand": _case("margin_second_hand", Nature.GOODS, None, None, _FULL),
    "margin_art": _case("margin_art", Nature.GOODS, None, None, _FULL),
    "margin_antiques": _case("margin_antiques", Nature.GOODS, None, None, _FULL),
    "margin_travel": _case("margin_travel", Nature.SERVICE, None, None, _FULL),
    "exempt_training": _case("exempt_training", Nature.SERVICE, None, None, _FULL),
    "exempt_medical": _case("exempt_medical", Nature.SERVICE, None, None, _FULL),
    "exempt_association": _case(
        "exempt_association",
        Nature.SERVICE,
        None,
        seller(legal_form=LegalForm.ASSOCIATION, share_capital_minor=None, rcs_city=""),
    ),
    "exempt_finance": _case("exempt_finance", Nature.SERVICE),
    "exempt_insurance": _case("exempt_insurance", Nature.SERVICE),
    "exempt_letting": _case("exempt_letting", Nature.SERVICE),
    "exempt_overseas": _case("exempt_overseas", Nature.GOODS, None, shop_of(Territory.REUNION)),
}
