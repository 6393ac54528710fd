"""One issued document: where it stands, what settled it, its original, what may be done next."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from facturdesk.domain.money import Money
from facturdesk.ui import printing
from facturdesk.ui.changes import concerns
from facturdesk.ui.dialogs.credit import CreditDialog
from facturdesk.ui.dialogs.pay import PayDialog
from facturdesk.ui.dialogs.payment import open_payment
from facturdesk.ui.document.heading import DocumentHeading
from facturdesk.ui.document.original import OriginalPaper
from facturdesk.ui.document.side import Side
from facturdesk.ui.document.words import is_credit_note, why_not
from facturdesk.ui.lanes import Latest
from facturdesk.ui.page import Page
from facturdesk.ui.printing.documents import document_title
from facturdesk.ui.requests import DraftRequest
from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.heading import MARGINS
from facturdesk.usecases.examining import Examined, examine
from facturdesk.usecases.lending import NothingShowsPdf, lend_original
from facturdesk.usecases.using_credit import allocate_credit

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.results import CreditResult

_SIDE: Final = 58 * GRID


class DocumentPage(Page):
    """Shows the document whose number it is opened with."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setObjectName("page.document")
        self._number = ""
        self._found: Examined | None = None
        self._stale = False
        self._answers = Latest[Examined](workspace.quick, done=self._show, owner=self)
        self._make_actions()
        likely = (self._pay, self._print, self._save, self._mail)
        others = (self._credit, self._correct, self._duplicate, self._copy, self._open_pdf)
        self.heading = DocumentHeading(workspace, likely, others)
        self.side = Side(workspace, self._correct, self._credit)
        self.side.document_wanted.connect(lambda number: workspace.go("document", number))
        self.side.payment_wanted.connect(lambda found: open_payment(workspace, found, parent=self))
        self.side.figures.use_credit.clicked.connect(self._use_credit)
        self.original = OriginalPaper(workspace)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setObjectName("document.splitter")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(GRID * 2)
        self._splitter.addWidget(self.side)
        self._splitter.addWidget(self.original)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([_SIDE, _SIDE])
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.setSpacing(GRID * 2)
        column.addWidget(self.heading)
        column.addWidget(self._splitter, 1)
        workspace.day_changed.connect(self._refresh)

    def open(self, argument: object) -> None:
        """Show the document of this number."""
        if isinstance(argument, str) and argument != self._number:
            self._number = argument
            self._found = None
            self.side.verticalScrollBar().setValue(0)
        self._refresh()

    def bookmark(self, argument: object) -> object:
        """Come back to the document that is shown."""
        return self._number or argument

    def concerned(self, changes: frozenset[str]) -> None:
        """Show the document as it is now, if it may have changed."""
        mine = self._found is not None and f"document:{self._found.result.id}" in changes
        if mine or concerns(changes, "payment", "party"):
            self._refresh()

    @property
    def title(self) -> str:
        """Its kind and number."""
        if self._found is None:
            return self._number
        return document_title(self.words, self._found.result.kind, self._number)

    @property
    def help_topic(self) -> str:
        """The page of the help about issued documents."""
        return "documents"

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Override QWidget
        """Read anew what changed while the page was not in view."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _make_actions(self) -> None:
        text = self.words.text
        self._pay = self.add_action(
            "document.pay", text("ui", "Collect…"), self._open_pay, key="F9"
        )
        self._print = self.add_action(
            "document.print", text("ui", "Print"), self._do_print, key="Ctrl+P"
        )
        self._print_otherwise = self.add_action(
            "document.print_otherwise",
            text("ui", "Print otherwise…"),
            self._do_print_otherwise,
            key="Ctrl+Alt+P",
        )
        self._save = self.add_action(
            "document.save", text("ui", "PDF"), self._do_save, key="Ctrl+Shift+P"
        )
        self._mail = self.add_action(
            "document.mail", text("ui", "Send…"), self._do_mail, key="Ctrl+E"
        )
        self._credit = self.add_action(
            "document.credit", text("ui", "Make a credit note…"), self._open_credit
        )
        self._correct = self.add_action("document.correct", text("ui", "Correct"), self._do_correct)
        self._duplicate = self.add_action(
            "document.duplicate", text("ui", "Duplicate"), self._do_duplicate, key="Ctrl+D"
        )
        self._copy = self.add_action(
            "document.copy_number", text("ui", "Copy the number"), self._do_copy
        )
        self._open_pdf = self.add_action(
            "document.open_pdf", text("ui", "Open the PDF"), self._do_open
        )

    def _refresh(self) -> None:
        if not self._number:
            return
        self._stale = not self.isVisible() and self._found is not None
        if not self._stale:
            self._answers.ask(partial(examine, self.workspace.shop, self._number))

    def _show(self, found: Examined) -> None:
        if found.result.number != self._number:
            return
        self._found = found
        self._allow(found)
        self.heading.show_document(found, main=self._likeliest(found))
        self.side.show_document(found)
        self.original.show_original(self._number, exists=found.result.sha256 is not None)

    def _allow(self, found: Examined) -> None:
        """Enable what may be done; what may not says why."""
        text = self.words.text
        paid = "" if found.result.balance_minor > 0 else text("ui", "Nothing is left to collect.")
        no_payment = why_not(found.no_payment, self.words) if found.no_payment else paid
        no_correction = why_not(found.no_correction, self.words) if found.no_correction else ""
        no_credit = why_not(found.no_credit, self.words) if found.no_credit else ""
        has_none = "" if found.result.sha256 else text("ui", "It has no stored original.")
        for action, refusal in (
            (self._pay, no_payment),
            (self._correct, no_correction),
            (self._credit, no_credit),
            (self._print, has_none),
            (self._print_otherwise, has_none),
            (self._save, has_none),
            (self._mail, has_none),
            (self._open_pdf, has_none),
        ):
            action.setEnabled(not refusal)
            action.setWhatsThis(refusal)
        note = is_credit_note(found.result.kind)
        refusals = [] if note else [each for each in (no_correction, no_credit) if each]
        self.side.lock.show_refusals(" ".join(dict.fromkeys(refusals)))
        for action in (self._pay, self._correct, self._credit):
            action.setVisible(not note)

    def _likeliest(self, found: Examined) -> str:
        """Name the next act: the paper while the customer waits, then the money."""
        done = {event.kind for event in found.events}
        fresh = found.document.issued_on == self.workspace.shop.today
        if self._print.isEnabled() and fresh and not done & {"printed", "mailed"}:
            return self._print.objectName()
        return self._pay.objectName() if self._pay.isEnabled() else self._print.objectName()

    def _open_pay(self) -> None:
        PayDialog(self.workspace, numbers=[self._number], parent=self).open()

    def _do_print(self) -> None:
        printing.print_documents(self.workspace, [self._number], parent=self)

    def _do_print_otherwise(self) -> None:
        printing.print_documents(self.workspace, [self._number], parent=self, ask=True)

    def _do_save(self) -> None:
        printing.save_documents(self.workspace, [self._number], parent=self)

    def _do_mail(self) -> None:
        printing.mail_document(self.workspace, self._number, parent=self)

    def _open_credit(self) -> None:
        dialog = CreditDialog(self.workspace, self._number, parent=self)
        dialog.issued.connect(self._credited)
        dialog.open()

    def _credited(self, number: str, wants_print: bool) -> None:
        self.workspace.go("document", number)
        if wants_print:
            printing.print_documents(self.workspace, [number], parent=self)

    def _do_correct(self) -> None:
        self.workspace.go("draft", DraftRequest(corrects=self._number))

    def _do_duplicate(self) -> None:
        self.workspace.go("draft", DraftRequest(copy_of=self._number))

    def _do_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._number)
        self.workspace.feedback.done(
            self.words.text("ui", "{number} is copied.", number=self._number)
        )

    def _do_open(self) -> None:
        work = partial(lend_original, self.workspace.shop, self._number)
        self.workspace.reader.run(work, done=self._lent, owner=self)

    def _lent(self, file: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            self.workspace.feedback.show(NothingShowsPdf())

    def _use_credit(self) -> None:
        assert self._found is not None
        text, found = self.words.text, self._found
        amount = Money(min(found.customer_credit_minor, found.result.balance_minor))
        question = text(
            "ui", "Settle {amount} of this invoice with the customer’s credit?", amount=amount
        )
        if not self.workspace.feedback.confirm(question, act=text("ui", "Settle with the credit")):
            return
        shop, code, number = self.workspace.shop, found.customer_code, self._number
        self.workspace.writer.run(
            lambda: allocate_credit(shop, code, numbers=[number]), done=self._settled, owner=self
        )

    def _settled(self, result: CreditResult) -> None:
        used = sum(part.amount_minor for part in result.allocations)
        self.workspace.feedback.done(
            self.words.text("ui", "{amount} settled with the credit.", amount=Money(used))
        )


PAGE = DocumentPage
