"""Writes the lines (BG-25), and finds where the titles and texts between them go."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from facturdesk.documents.cii import writing as xml
from facturdesk.domain.document import Document, DocumentLine
from facturdesk.domain.money import ONE_QUANTITY
from facturdesk.domain.sale import LineKind
from facturdesk.domain.units import PIECE

DISCOUNT = "<ram:ReasonCode>95</ram:ReasonCode><ram:Reason>Remise</ram:Reason>"  # UNCL 5189


@dataclass(frozen=True, slots=True)
class TradeLines:
    """The lines as XML, and the texts that no line could carry."""

    items: tuple[str, ...]
    remarks: tuple[str, ...]
    charges_are_lines: bool


@dataclass(slots=True)
class _Noted:
    """A priced line and the texts of the paper that stand by it."""

    line: DocumentLine
    texts: list[str] = field(default_factory=list)


def trade_lines(document: Document) -> TradeLines:
    """Write the priced lines.

    EN 16931 has no lines without a price: a title is noted on the line below it
    (BT-127), a text on the line above it, or below when it opens a section. A subtotal
    is left out: it repeats amounts that are there.

    A credit note may give back a charge alone; as an invoice needs a line (BR-16), its
    charges are then lines.
    """
    charges_are_lines = not any(line.kind is LineKind.PRICED for line in document.lines)
    kind = LineKind.CHARGE if charges_are_lines else LineKind.PRICED
    noted, remarks = _noted(document.lines, kind)
    return TradeLines(tuple(_items(noted)), tuple(remarks), charges_are_lines)


def _noted(lines: Iterable[DocumentLine], kind: LineKind) -> tuple[list[_Noted], list[str]]:
    noted: list[_Noted] = []
    pending: list[str] = []
    for line in lines:
        if line.kind is kind:
            noted.append(_Noted(line, pending))
            pending = []
        elif line.kind is LineKind.SECTION:
            pending.append(_text(line))
        elif line.kind is LineKind.TEXT:
            (noted[-1].texts if noted and not pending else pending).append(_text(line))
    return noted, pending


def _text(line: DocumentLine) -> str:
    return f"{line.name}\n{line.detail}" if line.detail else line.name


def _items(noted: Iterable[_Noted]) -> Iterable[str]:
    for entry in noted:
        line = entry.line
        yield "".join(
            (
                "<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument>",
                f"<ram:LineID>{line.position}</ram:LineID>",
                xml.group("IncludedNote", xml.tag("Content", "\n".join(entry.texts))),
                "</ram:AssociatedDocumentLineDocument><ram:SpecifiedTradeProduct>",
                xml.tag("SellerAssignedID", line.item_code),
                xml.tag("Name", line.name),
                xml.tag("Description", line.detail),
                "</ram:SpecifiedTradeProduct>",
                _price_and_quantity(line),
                _line_settlement(line),
                "</ram:IncludedSupplyChainTradeLineItem>",
            )
        )


def _price_and_quantity(line: DocumentLine) -> str:
    unit = f' unitCode="{xml.escaped(line.unit or PIECE)}"'
    basis = ""
    if line.price_base_quantity != 1:
        units = xml.quantity(line.price_base_quantity * ONE_QUANTITY)
        basis = f"<ram:BasisQuantity{unit}>{units}</ram:BasisQuantity>"
    return (
        "<ram:SpecifiedLineTradeAgreement><ram:NetPriceProductTradePrice>"
        f"<ram:ChargeAmount>{xml.price(line.net_unit_price_e6)}</ram:ChargeAmount>{basis}"
        "</ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>"
        "<ram:SpecifiedLineTradeDelivery>"
        f"<ram:BilledQuantity{unit}>{xml.quantity(line.quantity_e4)}</ram:BilledQuantity>"
        "</ram:SpecifiedLineTradeDelivery>"
    )


def _line_settlement(line: DocumentLine) -> str:
    assert line.group is not None  # lines that carry money always have one
    return (
        "<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax>"
        f"<ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>{line.group.category}"
        f"</ram:CategoryCode>{xml.rate(line.group)}</ram:ApplicableTradeTax>"
        f"{_line_allowance(line)}<ram:SpecifiedTradeSettlementLineMonetarySummation>"
        f"{xml.amount('LineTotalAmount', line.net_minor)}"
        "</ram:SpecifiedTradeSettlementLineMonetarySummation>"
        "</ram:SpecifiedLineTradeSettlement>"
    )


def _line_allowance(line: DocumentLine) -> str:
    """Write BG-27; on a returned line (negative quantity) it is negative too."""
    if not line.net_discount_minor:
        return ""
    return (
        "<ram:SpecifiedTradeAllowanceCharge>"
        "<ram:ChargeIndicator><udt:Indicator>false</udt:Indicator></ram:ChargeIndicator>"
        f"{xml.percent(line.discount.percent_bp)}"
        f"{xml.amount('ActualAmount', line.net_discount_minor)}{DISCOUNT}"
        "</ram:SpecifiedTradeAllowanceCharge>"
    )
