"""Writes how the document is paid, its VAT, its allowances and charges, its totals."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from facturdesk.documents.cii import writing as xml
from facturdesk.documents.cii.lines import DISCOUNT
from facturdesk.domain.document import Document, DocumentLine, TaxSubtotal
from facturdesk.domain.money import format_amount
from facturdesk.domain.sale import DocumentKind, LineKind
from facturdesk.domain.vat import STANDARD, ZERO, VatGroup

# UNTDID 4461, of money received at the counter
_METHODS: Final = {"cash": "10", "cheque": "20", "card": "48", "direct_debit": "49"}
_SEPA_TRANSFER: Final = "58"
_ON_DEBITS, _ON_DELIVERY, _ON_PAYMENT = "5", "29", "72"  # UNTDID 2475, BT-8
_NOT_CODED: Final = "1"


def settlement(document: Document, *, charges_are_lines: bool) -> str:
    """Write the whole group; `charges_are_lines` when the lines are the charges (BR-16)."""
    charges = [] if charges_are_lines else _charges(document)
    return xml.group(
        "ApplicableHeaderTradeSettlement",
        xml.tag("PaymentReference", document.payment_reference if _asks_money(document) else ""),
        xml.tag("InvoiceCurrencyCode", document.currency),
        _payment_means(document),
        *_taxes(document),
        *_allowances(document),
        *charges,
        _terms(document),
        _totals(document, charges_are_lines=charges_are_lines),
        *_references(document),
    )


def _asks_money(document: Document) -> bool:
    return document.kind is not DocumentKind.CREDIT_NOTE and document.due_minor > 0


def _payment_means(document: Document) -> str:
    """Write BG-16: how to pay, or how it was paid when nothing is left to pay."""
    bank = document.seller.bank
    if _asks_money(document):
        if not bank.iban:
            return ""
        account = xml.tag("IBANID", bank.iban.replace(" ", ""))
        return xml.group(
            "SpecifiedTradeSettlementPaymentMeans",
            xml.tag("TypeCode", _SEPA_TRANSFER),
            xml.group(
                "PayeePartyCreditorFinancialAccount", account, xml.tag("AccountName", bank.holder)
            ),
            xml.group("PayeeSpecifiedCreditorFinancialInstitution", xml.tag("BICID", bank.bic)),
        )
    methods = {receipt.method for receipt in document.receipts}
    if len(methods) != 1:
        return ""
    # a transfer received has no code here: 30 and 58 ask for an account to pay to (BR-61)
    code = _METHODS.get(methods.pop(), _NOT_CODED)
    return xml.group("SpecifiedTradeSettlementPaymentMeans", xml.tag("TypeCode", code))


def _taxes(document: Document) -> Iterable[str]:
    point = xml.tag("DueDateTypeCode", _vat_point(document))
    for tax in document.taxes:
        exempt = tax.group.category not in (STANDARD, ZERO)
        yield xml.group(
            "ApplicableTradeTax",
            xml.amount("CalculatedAmount", tax.vat_minor),
            "<ram:TypeCode>VAT</ram:TypeCode>",
            xml.tag("ExemptionReason", tax.reason if exempt else ""),
            xml.amount("BasisAmount", tax.base_minor),
            xml.tag("CategoryCode", tax.group.category),
            xml.tag("ExemptionReasonCode", tax.group.ground if exempt else ""),
            point,
            xml.rate(tax.group),
        )


def _vat_point(document: Document) -> str:
    """Give BT-8, when VAT falls due: the same code on every rate (S1.13).

    Goods on delivery; services on payment, or at the invoice for who chose « les
    débits ». Goods and services together without that option have no common code.

    Source: CGI art. 269-2; DGFiP external specifications 3.2, S1.13.
    """
    if not any(tax.group.rate_bp for tax in document.taxes):
        return ""
    nature = document.framework[:1]
    if nature == "B":
        return _ON_DELIVERY
    if document.seller.vat_on_debits:
        return _ON_DEBITS
    return _ON_PAYMENT if nature == "S" else ""


def _allowances(document: Document) -> Iterable[str]:
    """Write BG-20: the document discount, split by VAT group."""
    for tax in document.taxes:
        if tax.discount_minor:
            yield _allowance_or_charge(
                "false",
                f"{xml.percent(document.discount.percent_bp)}"
                f"{xml.amount('ActualAmount', tax.discount_minor)}{DISCOUNT}",
                tax.group,
            )


def _charges(document: Document) -> list[str]:
    """Write BG-21: carriage and the like."""
    return [_charge(line) for line in document.lines if line.kind is LineKind.CHARGE]


def _charge(line: DocumentLine) -> str:
    assert line.group is not None  # a charge always has one
    inside = xml.amount("ActualAmount", line.net_minor) + xml.tag("Reason", line.name)
    return _allowance_or_charge("true", inside, line.group)


def _allowance_or_charge(is_charge: str, inside: str, group: VatGroup) -> str:
    return (
        "<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator>"
        f"<udt:Indicator>{is_charge}</udt:Indicator></ram:ChargeIndicator>{inside}"
        "<ram:CategoryTradeTax><ram:TypeCode>VAT</ram:TypeCode>"
        f"<ram:CategoryCode>{group.category}</ram:CategoryCode>{xml.rate(group)}"
        "</ram:CategoryTradeTax></ram:SpecifiedTradeAllowanceCharge>"
    )


def _terms(document: Document) -> str:
    """Write BT-9, and BT-20 where there are several instalments or nothing to pay.

    A credit note is owed to the customer: without a due date it needs a text (BR-CO-25).
    """
    if document.kind is DocumentKind.CREDIT_NOTE:
        return xml.group("SpecifiedTradePaymentTerms", xml.tag("Description", "En votre faveur"))
    text = ""
    if len(document.instalments) > 1:
        text = "\n".join(
            f"{part.due_on:%d/%m/%Y} : {format_amount(part.amount_minor)} {document.currency}"
            for part in document.instalments
        )
    due_on = xml.date("DueDateDateTime", document.due_on) if document.due_on else ""
    return xml.group("SpecifiedTradePaymentTerms", xml.tag("Description", text), due_on)


def _totals(document: Document, *, charges_are_lines: bool) -> str:
    taxes = document.taxes
    lines = sum(tax.lines_minor for tax in taxes)
    charges = sum(tax.charges_minor for tax in taxes)
    if charges_are_lines:
        lines, charges = charges, 0
    discount = sum(tax.discount_minor for tax in taxes)
    vat = format_amount(document.vat_minor)
    prepaid = document.prepaid_minor
    return xml.group(
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        xml.amount("LineTotalAmount", lines),
        xml.amount("ChargeTotalAmount", charges) if charges else "",
        xml.amount("AllowanceTotalAmount", discount) if _has_discount(taxes) else "",
        xml.amount("TaxBasisTotalAmount", document.net_minor),
        f'<ram:TaxTotalAmount currencyID="{document.currency}">{vat}</ram:TaxTotalAmount>',
        xml.amount("GrandTotalAmount", document.gross_minor),
        xml.amount("TotalPrepaidAmount", prepaid) if prepaid else "",
        xml.amount("DuePayableAmount", document.due_minor),
    )


def _has_discount(taxes: Iterable[TaxSubtotal]) -> bool:
    return any(tax.discount_minor for tax in taxes)


def _references(document: Document) -> Iterable[str]:
    """Write BG-3: the documents corrected, with number and date (BT-25, BT-26)."""
    for reference in document.references:
        yield xml.group(
            "InvoiceReferencedDocument",
            xml.tag("IssuerAssignedID", reference.number),
            xml.date("FormattedIssueDateTime", reference.issued_on, prefix="qdt"),
        )
