"""What few sales need, folded away: money received, discount, charges, delivery, texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from facturdesk.domain.errors import Problem
from facturdesk.domain.money import AMOUNT_PLACES, format_scaled
from facturdesk.domain.parties import Address, PaymentTerms
from facturdesk.domain.sale import Charge, Receipt, Sale
from facturdesk.ui.cards.address import AddressFields
from facturdesk.ui.editor.cells import CellReader, Unread, discount_text, read_discount
from facturdesk.ui.editor.charges import Charges
from facturdesk.ui.editor.option_words import LANGUAGES, METHODS, mentions_offered
from facturdesk.ui.editor.session import EditSession
from facturdesk.ui.form import Form
from facturdesk.ui.inputs import AmountInput, ChoiceInput, FlagInput, LongTextInput, TextInput
from facturdesk.ui.inputs.terms import TermsInput
from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.column import ScrolledColumn

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

_ADDRESS: Final = ("name", "line1", "line2", "postcode", "city", "country")
_HOME: Final = "FR"  # a country that alone is no address
_PAID: Final = ("paid.all", "paid.method", "paid.amount", "paid.reference")


class Options(ScrolledColumn):
    """A form beside the lines; each edit makes a new sale."""

    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("options")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have it, and scroll into view
        self._words = workspace.words
        self._session: EditSession | None = None
        self._form = Form("options", workspace.feedback)
        self.charges = Charges(self._words)
        self._mentions: dict[str, FlagInput] = {}
        self._mention_box = QVBoxLayout()
        self._fill_form()
        self._form.edited.connect(self._edited)
        self.charges.edited.connect(self._charges_edited)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID * 2)
        column.addWidget(self._form)
        column.addStretch()
        self.setWidget(inside)
        inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    @property
    def form(self) -> Form:
        """The fields."""
        return self._form

    def follow(self, session: EditSession, reader: CellReader) -> None:
        """Show another draft."""
        if self._session is not None:
            self._session.changed.disconnect(self._show)
        self._session = session
        self._form.input("paid.amount").set_value(None)  # typed of another draft, and no number
        self.charges.offer(reader)
        self._offer_mentions(session)
        for name in ("paid.all", "paid.method", "paid.amount", "paid.reference"):
            self._form.show_row(name, shown=not session.sale.corrects)
        self._form.show_row("reason", shown=bool(session.sale.corrects))
        session.changed.connect(self._show)
        self._show()
        self._delivery.refresh()

    def unread(self) -> Iterator[Problem]:
        """Yield what is typed here and is no number: the draft does not have it."""
        form = self._form
        amount = form.input("paid.amount")
        if amount.text().strip() and amount.scaled() is None:
            yield _no_number("paid", amount.text())
        discount = form.input("discount").text()
        try:
            read_discount(discount)
        except Unread:
            yield _no_number("discount", discount)

    def go_to(self, field: str) -> bool:
        """Type in the field of a problem; False: it is not here."""
        name = _field_of(field)
        if name.startswith("charges"):
            self.charges.go_to(int(name.removeprefix("charges") or 0))
            return True
        if name not in self._form.fields:
            return False
        self._form.input(name).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @property
    def _known(self) -> EditSession:
        assert self._session is not None
        return self._session

    def _fill_form(self) -> None:
        text, words, form = self._words.text, self._words, self._form
        form.add("reason", text("ui", "Reason for the correction"), TextInput())
        form.add_heading(text("ui", "Payment"))
        form.add("paid.all", text("ui", "Received now"), FlagInput(text("ui", "Paid in full")))
        methods = [(code, text("ui", said)) for code, said in METHODS.items()]
        form.add("paid.method", text("ui", "By"), ChoiceInput(methods))
        form.add("paid.amount", text("ui", "Amount received"), AmountInput(words))
        form.add("paid.reference", text("ui", "Reference"), TextInput())
        form.add("terms", text("ui", "Terms"), TermsInput(words))
        form.add_heading(text("ui", "Discount and charges"))
        form.add(
            "discount",
            text("ui", "Discount on the whole"),
            TextInput(placeholder=text("ui", "10 % or 5 €")),
        )
        form.add_widget(self.charges)
        form.add_heading(text("ui", "Delivered elsewhere"))
        self._delivery = AddressFields(form, "delivery", words, place=True)
        form.add_heading(text("ui", "Texts"))
        form.add("note", text("ui", "Note on the invoice"), LongTextInput())
        languages = [(code, text("ui", said)) for code, said in LANGUAGES.items()]
        form.add("language", text("ui", "Language"), ChoiceInput(languages))
        box = QWidget()
        box.setLayout(self._mention_box)
        self._mention_box.setContentsMargins(0, 0, 0, 0)
        form.add_widget(QLabel(text("ui", "Mentions to add")))
        form.add_widget(box)

    def _offer_mentions(self, session: EditSession) -> None:
        rulebook = session.ground.rulebook
        for code, said, printed in mentions_offered(rulebook, session.day, self._words):
            if code in self._mentions:
                continue
            flag = FlagInput(said)
            flag.setObjectName(f"options.mention.{code}")
            flag.setToolTip(printed)
            flag.edited.connect(self._mentions_edited)
            self._mentions[code] = flag
            self._mention_box.addWidget(flag)

    def _edited(self, field: str) -> None:
        session = self._known
        changed = self._with(field, session.sale)
        if changed is not None:
            session.edit(changed, key=f"options:{field}")

    def _with(self, field: str, sale: Sale) -> Sale | None:
        """Give the sale with a field as typed; None: it cannot be read yet."""
        part = field.partition(".")[0]
        if part == "paid":
            return self._with_receipt(field, sale)
        if part == "delivery":
            return self._with_delivery(sale)
        if field == "discount":
            return self._with_discount(sale)
        if field == "terms":
            return self._with_terms(sale)
        text = str(self._form.input(field).value() or "")
        if field == "language":
            return replace(sale, customer=replace(sale.customer, language=text))
        changes: dict[str, Any] = {field: text}
        return replace(sale, **changes)

    def _with_receipt(self, field: str, sale: Sale) -> Sale:
        form, session = self._form, self._known
        total = session.found.resolved.totals.gross_minor
        whole = bool(form.input("paid.all").value())
        typed = form.input("paid.amount").scaled()
        amount = (total if whole else 0) if field == "paid.all" else typed or 0
        if not amount and not (whole and field == "paid.all"):
            return replace(sale, receipts=sale.receipts[1:])
        receipt = Receipt(
            method=str(form.input("paid.method").value()),
            amount_minor=amount,
            received_on=session.day,
            reference=str(form.input("paid.reference").value() or ""),
        )
        return replace(sale, receipts=(receipt, *sale.receipts[1:]))

    def _with_delivery(self, sale: Sale) -> Sale:
        typed = {name: str(self._form.input(f"delivery.{name}").value() or "") for name in _ADDRESS}
        filled = any(text != _HOME for text in typed.values() if text)
        place = Address(**typed) if filled else None
        return replace(sale, customer=replace(sale.customer, delivery_address=place))

    def _with_discount(self, sale: Sale) -> Sale | None:
        try:
            return replace(sale, discount=read_discount(self._form.input("discount").text()))
        except Unread:
            return None

    def _with_terms(self, sale: Sale) -> Sale | None:
        value = self._form.input("terms").value()
        if value is None:
            return replace(sale, terms=None)
        days = value["days"]
        if not isinstance(days, int) or not 0 <= days <= 365:
            return None
        first = bool(value.get("end_of_month_first", True))
        return replace(sale, terms=PaymentTerms(days, bool(value["end_of_month"]), first))

    def _charges_edited(self, charges: tuple[Charge, ...]) -> None:
        session = self._known
        key = "charges" if len(charges) == len(session.sale.charges) else ""
        session.edit(replace(session.sale, charges=charges), key=key)

    def _mentions_edited(self) -> None:
        session = self._known
        chosen = tuple(code for code, flag in self._mentions.items() if flag.isChecked())
        session.edit(replace(session.sale, extra_mentions=chosen))

    def _show(self) -> None:
        sale = self._known.sale
        for field, value in _values(sale, self._known).items():
            self._put(field, value)
        self._put_discount(sale)
        self.charges.show_charges(sale.charges)
        for code, flag in self._mentions.items():
            flag.set_value(code in sale.extra_mentions)

    def _put(self, field: str, value: object) -> None:
        """Show a value, unless the field says the same as it is typed."""
        shown = self._form.input(field)
        if isinstance(shown, AmountInput):
            if (shown.scaled() or 0) != (value or 0):
                text = format_scaled(int(str(value)), AMOUNT_PLACES) if value else None
                shown.set_value(text)
        elif (shown.value() or None) != (value or None):
            shown.set_value(value or None)

    def _put_discount(self, sale: Sale) -> None:
        shown = self._form.input("discount")
        try:
            same = read_discount(shown.text()) == sale.discount
        except Unread:
            same = False
        if not same and not shown.hasFocus():
            shown.set_value(discount_text(sale.discount, self._words))


def _values(sale: Sale, session: EditSession) -> dict[str, object]:
    place = sale.customer.delivery_address
    values: dict[str, object] = {
        f"delivery.{name}": getattr(place, name) if place else "" for name in _ADDRESS
    }
    values["delivery.country"] = place.country if place else _HOME
    receipt = sale.receipts[0] if sale.receipts else None
    total = session.found.resolved.totals.gross_minor
    values["paid.all"] = receipt is not None and receipt.amount_minor == total
    values["paid.amount"] = receipt.amount_minor if receipt else 0
    values["paid.reference"] = receipt.reference if receipt else ""
    if receipt:
        values["paid.method"] = receipt.method
    terms = sale.terms
    values["terms"] = None
    if terms is not None:
        values["terms"] = {"days": terms.days, "end_of_month": terms.end_of_month}
        if not terms.end_of_month_first and terms.end_of_month:
            values["terms"] = {**values["terms"], "end_of_month_first": False}  # type: ignore[dict-item]
    values |= {"note": sale.note, "language": sale.customer.language, "reason": sale.reason}
    return values


def _no_number(field: str, typed: str) -> Problem:
    return Problem("field-not-a-decimal", field, {"value": typed.strip(), "places": AMOUNT_PLACES})


def _field_of(path: str) -> str:
    """Give the field in which a problem is mended."""
    if path.startswith("charges["):
        return "charges" + path[len("charges[") : path.index("]")]
    if path.startswith("paid"):
        return "paid.reference" if path.endswith("reference") else "paid.amount"
    if path.startswith("discount_"):
        return "discount"
    return path.replace("customer.delivery_address.", "delivery.")
