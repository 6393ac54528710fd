"""The head of a draft: whom it is for, its days, what it refers to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from facturdesk.domain.errors import Problem
from facturdesk.domain.parties import Address, CustomerKind
from facturdesk.domain.sale import Sale
from facturdesk.domain.terms import due_date
from facturdesk.i18n import marked
from facturdesk.ui.editor.option_words import terms_words
from facturdesk.ui.editor.session import EditSession
from facturdesk.ui.inputs import DateInput, TextInput
from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.suggestions import Suggestion, SuggestionField

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.account import CustomerAccount

CREATE: Final = "\0create"
_MOST_PROPOSED: Final = 8
_LONGEST_REFERENCE: Final = 60
_DAYS: Final = {"date": "issued_on", "supply_date": "supplied_on", "due_date": "due_on"}
_LABELS: Final = {
    "date": marked("ui", "Date"),
    "supply_date": marked("ui", "Supplied on"),
    "due_date": marked("ui", "Due on"),
    "order_reference": marked("ui", "Order or reference"),
}


class Head(QWidget):
    """Fields over the lines; each edit makes a new sale."""

    customer_wanted = Signal(str)  # one of this name is to be created

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("head")
        self._workspace = workspace
        self._words = workspace.words
        self._session: EditSession | None = None
        self._account: CustomerAccount | None = None
        self.customer = SuggestionField(self._find, lane=workspace.quick, name="customer")
        self.customer.setAccessibleName(self._words.text("ui", "Customer"))
        self.customer.setPlaceholderText(self._words.text("ui", "Name, code, SIREN or town"))
        self.customer.taken.connect(self._taken)
        self.customer.entered.connect(self._entered)
        self.customer.editingFinished.connect(self._left)
        self._facts = QLabel()
        self._facts.setObjectName("customer.facts")
        self._facts.setProperty("look", "quiet")
        self._facts.setWordWrap(True)
        self._warning = QLabel()
        self._warning.setObjectName("customer.warning")
        self._warning.setProperty("look", "problem")
        self._warning.hide()
        self.fields: dict[str, DateInput | TextInput] = {
            name: DateInput(lambda: workspace.shop.today) for name in _DAYS
        }
        self.fields["order_reference"] = TextInput()
        self._lay_out()

    def follow(self, session: EditSession) -> None:
        """Show another draft."""
        if self._session is not None:
            self._session.changed.disconnect(self._show)
        self._session = session
        self._account = None
        for name in _DAYS:  # what was typed of another draft and is no day
            self.fields[name].clear()
            _mark(self.fields[name], wrong=False)
        session.changed.connect(self._show)
        self._show()
        self._ask_account()

    def unread(self) -> Iterator[Problem]:
        """Yield the days that are typed and are none: the draft does not have them."""
        for name in _DAYS:
            field = self.fields[name]
            if isinstance(field, DateInput) and field.text().strip() and field.day() is None:
                yield Problem("field-not-a-date", name, {"value": field.text().strip()})

    def go_to_customer(self) -> None:
        """Type another customer."""
        self.customer.setFocus()
        self.customer.selectAll()

    def take_customer(self, code: str) -> None:
        """Give the draft a customer."""
        from facturdesk.usecases.drafting import sell_to

        session = self._known
        session.seal()
        session.edit(sell_to(self._workspace.shop, session.sale, code))
        self._ask_account()

    @property
    def _known(self) -> EditSession:
        assert self._session is not None
        return self._session

    def _find(self, text: str) -> list[Suggestion]:
        from facturdesk.usecases.cards import find_customers

        found = find_customers(self._workspace.shop, text, _MOST_PROPOSED)
        create = self._words.text("ui", "Create the customer “{name}”", name=text)
        return [
            *(
                Suggestion(
                    hit.code, hit.name, detail=f"{hit.postcode} {hit.city}".strip(), right=hit.code
                )
                for hit in found
            ),
            Suggestion(CREATE, create, makes_new=True),
        ]

    def _taken(self, found: Suggestion) -> None:
        if found.key == CREATE:
            self.customer_wanted.emit(self.customer.text().strip())
            return
        self.take_customer(found.key)
        self.customer.focusNextChild()

    def _entered(self, text: str) -> None:
        if text and text != self._known.sale.customer.name:
            self.customer_wanted.emit(text)
        else:
            self.customer.focusNextChild()

    def _left(self) -> None:
        """An emptied field takes the customer away; other text that was not taken is forgotten."""
        sale = self._known.sale
        if not self.customer.text().strip() and sale.customer.name:
            from facturdesk.usecases.drafting import NOBODY

            self._known.edit(replace(sale, customer=NOBODY))
        if not self.customer.hasFocus():
            self.customer.setText(self._known.sale.customer.name)

    def _edited(self, name: str) -> None:
        field, session = self.fields[name], self._known
        if isinstance(field, DateInput):
            day = field.day()
            _mark(field, wrong=day is None and bool(field.text().strip()))
            changes: dict[str, Any] = {_DAYS[name]: day}
        else:
            changes = {"order_reference": field.text().strip()[:_LONGEST_REFERENCE]}
        session.edit(replace(session.sale, **changes), key=f"head:{name}")

    def _show(self) -> None:
        session = self._known
        sale = session.sale
        if not self.customer.hasFocus() or not self.customer.isModified():
            self.customer.setText(sale.customer.name)
            self.customer.setCursorPosition(0)
        for name, part in _DAYS.items():
            self._show_day(name, getattr(sale, part))
        reference = self.fields["order_reference"]
        if reference.text().strip() != sale.order_reference:
            reference.set_value(sale.order_reference)
        terms = sale.terms or session.ground.company.seller.terms
        self.fields["date"].setPlaceholderText(self._words.date(session.day))
        self.fields["supply_date"].setPlaceholderText(self._words.text("ui", "The same day"))
        self.fields["due_date"].setPlaceholderText(self._words.date(due_date(session.day, terms)))
        self._facts.setText(self._about(sale))
        self._facts.setVisible(bool(sale.customer.code))

    def _show_day(self, name: str, day: dt.date | None) -> None:
        field = self.fields[name]
        assert isinstance(field, DateInput)
        if field.day() != day:
            field.set_value(day)
            _mark(field, wrong=False)

    def _about(self, sale: Sale) -> str:
        customer = sale.customer
        parts = [_one_line(customer.address)]
        if customer.kind is not CustomerKind.CONSUMER and customer.siren:
            parts.append(self._words.text("ui", "SIREN {siren}", siren=customer.siren))
        terms = sale.terms or self._known.ground.company.seller.terms
        parts.append(terms_words(terms, self._words))
        return " · ".join(filter(None, parts))

    def _ask_account(self) -> None:
        code = self._known.sale.customer.code
        self._warning.hide()
        if not code:
            return
        shop = self._workspace.shop

        def work() -> CustomerAccount:
            from facturdesk.usecases.account import customer_account

            return customer_account(shop, code)

        self._workspace.quick.run(work, done=self._know_account, owner=self)

    def _know_account(self, account: CustomerAccount) -> None:
        if account.code != self._known.sale.customer.code:
            return
        if account.overdue_minor > 0:
            self._warning.setText(
                self._words.text(
                    "ui",
                    "{amount} is overdue from this customer.",
                    amount=self._words.money(account.overdue_minor),
                )
            )
        self._warning.setVisible(account.overdue_minor > 0)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(2)
        label = QLabel(self._words.text("ui", "Customer"))
        label.setBuddy(self.customer)
        left.addWidget(label)
        left.addWidget(self.customer)
        left.addWidget(self._facts)
        left.addWidget(self._warning)
        left.addStretch()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(2)
        grid.addLayout(left, 0, 0, 4, 1)
        grid.setColumnStretch(0, 5)
        for place, (name, field) in enumerate(self.fields.items()):
            row, column = (place // 2) * 2, 1 + place % 2
            text = self._words.text("ui", _LABELS[name])
            caption = QLabel(text)
            caption.setBuddy(field)
            caption.setContentsMargins(0, GRID if row else 0, 0, 0)
            field.setObjectName(f"head.{name}")
            field.setAccessibleName(text)
            field.edited.connect(lambda name=name: self._edited(name))
            field.editingFinished.connect(self._show)
            grid.addWidget(caption, row, column)
            grid.addWidget(field, row + 1, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 2)
            if isinstance(field, DateInput):
                field.setMinimumWidth(GRID * 13)


def _one_line(address: Address) -> str:
    town = f"{address.postcode} {address.city}".strip()
    return ", ".join(filter(None, (address.line1, address.line2, town)))


def _mark(field: QWidget, *, wrong: bool) -> None:
    if bool(field.property("wrong")) != wrong:
        field.setProperty("wrong", wrong)
        field.style().unpolish(field)
        field.style().polish(field)
