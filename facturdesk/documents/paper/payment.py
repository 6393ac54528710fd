"""What to pay, by when and how, impossible to miss; or that nothing is to be paid."""

from __future__ import annotations

from typing import Final

from facturdesk.documents.paper import styles
from facturdesk.documents.paper.job import Job
from facturdesk.documents.paper.payment_code import draw_payment_code, payment_code
from facturdesk.documents.paper.sheet import Sheet
from facturdesk.documents.paper.styles import LEFT, MIDDLE, RIGHT
from facturdesk.documents.paper.typesetting import Style
from facturdesk.documents.paper.words import in_groups

FRAME_HEIGHT: Final = 34.0
FRAME_WITHOUT_CODE: Final = 26.0
PANEL_HEIGHT: Final = 26.0

_CODE_LEFT: Final = 24.0
_CODE_TOP: Final = 4.6
_CODE_SIDE: Final = 25.2
_BANK_LEFT: Final = 53.6
_TINT_LEFT: Final = 102.0
_FRAME_RIGHT: Final = 186.0
_LEAST_AMOUNT: Final = 14.0
_PANEL_LINES: Final = 4


def payment_height(job: Job) -> float:
    """Measure what stands under the totals."""
    if not job.asks_for_money:
        return PANEL_HEIGHT
    return FRAME_HEIGHT if _has_account(job) else FRAME_WITHOUT_CODE


def code_span(job: Job, y: float) -> tuple[float, float] | None:
    """Give the heights between which the QR code stands in a frame at y; None without one."""
    if not payment_code(job.document):
        return None
    return y + _CODE_TOP, y + _CODE_TOP + _CODE_SIDE


def takes_note(job: Job) -> bool:
    """Whether the document's note stands in the panel, which has room where nothing is asked."""
    if job.asks_for_money or not job.document.note:
        return False
    lines = job.wrap(job.document.note, styles.SMALL, styles.COLUMN)
    return len(_explained(job)) + len(lines) <= _PANEL_LINES


def draw_payment(job: Job, sheet: Sheet, y: float) -> None:
    """Draw the frame that asks for money, or the panel that does not."""
    if job.asks_for_money:
        _draw_frame(job, sheet, y)
    else:
        _draw_panel(job, sheet, y)


def _has_account(job: Job) -> bool:
    return bool(job.document.seller.bank.iban)


def _draw_frame(job: Job, sheet: Sheet, y: float) -> None:
    document, text = job.document, job.words.text
    height = payment_height(job)
    sheet.area(_TINT_LEFT, y, RIGHT - _TINT_LEFT, height, styles.tint_of(sheet.accent))
    sheet.frame(LEFT, y, RIGHT - LEFT, height, weight=styles.STRONG_RULE)
    _accent(sheet, y)
    if _has_account(job):
        _draw_account(job, sheet, y)
    else:
        _draw_cheque(job, sheet, y)
    amount = job.money(document.due_minor)
    _draw_figure(job, sheet, y + 10.2, text("document", "To pay"), (amount, styles.AMOUNT))
    sheet.rule(MIDDLE, _FRAME_RIGHT, y + 14.3, weight=styles.THIN)
    if document.due_on is not None:
        due = job.words.date(document.instalments[0].due_on)
        _draw_figure(job, sheet, y + 21.3, text("document", "Due by"), (due, styles.DUE_DATE))
    if height == FRAME_HEIGHT:
        sheet.lines(MIDDLE, y + 28.4, _under_due_date(job), styles.SMALL, leading=3.6)


def _under_due_date(job: Job) -> list[str]:
    """Say the parts of a payment in several times, else what to quote."""
    document = job.document
    room = _FRAME_RIGHT - MIDDLE
    if len(document.instalments) > 1:
        parts = [
            f"{job.money(part.amount_minor)} : {job.words.date(part.due_on)}"
            for part in document.instalments
        ]
        return job.wrap(" · ".join(parts), styles.SMALL, room)[:2]
    return job.wrap(_quoted(job), styles.SMALL, room)[:2]


def _quoted(job: Job) -> str:
    label = job.words.text("document", "Reference to quote")
    return f"{label}\u00a0: {job.document.number}"


def _draw_account(job: Job, sheet: Sheet, y: float) -> None:
    document, text = job.document, job.words.text
    bank = document.seller.bank
    code = payment_code(document)
    x = LEFT + 4
    if code:
        draw_payment_code(sheet, code, _CODE_LEFT, y + _CODE_TOP, side=_CODE_SIDE)
        x = _BANK_LEFT
    room = _TINT_LEFT - 2 - x
    title = text("document", "By SEPA transfer")
    sheet.text(x, y + 7.0, title, job.setter.fitted(title, styles.PAYMENT_TITLE, room))
    reference = document.payment_reference
    labels = [text("document", "BIC")] if bank.bic else []
    labels += [text("document", "Reference")] if reference else []
    values = filter(None, (bank.bic, in_groups(reference, 4)))
    entries = (
        (text("document", "Account holder"), bank.holder or document.seller.legal_name),
        (text("document", "IBAN"), in_groups(bank.iban.replace(" ", ""), 4)),
        (" · ".join(labels), " · ".join(values)),
    )
    base = y + 12.0
    for label, value in entries:
        sheet.text(x, base, label, job.setter.fitted(label, styles.DETAIL, room))
        sheet.text(x, base + 3.45, value, job.setter.fitted(value, styles.SMALL, room))
        base += 7.9


def _draw_cheque(job: Job, sheet: Sheet, y: float) -> None:
    """Without an account to transfer to, say to whose name."""
    seller = job.document.seller
    label = job.words.text("document", "Payable to")
    holder = seller.bank.holder or seller.legal_name
    room = _TINT_LEFT - 4 - LEFT - 4
    sheet.text(LEFT + 4, y + 9.0, label, styles.DETAIL)
    sheet.text(LEFT + 4, y + 13.6, holder, job.setter.fitted(holder, styles.GRAND_TOTAL, room))
    quoted = _quoted(job)
    sheet.text(LEFT + 4, y + 20.0, quoted, job.setter.fitted(quoted, styles.SMALL, room))


def _draw_panel(job: Job, sheet: Sheet, y: float) -> None:
    """Draw two rules and no tint: from afar, a paper that does not ask for money."""
    document, text = job.document, job.words.text
    _accent(sheet, y)
    sheet.rule(LEFT, RIGHT, y + PANEL_HEIGHT, weight=styles.STRONG_RULE)
    sheet.rule(MIDDLE, RIGHT, y + 14.3, weight=styles.THIN)
    if job.is_credit:
        title = text("document", "Nothing to pay.")
        first = (text("document", "In your favour"), job.money(document.gross_minor))
        number = document.references[0].number if document.references else ""
        second = (text("document", "On the invoice"), number)
    else:
        title = text("document", "Paid, thank you.")
        first = (text("document", "Total paid"), job.money(document.prepaid_minor))
        second = (text("document", "Left to pay"), job.money(document.due_minor))
    sheet.text(LEFT, y + 6.6, title, styles.PAYMENT_TITLE)
    body = _explained(job)
    if takes_note(job):
        body += job.wrap(document.note, styles.SMALL, styles.COLUMN)
    sheet.lines(LEFT, y + 11.4, body[:_PANEL_LINES], styles.SMALL, leading=3.8)
    _draw_figure(job, sheet, y + 10.2, first[0], (first[1], styles.AMOUNT), right=RIGHT)
    _draw_figure(job, sheet, y + 21.3, second[0], (second[1], styles.DUE_DATE), right=RIGHT)


def _explained(job: Job) -> list[str]:
    """Say in the panel why nothing is to be paid."""
    if job.is_credit:
        parts = [
            job.words.text(
                "document",
                "This amount is deducted from the invoice, or given back if it is already paid.",
            )
        ]
    else:
        parts = _paid_how(job)
    return [line for part in parts for line in job.wrap(part, styles.SMALL, styles.COLUMN)]


def _paid_how(job: Job) -> list[str]:
    document = job.document
    if len(document.receipts) == 1:
        receipt = document.receipts[0]
        return [job.words.paid(receipt.method, receipt.received_on)]
    return [
        f"{job.words.paid(receipt.method, receipt.received_on)}\u00a0: {job.money(receipt.amount_minor)}"
        for receipt in document.receipts
    ]


def _draw_figure(
    job: Job,
    sheet: Sheet,
    base: float,
    label: str,
    figure: tuple[str, Style],
    *,
    right: float = _FRAME_RIGHT,
) -> None:
    """Draw a label on the axis and a large figure at the right, smaller where they would touch."""
    text, style = figure
    label_style = job.setter.fitted(label, styles.FRAME_LABEL, 44)
    room = right - MIDDLE - job.width(label, label_style) - 3
    style = job.setter.fitted(text, style, room, least=min(_LEAST_AMOUNT, style.size) / 2)
    sheet.text(MIDDLE, base - 0.3, label, label_style)
    sheet.right(right, base, text, style)


def _accent(sheet: Sheet, y: float) -> None:
    sheet.coloured_rule(LEFT, RIGHT, y, weight=styles.ACCENT_RULE, colour=sheet.accent)
