"""The left of the document page: figures, facts, payments, related documents, what happened."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from facturdesk.i18n import Catalogue
from facturdesk.ui.document.figures import Figures
from facturdesk.ui.document.lock import Lock
from facturdesk.ui.document.section import Fact, Section
from facturdesk.ui.document.words import RELATIONS, event_words, is_credit_note
from facturdesk.ui.printing.documents import document_title
from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.timeline import Moment, Timeline
from facturdesk.usecases import timeline

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.examining import Examined
    from facturdesk.usecases.timeline import Event

_TAKEN_BACK: Final = frozenset(
    {timeline.UNPAID, timeline.MOVED, timeline.UNCREDITED, timeline.UNUSED}
)
_SETTLING: Final = _TAKEN_BACK | {
    timeline.PAID,
    timeline.CREDITED,
    timeline.REPLACED,
    timeline.USED,
}
_MEANINGS: Final = {
    timeline.PAID: "settled",
    timeline.CREDITED: "settled",
    timeline.USED: "settled",
    timeline.OVERDUE: "overdue",
    timeline.UNPAID: "due_soon",
}


class Side(QScrollArea):
    """Shows a document; links go to other documents, payments are opened by their id."""

    document_wanted = Signal(str)
    payment_wanted = Signal(int)

    def __init__(
        self,
        workspace: Workspace,
        correct: QAction,
        credit: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = workspace.words
        text = self.words.text
        self.setObjectName("document.side")
        self.setAccessibleName(text("ui", "About the document"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.figures = Figures(workspace)
        self.lock = Lock(workspace, correct, credit)
        self._due = Section("document.instalments", text("ui", "Due dates"))
        self._settlements = Section("document.settlements", text("ui", "Payments and credits"))
        self._related = Section("document.related", text("ui", "Related documents"))
        self._facts = Section("document.facts", text("ui", "On the document"))
        self._timeline = Timeline("document.timeline", text("ui", "What happened"))
        inside = QWidget()
        inside.setObjectName("document.inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GRID * 2, GRID * 2)
        column.setSpacing(GRID * 2)
        sections = (self._due, self._settlements, self._related)
        for widget in (self.figures, *sections, self.lock, self._timeline, self._facts):
            column.addWidget(widget)
        column.addStretch()
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def show_document(self, found: Examined) -> None:
        """Show another document, or the same as it is now."""
        self.figures.show_document(found)
        self.lock.show_document(found)
        self._due.show_facts(list(_due(found, self.words)))
        self._settlements.show_facts(list(self._settled(found)))
        self._related.show_facts(list(self._linked(found)))
        self._facts.show_facts(list(_facts(found, self.words)))
        events = sorted(found.events, key=lambda event: event.on)
        self._timeline.show_moments(
            [_moment(event, found, self.words) for event in reversed(events)]
        )

    def _settled(self, found: Examined) -> Iterator[Fact]:
        for event in found.events:
            if event.kind not in _SETTLING:
                continue
            minor = event.amount_minor or 0
            yield Fact(
                self.words.date(event.on),
                event_words(event, found.result.kind, self.words),
                self.words.money(-minor if event.kind in _TAKEN_BACK else minor),
                self._way(event),
            )

    def _way(self, event: Event) -> partial[None] | None:
        if event.payment is not None:
            return partial(self.payment_wanted.emit, event.payment)
        if event.number is not None:
            return partial(self.document_wanted.emit, event.number)
        return None

    def _linked(self, found: Examined) -> Iterator[Fact]:
        for related in found.related:
            there = bool(related.kind)
            title = document_title(self.words, related.kind, related.number) if there else ""
            yield Fact(
                self.words.text("ui", RELATIONS[related.relation]),
                title or related.number,
                self.words.money(related.gross_minor) if there else "",
                partial(self.document_wanted.emit, related.number) if there else None,
            )


def _due(found: Examined, words: Catalogue) -> Iterator[Fact]:
    """Tell the instalments, where there are several."""
    if len(found.parts) < 2:
        return
    for part in found.parts:
        yield Fact(
            words.date(part.due_on),
            _left_of(part.open_minor, part.amount_minor, part.late_days, words),
            words.money(part.amount_minor),
        )


def _left_of(open_minor: int, amount_minor: int, late_days: int, words: Catalogue) -> str:
    if not open_minor:
        return words.text("ui", "paid")
    if late_days:
        return words.plural("ui", "overdue by {count} day", "overdue by {count} days", late_days)
    if open_minor < amount_minor:
        return words.text("ui", "{amount} left to pay", amount=words.money(open_minor))
    return words.text("ui", "to pay")


def _facts(found: Examined, words: Catalogue) -> Iterator[Fact]:
    text, document = words.text, found.document
    yield Fact(text("ui", "Date"), words.date(document.issued_on))
    if document.supplied_on is not None:
        yield Fact(text("ui", "Supplied on"), words.date(document.supplied_on))
    yield Fact(text("ui", "Customer"), f"{document.customer.name} ({found.customer_code})")
    if document.order_reference:
        yield Fact(text("ui", "Order"), document.order_reference)
    if document.payment_reference and not is_credit_note(found.result.kind):
        yield Fact(text("ui", "Payment reference"), document.payment_reference)
    yield Fact(text("ui", "Total excl. VAT"), "", words.money(document.net_minor))
    for tax in document.taxes:
        rate = words.percent(tax.group.rate_bp)
        yield Fact(text("ui", "VAT"), rate, words.money(tax.vat_minor))
    yield Fact(text("ui", "Total incl. VAT"), "", words.money(document.gross_minor))
    if document.reason:
        yield Fact(text("ui", "Reason"), document.reason)
    if document.note:
        yield Fact(text("ui", "Note"), document.note)


def _moment(event: Event, found: Examined, words: Catalogue) -> Moment:
    at = f"{event.at:%H:%M}" if event.at else ""
    return Moment(
        words.date(event.on),
        event_words(event, found.result.kind, words),
        _MEANINGS.get(event.kind, "draft"),
        at,
    )
