"""What must be there before a document can be issued, each with the field it belongs to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Final

from facturdesk.domain.allocation import CASH, METHODS
from facturdesk.domain.colours import can_be_read, is_colour
from facturdesk.domain.errors import Problem
from facturdesk.domain.identifiers import is_bic, is_iban, is_siren, is_siret, is_vat_number
from facturdesk.domain.money import FULL_RATE_BP, format_amount, line_amount
from facturdesk.domain.parties import (
    FRENCH_COUNTRIES,
    Address,
    Customer,
    CustomerKind,
    LegalForm,
    Seller,
    Territory,
    VatRegime,
)
from facturdesk.domain.places import COUNTRIES
from facturdesk.domain.rulebook import Rulebook
from facturdesk.domain.sale import NO_DISCOUNT, Charge, Discount, LineKind, Receipt, Sale, SaleLine
from facturdesk.domain.units import UNITS

PROBLEMS: Final = frozenset(
    {
        "address-incomplete",
        "address-country-unknown",
        "bic-invalid",
        "charge-amount-not-positive",
        "colour-invalid",
        "colour-too-pale",
        "currency-not-supported",
        "customer-name-missing",
        "customer-siren-missing",
        "customer-siren-not-for-consumer",
        "date-out-of-range",
        "electronic-address-invalid",
        "discount-too-large",
        "discount-negative",
        "discount-not-allowed",
        "discount-twice",
        "iban-invalid",
        "line-amount-too-large",
        "line-description-missing",
        "line-purchase-cost-negative",
        "line-quantity-zero",
        "line-unit-unknown",
        "line-unit-price-negative",
        "lines-missing",
        "receipt-amount-not-positive",
        "receipt-cash-ceiling",
        "receipt-not-today",
        "receipt-method-unknown",
        "receipts-exceed-total",
        "seller-capital-missing",
        "seller-name-missing",
        "seller-rcs-missing",
        "seller-siren-for-invoices",
        "seller-siren-missing",
        "seller-vat-number-missing",
        "siren-invalid",
        "siret-invalid",
        "siret-of-another-siren",
        "total-negative",
        "vat-number-invalid",
    }
)

COMPANIES: Final = frozenset(
    {
        LegalForm.EURL,
        LegalForm.SARL,
        LegalForm.SASU,
        LegalForm.SAS,
        LegalForm.SA,
        LegalForm.SNC,
    }
)
# the schemes of the EAS code list; 0225 is the French directory
_ELECTRONIC_ADDRESS: Final = re.compile(r"([0-9]{4}|A[NQSU]|EM):[^\s:]\S{0,124}")
_FRENCH_ADDRESS: Final = re.compile(r"0225:[A-Za-z0-9+\-_.]+")
_EAS: Final = (
    "0002 0007 0009 0037 0060 0088 0096 0097 0106 0130 0135 0142 0147 0151 0154 0158 0170"
    " 0177 0183 0184 0188 0190 0191 0192 0193 0194 0195 0196 0198 0199 0200 0201 0202 0203"
    " 0204 0205 0208 0209 0210 0211 0212 0213 0215 0216 0217 0218 0221 0225 0230 0235 0240"
    " 0242 0244 0245 0246 0248 9910 9913 9914 9915 9918 9919 9920 9922 9923 9924 9925 9926"
    " 9927 9928 9929 9930 9931 9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942 9943"
    " 9944 9945 9946 9947 9948 9949 9950 9951 9952 9953 9957 9959 AN AQ AS AU EM"
)
_ADDRESS_SCHEMES: Final = frozenset(_EAS.split())
_VAT_PREFIXES: Final = COUNTRIES | {"EL", "XI"}  # Greece, Northern Ireland (BR-CO-09)
UNTAXED: Final = frozenset({Territory.GUYANE, Territory.MAYOTTE})  # CGI art. 294-1
# 10 000 billion: an amount, and the product of any two factors, stays in 64 bits
LARGEST_MINOR: Final = 10**15
EARLIEST: Final = dt.date(2000, 1, 1)  # BR-FR-03
LATEST: Final = dt.date(2099, 12, 31)


def check_seller(seller: Seller) -> Iterable[Problem]:
    """Yield what the company profile lacks for any document.

    Source: CGI ann. II art. 242 nonies A I-1°, 2°; C. com. R123-237, R123-238.
    """
    if not seller.legal_name.strip():
        yield Problem("seller-name-missing", "company.legal_name")
    if not seller.siren and seller.legal_form is not LegalForm.ASSOCIATION:
        yield Problem("seller-siren-missing", "company.siren")
    yield from check_identity(seller.siren, seller.siret, seller.vat_number, "company")
    yield from check_address(seller.address, "company.address")
    if seller.legal_form in COMPANIES:
        if not seller.share_capital_minor:
            yield Problem("seller-capital-missing", "company.share_capital")
        if not seller.rcs_city.strip():
            yield Problem("seller-rcs-missing", "company.rcs_city")
    yield from _check_tax_and_bank(seller)
    yield from _check_accent(seller.accent)


def _check_accent(accent: str) -> Iterable[Problem]:
    if accent and not is_colour(accent):
        yield Problem("colour-invalid", "company.accent", {"value": accent})
    elif accent and not can_be_read(accent):
        yield Problem("colour-too-pale", "company.accent")


def _check_tax_and_bank(seller: Seller) -> Iterable[Problem]:
    taxed = seller.vat_regime is not VatRegime.FRANCHISE and seller.territory not in UNTAXED
    if taxed and not seller.vat_number:
        yield Problem("seller-vat-number-missing", "company.vat_number")
    if seller.bank.iban and not is_iban(seller.bank.iban):
        yield Problem("iban-invalid", "company.bank.iban", {"iban": seller.bank.iban})
    if seller.bank.bic and not is_bic(seller.bank.bic):
        yield Problem("bic-invalid", "company.bank.bic", {"bic": seller.bank.bic})


def check_registration(seller: Seller) -> Iterable[Problem]:
    """Yield why an association without a SIREN cannot issue an e-invoice.

    Source: BR-CO-26, BR-E-02, BR-FR-10 (the seller is identified).
    """
    if not seller.siren and seller.legal_form is LegalForm.ASSOCIATION:
        yield Problem("seller-siren-for-invoices", "company.siren")


def check_customer(
    customer: Customer, *, issued_on: dt.date, rulebook: Rulebook
) -> Iterable[Problem]:
    """Yield what the customer lacks; nothing but a name is asked of a consumer.

    Source: CGI ann. II art. 242 nonies A I-1°; C. com. L441-9; décret 2022-1299
    (the customer's SIREN, from the date in the table of thresholds).
    """
    if not customer.name.strip():
        yield Problem("customer-name-missing", "customer.name")
    yield from check_identity(customer.siren, customer.siret, customer.vat_number, "customer")
    consumer = customer.kind is CustomerKind.CONSUMER
    if consumer and customer.siren:
        yield Problem("customer-siren-not-for-consumer", "customer.siren")
    if not consumer or customer.address != Address():
        yield from check_address(customer.address, "customer.address")
    if customer.delivery_address is not None:
        yield from check_address(customer.delivery_address, "customer.delivery_address")
    french_firm = not consumer and customer.address.country in FRENCH_COUNTRIES
    if french_firm and not customer.siren and rulebook.requires_customer_siren(issued_on):
        yield Problem("customer-siren-missing", "customer.siren", {"name": customer.name})


def check_electronic_address(customer: Customer, *, platform: bool) -> Iterable[Problem]:
    """Yield why an electronic address (BT-49), written scheme:value, cannot be one.

    Of who is reached through the platforms it begins with the SIREN.

    Source: BR-FR-21, BR-FR-23, BR-CL-25.
    """
    written = customer.electronic_address
    if not written:
        return
    scheme = written.partition(":")[0]
    known = scheme in _ADDRESS_SCHEMES and _ELECTRONIC_ADDRESS.fullmatch(written)
    french = scheme != "0225" or _FRENCH_ADDRESS.fullmatch(written)
    own = not platform or written.startswith(f"0225:{customer.siren}")
    if not (known and french and own):
        yield Problem(
            "electronic-address-invalid", "customer.electronic_address", {"value": written}
        )


def check_identity(siren: str, siret: str, vat_number: str, path: str) -> Iterable[Problem]:
    """Yield the identifiers that fail their check digits; empty ones are not judged."""
    if siren and not is_siren(siren):
        yield Problem("siren-invalid", f"{path}.siren", {"value": siren})
    if siret and not is_siret(siret):
        yield Problem("siret-invalid", f"{path}.siret", {"value": siret})
    elif siret and siren and not siret.startswith(siren):
        yield Problem("siret-of-another-siren", f"{path}.siret", {"value": siret, "siren": siren})
    known = vat_number[:2] in _VAT_PREFIXES and is_vat_number(vat_number)
    if vat_number and not known:
        yield Problem("vat-number-invalid", f"{path}.vat_number", {"value": vat_number})


def check_address(address: Address, path: str) -> Iterable[Problem]:
    """Yield what an address lacks: street, postcode and town where they exist."""
    if address.country not in COUNTRIES:
        yield Problem("address-country-unknown", f"{path}.country", {"value": address.country})
    french = address.country in {*FRENCH_COUNTRIES, "MC"}
    for name, needed in (("line1", True), ("postcode", french), ("city", True)):
        if needed and not getattr(address, name).strip():
            yield Problem("address-incomplete", f"{path}.{name}")


def check_sale(sale: Sale, *, issued_on: dt.date) -> Iterable[Problem]:
    """Yield what is wrong with the sale itself: dates, lines, discounts, charges, receipts."""
    if sale.currency != "EUR":
        yield Problem("currency-not-supported", "currency", {"value": sale.currency})
    days = (("date", issued_on), ("supply_date", sale.supplied_on), ("due_date", sale.due_on))
    for path, day in days:
        if day is not None and not EARLIEST <= day <= LATEST:
            yield Problem("date-out-of-range", path, {"value": day.isoformat()})
    if not any(line.kind is LineKind.PRICED for line in sale.lines):
        yield Problem("lines-missing", "lines")
    for index, line in enumerate(sale.lines):
        yield from _check_line(line, f"lines[{index}]")
    for index, charge in enumerate(sale.charges):
        yield from _check_charge(charge, f"charges[{index}]")
    yield from _check_discount(sale.discount, "", None)
    for index, receipt in enumerate(sale.receipts):
        yield from _check_receipt(receipt, issued_on, f"paid[{index}]")


def check_receipts(
    receipts: Sequence[Receipt], gross_minor: int, *, cash_ceiling_minor: int
) -> Iterable[Problem]:
    """Yield what is wrong with money received at the counter once the total is known.

    Source: code monétaire et financier, art. L112-6 and D112-3 (cash).
    """
    total = sum(receipt.amount_minor for receipt in receipts)
    if receipts and total > gross_minor:
        yield Problem(
            "receipts-exceed-total",
            "paid",
            {"received": format_amount(total), "gross": format_amount(gross_minor)},
        )
    cash = sum(receipt.amount_minor for receipt in receipts if receipt.method == CASH)
    if cash > cash_ceiling_minor:
        yield Problem(
            "receipt-cash-ceiling", "paid", {"ceiling": format_amount(cash_ceiling_minor)}
        )


def check_total(gross_minor: int) -> Iterable[Problem]:
    """Yield the problem of a total that is negative or beyond what can be kept."""
    if gross_minor < 0:
        yield Problem("total-negative", "lines", {"gross": format_amount(gross_minor)})
    elif gross_minor > LARGEST_MINOR:
        yield Problem("line-amount-too-large", "lines")


def _check_line(line: SaleLine, path: str) -> Iterable[Problem]:
    if line.kind in (LineKind.SECTION, LineKind.TEXT) and not line.name.strip():
        yield Problem("line-description-missing", f"{path}.{line.kind.value}")
    if line.kind is LineKind.PRICED:
        yield from _check_priced(line, path)


def _check_priced(line: SaleLine, path: str) -> Iterable[Problem]:
    if not line.name.strip():
        yield Problem("line-description-missing", f"{path}.description")
    if line.quantity_e4 == 0:
        yield Problem("line-quantity-zero", f"{path}.quantity")
    if line.unit_price_e6 < 0:
        yield Problem("line-unit-price-negative", f"{path}.unit_price")
    if line.unit not in UNITS:
        yield Problem("line-unit-unknown", f"{path}.unit", {"value": line.unit})
    if (line.purchase_cost_minor or 0) < 0:
        yield Problem("line-purchase-cost-negative", f"{path}.purchase_cost")
    amount = abs(line_amount(line.quantity_e4, line.unit_price_e6))
    if amount > LARGEST_MINOR:
        yield Problem("line-amount-too-large", path)
    if line.discount != NO_DISCOUNT and not line.discountable:
        name = "amount" if line.discount.percent_bp is None else "percent"
        yield Problem("discount-not-allowed", f"{path}.discount_{name}")
    yield from _check_discount(line.discount, f"{path}.", amount)


def _check_charge(charge: Charge, path: str) -> Iterable[Problem]:
    if not charge.label.strip():
        yield Problem("line-description-missing", f"{path}.label")
    if charge.amount_minor <= 0:
        yield Problem("charge-amount-not-positive", f"{path}.amount")
    elif charge.amount_minor > LARGEST_MINOR:
        yield Problem("line-amount-too-large", f"{path}.amount")


def _check_discount(discount: Discount, prefix: str, amount: int | None) -> Iterable[Problem]:
    percent, fixed = discount.percent_bp, discount.amount_minor
    if percent is not None and fixed is not None:
        yield Problem("discount-twice", f"{prefix}discount_amount")
    if percent is not None and percent > FULL_RATE_BP:
        yield Problem("discount-too-large", f"{prefix}discount_percent")
    if fixed is not None and amount is not None and fixed > amount:
        yield Problem("discount-too-large", f"{prefix}discount_amount")
    if (percent or 0) < 0:
        yield Problem("discount-negative", f"{prefix}discount_percent")
    if (fixed or 0) < 0:
        yield Problem("discount-negative", f"{prefix}discount_amount")


def _check_receipt(receipt: Receipt, issued_on: dt.date, path: str) -> Iterable[Problem]:
    if receipt.method not in METHODS:
        yield Problem("receipt-method-unknown", f"{path}.method", {"value": receipt.method})
    if receipt.amount_minor <= 0:
        yield Problem("receipt-amount-not-positive", f"{path}.amount")
    if receipt.received_on != issued_on:
        yield Problem(
            "receipt-not-today", f"{path}.date", {"value": receipt.received_on.isoformat()}
        )
