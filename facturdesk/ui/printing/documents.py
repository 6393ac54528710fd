"""Prints issued documents: the original the first time, then what the user chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import shiboken6
from PySide6.QtWidgets import QWidget

from facturdesk.domain.errors import ActionableError
from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.printing.papers import Paper, print_papers
from facturdesk.ui.printing.setup import PrintSetup, chosen_setup
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases import printing
from facturdesk.usecases.printing import PrintState
from facturdesk.usecases.refusals import OriginalMissing
from facturdesk.usecases.shop import Shop

TITLES: Final = {
    "invoice": marked("ui", "Invoice {number}"),
    "corrective_invoice": marked("ui", "Corrective invoice {number}"),
    "credit_note": marked("ui", "Credit note {number}"),
}
DUPLICATE: Final = "duplicate"
ORIGINAL: Final = "original"
OTHERS: Final = "others"
_GONE: Final = "printer-gone"
MANY: Final = 50  # documents that are printed without a question


def print_documents(
    workspace: Workspace, numbers: Sequence[str], *, parent: QWidget, ask: bool = False
) -> None:
    """Print issued documents on the chosen printer, in this order.

    `ask` opens the dialog of printers; so does a first print. Of what was printed before
    the user says whether a marked duplicate is wanted. What goes wrong is said; nothing is
    lost by it, and the document can be printed later.
    """
    shop = workspace.shop
    wanted = tuple(dict.fromkeys(numbers))
    workspace.quick.run(
        lambda: printing.print_states(shop, wanted),
        done=lambda states: _Order(workspace, parent).begin(states, ask=ask),
        owner=parent,
    )


def print_pdfs(
    workspace: Workspace,
    pdfs: Sequence[tuple[str, bytes]],
    parent: QWidget,
    *,
    ask: bool = False,
) -> None:
    """Print files that are no documents, such as receipts: (title, content), in this order."""
    papers = [Paper(title, partial(_moved, pdf), _nothing) for title, pdf in pdfs]
    _with_printer(workspace, papers, parent, ask=ask)


def document_title(words: Catalogue, kind: str, number: str) -> str:
    """Name a document as people do: « Facture F2026-00012 »."""
    return words.text("ui", TITLES[kind], number=number)


@dataclass(frozen=True, slots=True)
class _Order:
    """What the user wants printed, on the GUI thread."""

    workspace: Workspace
    parent: QWidget

    def begin(self, states: Sequence[PrintState], *, ask: bool) -> None:
        """Ask what there is to ask, then print."""
        there = [state for state in states if state.has_original]
        if not self._enough(there, states):
            return
        again = self._again(there)
        if again is None:
            return
        if again == OTHERS:
            there = [state for state in there if state.printed_on is None]
        papers = [self._paper(state, again) for state in there]
        if len(papers) > MANY and not ask and not self._sure(len(papers)):
            return
        _with_printer(self.workspace, papers, self.parent, ask=ask)

    def _enough(self, there: Sequence[PrintState], states: Sequence[PrintState]) -> bool:
        """Say what has no original; tell whether the rest is to be printed."""
        missing = [state.number for state in states if not state.has_original]
        if not there:
            if missing:
                self.workspace.feedback.show(OriginalMissing(number=missing[0]))
            return False
        words = self.workspace.words
        return not missing or self.workspace.feedback.confirm(
            words.plural(
                "ui",
                "{count} of the {total} documents has no original to print.",
                "{count} of the {total} documents have no original to print.",
                len(missing),
                total=len(states),
            ),
            act=words.text("ui", "Print the others"),
        )

    def _sure(self, count: int) -> bool:
        """Ask before much paper is used."""
        words = self.workspace.words
        return self.workspace.feedback.confirm(
            words.plural("ui", "Print {count} document?", "Print {count} documents?", count),
            act=words.text("ui", "Print"),
        )

    def _again(self, states: Sequence[PrintState]) -> str | None:
        """Ask how to print what was printed before; None: not at all."""
        before = [state for state in states if state.printed_on is not None]
        if not before:
            return ORIGINAL
        text = self.workspace.words.text
        acts = {DUPLICATE: text("ui", "Print a duplicate")}
        if len(before) < len(states):
            acts[OTHERS] = text("ui", "Print only the others")
        acts[ORIGINAL] = text("ui", "Print the original again")
        return self.workspace.feedback.choose(
            self._printed(states, before),
            acts,
            details=text(
                "ui",
                "A duplicate says DUPLICATA and is entered in the sealed journal. Print the "
                "original again only if the first sheet did not come out.",
            ),
        )

    def _printed(self, states: Sequence[PrintState], before: Sequence[PrintState]) -> str:
        words = self.workspace.words
        if len(states) == 1:
            state = states[0]
            title = document_title(words, state.kind, state.number)
            day = state.printed_on
            return words.text("ui", "{title} was already printed on {day}.", title=title, day=day)
        return words.plural(
            "ui",
            "{count} of the {total} documents was printed already.",
            "{count} of the {total} documents were printed already.",
            len(before),
            total=len(states),
        )

    def _paper(self, state: PrintState, again: str) -> Paper:
        shop = self.workspace.shop
        title = document_title(self.workspace.words, state.kind, state.number)
        number = state.number
        if state.printed_on is not None and again == DUPLICATE:
            return Paper(title, partial(_duplicate, shop, number), _nothing)

        def ready(setup: PrintSetup) -> bytes:
            return printing.readied(printing.original_to_print(shop, number), setup.offset)

        def printed(setup: PrintSetup) -> None:
            printing.record_printed(shop, number, setup.printer, copies=setup.copies)

        return Paper(title, ready, printed)


def _with_printer(
    workspace: Workspace, papers: Sequence[Paper], parent: QWidget, *, ask: bool
) -> None:
    if not papers:
        return
    setup = chosen_setup(workspace.preferences)
    if setup is None or ask:
        _ask_printer(workspace, papers, parent)
        return

    def failed(error: Exception) -> None:
        workspace.feedback.show(error)
        gone = isinstance(error, ActionableError) and error.code == _GONE
        if gone and shiboken6.isValid(parent):
            _ask_printer(workspace, papers, parent)  # another one, else the next print fails too

    print_papers(workspace, papers, setup, failed=failed)


def _ask_printer(workspace: Workspace, papers: Sequence[Paper], parent: QWidget) -> None:
    words = workspace.words
    title = papers[0].title
    if len(papers) > 1:
        title = words.plural("ui", "{count} document", "{count} documents", len(papers))
    from facturdesk.ui.dialogs.print import PrintDialog

    dialog = PrintDialog(workspace, title, parent)
    dialog.confirmed.connect(lambda setup: print_papers(workspace, papers, setup))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def _duplicate(shop: Shop, number: str, setup: PrintSetup) -> bytes:
    printable = printing.duplicate_to_print(shop, number, setup.printer, copies=setup.copies)
    return printing.readied(printable, setup.offset)


def _moved(pdf: bytes, setup: PrintSetup) -> bytes:
    return printing.readied(printing.Printable("", pdf), setup.offset)


def _nothing(setup: PrintSetup) -> None:
    """Record nothing: it is no document, or the seal came first."""
