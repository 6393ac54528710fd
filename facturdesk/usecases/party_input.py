"""Reads addresses, terms, customers and items as written in JSON or TOML."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from facturdesk.domain.cards import Contact, CustomerCard, Item
from facturdesk.domain.identifiers import (
    is_siret,
    is_vat_number,
    normalise_siren,
    normalise_siret,
    normalise_vat_number,
)
from facturdesk.domain.money import PRICE_PLACES, format_amount
from facturdesk.domain.parties import Address, Customer, CustomerKind, PaymentTerms
from facturdesk.domain.sale import Nature
from facturdesk.domain.units import PIECE, UNITS
from facturdesk.usecases.fields import Fields

LANGUAGES = ("fr", "en")
_LONGEST_CODE = 40
_LONGEST_LINE = 100
_LONGEST_TEXT = 2_000


def read_customer_card(values: Mapping[str, object]) -> CustomerCard:
    """Read `customer.json`.

    Raises:
        InputRefused: with every field that is wrong, missing or unknown.
    """
    fields = Fields(values)
    card = customer_card(fields)
    fields.finish()
    return card


def customer_card(fields: Fields) -> CustomerCard:
    """Read a customer card from a section, the caller finishes it."""
    return CustomerCard(
        customer=customer(fields),
        terms=terms(fields),
        discount_bp=fields.rate("discount_percent"),
        contacts=tuple(_contact(entry) for entry in fields.sections("contacts")),
        note=fields.text("note", longest=_LONGEST_TEXT, lines=True),
        tags=tuple(dict.fromkeys(tag for tag in fields.texts("tags") if tag)),
        phone=fields.text("phone", longest=_LONGEST_CODE),
    )


def customer(fields: Fields) -> Customer:
    """Read who a customer is."""
    delivery = fields.section("delivery_address")
    siret = normalise_siret(fields.text("siret", longest=_LONGEST_CODE))
    siren = normalise_siren(fields.text("siren", longest=_LONGEST_CODE))
    return Customer(
        kind=CustomerKind(fields.choice("kind", tuple(CustomerKind), default="consumer")),
        name=fields.text("name", required=True),
        code=fields.text("code", longest=_LONGEST_CODE),
        siren=siren or (siret[:9] if is_siret(siret) else ""),
        siret=siret,
        vat_number=_vat_number(fields),
        address=address(fields.section("address")),
        delivery_address=address(delivery) if delivery else None,
        email=fields.text("email"),
        language=fields.choice("language", LANGUAGES, default="fr"),
        electronic_address=fields.text("electronic_address", longest=130),
    )


def address(fields: Fields | None) -> Address:
    """Read a postal address; absent, an empty one."""
    if fields is None:
        return Address()
    return Address(
        line1=fields.text("line1", longest=_LONGEST_LINE),
        line2=fields.text("line2", longest=_LONGEST_LINE),
        postcode=fields.text("postcode", longest=20),
        city=fields.text("city", longest=_LONGEST_LINE),
        country=fields.text("country", longest=2) or "FR",
        name=fields.text("name", longest=_LONGEST_LINE),
    )


def terms(fields: Fields, name: str = "terms") -> PaymentTerms | None:
    """Read payment terms; None where they are absent."""
    section = fields.section(name)
    return payment_terms(section) if section else None


def payment_terms(section: Fields) -> PaymentTerms:
    """Read the days and the reading of « end of month »."""
    days = section.whole("days", smallest=0, largest=365)
    return PaymentTerms(
        days=30 if days is None else days,
        end_of_month=section.flag("end_of_month"),
        end_of_month_first=section.flag("end_of_month_first", default=True),
    )


def read_item(
    values: Mapping[str, object], *, nature: Callable[[str], Nature] = lambda case: Nature.GOODS
) -> Item:
    """Read `item.json`; `nature` says what an item of a VAT case is that does not say so.

    Raises:
        InputRefused: with every field that is wrong, missing or unknown.
    """
    fields = Fields(values)
    price = fields.decimal("price", PRICE_PLACES, required=True) or 0
    if price < 0:
        fields.refuse("price", "line-unit-price-negative")
    case = fields.text("vat_case", longest=_LONGEST_CODE)
    rate = fields.rate("vat_rate")
    if rate is not None and case:
        fields.refuse("vat_case", "vat-rate-and-case", case=case)
    cost = fields.amount("cost")
    if cost is not None and cost < 0:
        fields.refuse("cost", "field-out-of-range", value=format_amount(cost))
    item = Item(
        code=fields.text("code", longest=_LONGEST_CODE, required=True),
        name=fields.text("name", required=True),
        barcode=fields.text("barcode", longest=_LONGEST_CODE),
        description=fields.text("description", longest=_LONGEST_TEXT, lines=True),
        nature=Nature(fields.choice("nature", tuple(Nature), default=nature(case))),
        unit=fields.choice("unit", UNITS, default=PIECE),
        price_e6=price,
        price_includes_vat=fields.flag("price_includes_vat"),
        vat_rate_bp=rate,
        vat_case=case,
        cost_minor=cost,
        discountable=fields.flag("discountable", default=True),
        category=fields.text("category", longest=_LONGEST_LINE),
    )
    fields.finish()
    return item


def _vat_number(fields: Fields) -> str:
    """Read a VAT number; one of another member state must have that state's check digits."""
    number = normalise_vat_number(fields.text("vat_number", longest=_LONGEST_CODE))
    if number and not number.startswith("FR") and is_vat_number(number):
        from stdnum.eu import vat  # only for the few customers abroad

        judged = {*vat.MEMBER_STATES, "el"}  # Greek numbers begin with EL
        if number[:2].lower() in judged and not vat.is_valid(number):
            fields.refuse("vat_number", "vat-number-invalid", value=number)
    return number


def _contact(fields: Fields) -> Contact:
    return Contact(
        name=fields.text("name", required=True),
        role=fields.text("role"),
        email=fields.text("email"),
        phone=fields.text("phone", longest=_LONGEST_CODE),
    )
