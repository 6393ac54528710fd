"""The top of the first page: seller, title, address in the envelope's window; then the short head."""

from __future__ import annotations

import datetime as dt
from typing import Final

from reportlab.lib.utils import ImageReader

from facturdesk.documents.paper import styles
from facturdesk.documents.paper.countries import country_name
from facturdesk.documents.paper.job import Job
from facturdesk.documents.paper.sheet import Sheet
from facturdesk.documents.paper.styles import LEFT, MIDDLE, RIGHT
from facturdesk.documents.paper.typesetting import Style
from facturdesk.documents.paper.words import Words
from facturdesk.domain.parties import Address, Customer, LegalForm, Seller
from facturdesk.domain.sale import DocumentKind
from facturdesk.i18n import marked

TITLES: Final = {
    DocumentKind.INVOICE: marked("document", "Invoice"),
    DocumentKind.CREDIT_NOTE: marked("document", "Credit note"),
    DocumentKind.CORRECTIVE_INVOICE: marked("document", "Corrective invoice"),
}
SOLE_TRADERS: Final = frozenset({LegalForm.EI, LegalForm.MICRO})

LOGO_TOP: Final = 14.8
LOGO_HEIGHT: Final = 13.0
_WIDE_LOGO: Final = 2.2  # width to height: from here on it stands alone above the address
_LOGO_GAP: Final = 4.0
_WIDE_LOGO_HEIGHT: Final = 11.0
_NAME, _UNDER_NAME, _UNDER_WIDE_LOGO = 20.4, 25.0, 30.2  # baselines
_NUMBER, _DATE = 27.1, 33.2
_STAMP_ROOM: Final = 32.0  # right of the title, kept for « DUPLICATA »

WINDOW_TOP: Final = 57.6  # baseline of the first line that a window always shows
GRID: Final = 4.2
_WINDOW_WIDTH: Final = 81.0
_WINDOW_MIDDLE: Final = 68.1
_ADDRESS_LINES: Final = 6
_SMALL_ADDRESS: Final = Style(bold=False, size=9)
_TIGHT_ADDRESS: Final = Style(bold=False, size=7)


def draw_seller(sheet: Sheet, seller: Seller, logo: ImageReader | None) -> None:
    """Draw the logo and who sells, so that it can be written to and called."""
    x = _draw_logo(sheet, logo)
    room = MIDDLE - 4 - x
    name, civil = seller_names(seller)
    address = one_line(seller.address)
    contact = " · ".join(filter(None, (seller.phone, seller.email, seller.website)))
    beside_logo = logo is None or x > LEFT
    if beside_logo:
        sheet.text(x, _NAME, name, sheet.setter.fitted(name, styles.SELLER, room))
        y, texts = _UNDER_NAME, [(civil, styles.TEXT), (address, styles.SMALL)]
    else:  # the name is in the logo; the law wants it in letters too
        y, texts = _UNDER_WIDE_LOGO, [(f"{civil or name} · {address}", styles.SMALL)]
    lines = [
        (line, style)
        for text, style in (*texts, (contact, styles.SMALL))
        if text
        for line in sheet.setter.wrap(text, style, room)
    ]
    leading = 4.1 if len(lines) <= 3 else 3.7
    for line, style in lines:
        sheet.text(x, y, line, style)
        y += leading


def draw_title(job: Job, sheet: Sheet) -> None:
    """Draw what the document is, its number and its date."""
    document = job.document
    draw_kind(sheet, *job.words.pair(TITLES[document.kind]))
    draw_number(sheet, job.words, document.seller, document.number, day=document.issued_on)


def draw_kind(sheet: Sheet, french: str, own: str) -> None:
    """Draw what the paper is, in large; `own` is the customer's language, or empty."""
    setter = sheet.setter
    room = styles.HALF - _STAMP_ROOM
    second = Style(bold=False, size=13)
    beside = f"/ {own}" if own else ""
    taken = setter.width(french, styles.TITLE) + (2 + setter.width(beside, second) if own else 0)
    if taken <= room:
        hung = MIDDLE - setter.bearing(french, styles.TITLE)
        sheet.title(hung, _NAME, french, styles.TITLE, sheet.accent)
        sheet.text(
            RIGHT - styles.HALF + taken - setter.width(beside, second), _NAME, beside, second
        )
        return
    above, below = (french, own) if own else tuple(french.rsplit(" ", 1))
    for y, line in ((14.6, above), (20.7, below)):
        style = setter.fitted(line, styles.TITLE_STACKED, room)
        sheet.title(MIDDLE - setter.bearing(line, style), y, line, style, sheet.accent)


def draw_number(sheet: Sheet, words: Words, seller: Seller, number: str, *, day: dt.date) -> None:
    """Draw the number and the date under the title."""
    text = f"n°\u00a0{number}"
    room = styles.HALF - (_STAMP_ROOM if seller.demonstration else 0)
    sheet.text(MIDDLE, _NUMBER, text, sheet.setter.fitted(text, styles.NUMBER, room))
    sheet.text(MIDDLE, _DATE, _dated(words, day), styles.ADDRESS)
    draw_specimen(sheet, words, seller)


def draw_specimen(sheet: Sheet, words: Words, seller: Seller, y: float = _NUMBER) -> None:
    """Say on each page that a document of the demonstration shop is not a true one."""
    if seller.demonstration:
        sheet.right(RIGHT, y, words.french(marked("document", "SPECIMEN")), styles.NUMBER)


def draw_address(sheet: Sheet, customer: Customer) -> float:
    """Draw the customer in the window; gives the baseline of the first line."""
    style, leading = styles.ADDRESS, GRID
    lines = _address_lines(sheet, customer, style)
    if len(lines) > _ADDRESS_LINES:
        style, leading = _SMALL_ADDRESS, 3.8
        lines = _address_lines(sheet, customer, style)
    if len(lines) > _ADDRESS_LINES + 1:
        style, leading = _TIGHT_ADDRESS, 2.9
        lines = _address_lines(sheet, customer, style)
    if style is styles.ADDRESS:
        top = WINDOW_TOP + GRID * max(0, (_ADDRESS_LINES - len(lines)) // 2)
    else:
        top = _WINDOW_MIDDLE - (len(lines) - 1) * leading / 2
    sheet.lines(MIDDLE, top, lines, style, leading=leading)
    return top if style is styles.ADDRESS else WINDOW_TOP


def draw_running_head(job: Job, sheet: Sheet) -> None:
    """Draw the head of the pages after the first."""
    document, words = job.document, job.words
    customer = words.text("document", "Customer: {name}", name=document.customer.name)
    title = f"{words.text('document', TITLES[document.kind])} n°\u00a0{document.number}"
    name = seller_names(document.seller)[0]
    room = styles.COLUMN
    sheet.text(LEFT, 18.0, name, job.setter.fitted(name, styles.GRAND_TOTAL, room))
    sheet.text(LEFT, 22.2, customer, job.setter.fitted(customer, styles.TEXT, room))
    room = styles.HALF - _STAMP_ROOM
    sheet.text(MIDDLE, 18.0, title, job.setter.fitted(title, styles.GRAND_TOTAL, room))
    sheet.text(MIDDLE, 22.2, _dated(words, document.issued_on), styles.TEXT)
    draw_specimen(sheet, words, document.seller, 22.2)


def draw_fold_marks(sheet: Sheet) -> None:
    """Draw where the sheet is folded for the envelope, and where holes are punched."""
    for fold in styles.FOLDS:
        sheet.rule(5, 9, fold, weight=0.25)
    sheet.rule(5, 7.5, 148.5, weight=0.25)


def seller_names(seller: Seller) -> tuple[str, str]:
    """Give the name in large, and the legal name below it where it is another.

    A sole trader's name is followed by « EI » (C. com. R526-27).
    """
    legal = seller.legal_name
    if seller.legal_form in SOLE_TRADERS and "EI" not in legal.upper().split():
        legal = f"{legal} EI"
    trade = seller.trade_name
    return (trade, legal) if trade and trade != seller.legal_name else (legal, "")


def one_line(address: Address) -> str:
    """Write an address in one line."""
    city = f"{address.postcode} {address.city}".strip()
    country = "" if address.country == "FR" else country_name(address.country)
    return ", ".join(filter(None, (address.line1, address.line2, city, country)))


def _draw_logo(sheet: Sheet, logo: ImageReader | None) -> float:
    """Draw the logo, if any; gives where the text beside it starts (mm)."""
    if logo is None:
        return LEFT
    across, down = logo.getSize()
    ratio = across / down
    wide = ratio > _WIDE_LOGO
    height = min(_WIDE_LOGO_HEIGHT, styles.COLUMN / ratio) if wide else LOGO_HEIGHT
    width = height * ratio
    sheet.picture(LEFT, LOGO_TOP, width, height, logo)
    return LEFT if wide else LEFT + width + _LOGO_GAP


def _dated(words: Words, day: dt.date) -> str:
    written = words.date(day)
    if words.bilingual:
        return f"Date\u00a0: {written}"
    return words.french(marked("document", "dated {day}"), day=written)


def _address_lines(sheet: Sheet, customer: Customer, style: Style) -> list[str]:
    """Give the lines of the address, the last ones in capitals as La Poste asks."""
    address = customer.address
    city = f"{address.postcode} {address.city}".strip()
    country = "" if address.country in {"", "FR"} else country_name(address.country)
    postal = [line.upper() for line in (address.line1, address.line2, city, country) if line]
    texts = [customer.name, *([address.name] if address.name else []), *postal]
    return [line for text in texts for line in sheet.setter.wrap(text, style, _WINDOW_WIDTH)]
