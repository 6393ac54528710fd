"""Holds paper, XML and frozen document against one another: all three must say the same.

The XML is read with nothing of what wrote it, the paper through pdftotext.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from lxml import etree

from facturdesk.documents.factur_x import extract_xml
from facturdesk.domain.document import Document, DocumentLine
from facturdesk.domain.sale import DocumentKind, LineKind
from facturdesk.domain.vat import OUTSIDE_SCOPE
from facturdesk.i18n import Catalogue, load_catalogue
from facturdesk.system.resources import resource

CENT: Final = Decimal("0.01")
_NAMES: Final = {
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
}
_SPACES: Final = re.compile(r"\s+")


def disagreements(document: Document, pdf: bytes) -> list[str]:
    """Say where an original differs from its document; nothing when they agree."""
    root = etree.fromstring(extract_xml(pdf))
    text = paper_text(pdf)
    return [
        *_totals_of_xml(document, root),
        *_lines_of_xml(document, root),
        *_taxes_of_xml(document, root),
        *_amounts_on_paper(document, text),
        *_words_on_paper(document, text),
    ]


def paper_text(pdf: bytes) -> str:
    """Give the text of the paper, as a reader copies it."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()


def decimal(minor: int, places: int = 2) -> Decimal:
    return Decimal(minor).scaleb(-places)


def _found(node: etree._Element, path: str) -> list[str]:
    return [found.text or "" for found in node.iterfind(path, _NAMES)]


def _amount(node: etree._Element, path: str) -> Decimal:
    return Decimal((_found(node, path) or ["0"])[0])


def _compared(where: str, pairs: Iterable[tuple[str, object, object]]) -> Iterator[str]:
    for name, in_xml, expected in pairs:
        if in_xml != expected:
            yield f"{where} {name}: XML says {in_xml}, the document {expected}"


def _totals_of_xml(document: Document, root: etree._Element) -> Iterator[str]:
    totals = root.find(".//ram:SpecifiedTradeSettlementHeaderMonetarySummation", _NAMES)
    assert totals is not None
    net, vat, gross = document.net_minor, document.vat_minor, document.gross_minor
    yield from _compared(
        "totals",
        [
            ("net", _amount(totals, "ram:TaxBasisTotalAmount"), decimal(net)),
            ("VAT", _amount(totals, "ram:TaxTotalAmount"), decimal(vat)),
            ("gross", _amount(totals, "ram:GrandTotalAmount"), decimal(gross)),
            (
                "paid",
                _amount(totals, "ram:TotalPrepaidAmount"),
                decimal(sum(receipt.amount_minor for receipt in document.receipts)),
            ),
            ("due", _amount(totals, "ram:DuePayableAmount"), decimal(document.due_minor)),
        ],
    )
    sums = {
        "lines": _sum(root, ".//ram:SpecifiedLineTradeSettlement//ram:LineTotalAmount"),
        "charges": _allowed(root, "true"),
        "discounts": _allowed(root, "false"),
    }
    whole = sums["lines"] + sums["charges"] - sums["discounts"]
    yield from _compared(
        "sums",
        [
            ("lines", sums["lines"], _amount(totals, "ram:LineTotalAmount")),
            ("charges", sums["charges"], _amount(totals, "ram:ChargeTotalAmount")),
            ("discounts", sums["discounts"], _amount(totals, "ram:AllowanceTotalAmount")),
            ("net", whole, decimal(net)),
        ],
    )


def _sum(root: etree._Element, path: str) -> Decimal:
    return sum((Decimal(text) for text in _found(root, path)), Decimal(0))


def _allowed(root: etree._Element, indicator: str) -> Decimal:
    path = ".//ram:ApplicableHeaderTradeSettlement/ram:SpecifiedTradeAllowanceCharge"
    return sum(
        (
            _amount(node, "ram:ActualAmount")
            for node in root.iterfind(path, _NAMES)
            if "".join(node[0].itertext()) == indicator
        ),
        Decimal(0),
    )


def _lines_of_xml(document: Document, root: etree._Element) -> Iterator[str]:
    nodes = list(root.iterfind(".//ram:IncludedSupplyChainTradeLineItem", _NAMES))
    priced = [line for line in document.lines if line.kind is LineKind.PRICED]
    lines = priced or [line for line in document.lines if line.kind is LineKind.CHARGE]
    yield from _compared("lines", [("count", len(nodes), len(lines))])
    for node, line in zip(nodes, lines, strict=False):
        where = f"line {line.position}"
        quantity = _amount(node, ".//ram:BilledQuantity")
        price = _amount(node, ".//ram:NetPriceProductTradePrice/ram:ChargeAmount")
        units = _amount(node, ".//ram:BasisQuantity") or Decimal(1)
        taken = _amount(node, ".//ram:SpecifiedTradeAllowanceCharge/ram:ActualAmount")
        net = _amount(node, ".//ram:LineTotalAmount")
        yield from _compared(
            where,
            [
                ("name", _found(node, ".//ram:Name")[0], line.name),
                ("quantity", quantity, decimal(line.quantity_e4, 4)),
                ("net", net, decimal(line.net_minor)),
            ],
        )
        whole = (quantity * price / units).quantize(CENT, ROUND_HALF_UP)
        if abs(whole - taken - net) > CENT:  # the tolerance of G1.53 for prices with VAT
            yield f"{where}: {quantity} × {price} / {units} − {taken} is not {net}"


def _taxes_of_xml(document: Document, root: etree._Element) -> Iterator[str]:
    path = ".//ram:ApplicableHeaderTradeSettlement/ram:ApplicableTradeTax"
    in_xml = [
        (
            _found(node, "ram:CategoryCode")[0],
            _amount(node, "ram:RateApplicablePercent"),
            _amount(node, "ram:BasisAmount"),
            _amount(node, "ram:CalculatedAmount"),
        )
        for node in root.iterfind(path, _NAMES)
    ]
    frozen = [
        (
            tax.group.category,
            decimal(tax.group.rate_bp),
            decimal(tax.base_minor),
            decimal(tax.vat_minor),
        )
        for tax in document.taxes
    ]
    yield from _compared("VAT", [("breakdown", in_xml, frozen)])


def _amounts_on_paper(document: Document, text: str) -> Iterator[str]:
    catalogue = load_catalogue(document.customer.language, resource("locale"))
    for name, minor in _shown_amounts(document):
        if minor and not _amount_pattern(catalogue, minor).search(text):
            yield f"paper lacks the {name} {catalogue.amount(minor)}"


def _shown_amounts(document: Document) -> Iterator[tuple[str, int]]:
    yield "net total", document.net_minor
    yield "VAT", document.vat_minor
    yield "gross total", document.gross_minor
    if document.kind is not DocumentKind.CREDIT_NOTE:
        yield "amount due", document.due_minor
    for tax in document.taxes:
        rate = catalogue_free_rate(tax.group.rate_bp)
        yield f"base at {rate}", tax.base_minor
        yield f"VAT at {rate}", tax.vat_minor
    for line in document.lines:
        if line.kind is LineKind.PRICED:
            yield f"amount of line {line.position}", _shown_line(document, line)


def catalogue_free_rate(rate_bp: int) -> str:
    return f"{decimal(rate_bp).normalize():f} %"


def _shown_line(document: Document, line: DocumentLine) -> int:
    return line.amount_minor if document.prices_include_vat else line.net_minor


def _amount_pattern(catalogue: Catalogue, minor: int) -> re.Pattern[str]:
    """Match an amount whole, whatever kind of space groups its digits."""
    written = catalogue.amount(minor)
    body = "".join(r"\s?" if char.isspace() else re.escape(char) for char in written)
    return re.compile(rf"(?<![\d.,]){body}(?!\d)")


def _words_on_paper(document: Document, text: str) -> Iterator[str]:
    squeezed = _SPACES.sub("", text)
    for name, word in _shown_words(document):
        if word and _SPACES.sub("", word) not in squeezed:
            yield f"paper lacks the {name} {word!r}"


def _shown_words(document: Document) -> Iterator[tuple[str, str]]:
    seller, customer = document.seller, document.customer
    written: Callable[[object], str] = "{:%d/%m/%Y}".format
    yield "number", document.number
    yield "date", written(document.issued_on)
    yield "seller's SIREN", seller.siren
    yield "seller's VAT number", seller.vat_number
    yield "order", document.order_reference
    if document.customer.kind.value != "consumer":
        yield "customer's SIREN", customer.siren
    if any(tax.group.category in ("K", "AE") for tax in document.taxes):
        yield "customer's VAT number", customer.vat_number
    for tax in document.taxes:
        if tax.group.category != OUTSIDE_SCOPE:
            yield "exemption", tax.reason
    for reference in document.references:
        yield "reference", reference.number
        yield "date of the reference", written(reference.issued_on)
    if document.kind is not DocumentKind.CREDIT_NOTE and document.due_minor > 0:
        yield "due date", written(document.due_on)
        yield "IBAN", seller.bank.iban
