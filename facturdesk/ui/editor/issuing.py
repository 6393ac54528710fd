"""« Issue and print »: keeps the draft, issues it once, prints it, shows the document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facturdesk.domain.errors import ActionableError, Problem
from facturdesk.ui.editor.session import EditSession

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.results import DocumentResult

_EXPLAINED: Final = "editor/issue_explained"
_CLOCK: Final = "clock-far-ahead"


class Issuer(QObject):
    """Issues the draft of a session; never twice: nothing is asked for while it runs."""

    running = Signal(bool)
    issued = Signal(str)  # the number
    refused = Signal(object)  # Sequence[Problem]

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._words = workspace.words
        self._window = parent
        self.is_running = False

    def issue(self, session: EditSession, *, and_print: bool) -> None:
        """Issue what is written, once the user knows what that means."""
        if self.is_running:
            return
        if session.found.problems:
            self.refused.emit(session.found.problems)
            return
        if self._agreed():
            self._start(session, and_print=and_print)

    def _agreed(self) -> bool:
        """Say the first time what issuing means."""
        preferences, text = self._workspace.preferences, self._words.text
        if preferences.get(_EXPLAINED, False):
            return True
        agreed = self._workspace.feedback.confirm(
            text("ui", "Issue this invoice?"),
            act=text("ui", "Issue the invoice"),
            details=text(
                "ui",
                "It gets its number now. After that it cannot be changed or deleted, only "
                "cancelled by a credit note or replaced by a corrective invoice. "
                "This is said only once.",
            ),
        )
        if agreed:
            preferences.put(_EXPLAINED, True)
        return agreed

    def _start(self, session: EditSession, *, and_print: bool, confirm_clock: bool = False) -> None:
        self._set_running(running=True)
        shop = self._workspace.shop

        def work(draft_id: int) -> DocumentResult:
            from facturdesk.usecases.drafting import issue_draft

            return issue_draft(shop, draft_id, confirm_clock=confirm_clock)

        session.then(
            work,
            done=lambda result: self._done(session, result, and_print=and_print),
            failed=lambda error: self._failed(session, error, and_print=and_print),
        )

    def _done(self, session: EditSession, result: DocumentResult, *, and_print: bool) -> None:
        session.forget()
        self._set_running(running=False)
        number = result.number
        assert number is not None
        self._workspace.feedback.done(
            self._words.text("ui", "{number} has been issued.", number=number)
        )
        self.issued.emit(number)
        if and_print:
            from facturdesk.ui.printing import print_documents

            print_documents(self._workspace, [number], parent=self._window)

    def _failed(self, session: EditSession, error: Exception, *, and_print: bool) -> None:
        self._set_running(running=False)
        if session.keeper.is_over:  # gone elsewhere, as is said
            return
        problems = error.problems if isinstance(error, ActionableError) else ()
        if [problem.code for problem in problems] == [_CLOCK]:
            if self._clock_is_right(problems):
                self._start(session, and_print=and_print, confirm_clock=True)
            return
        if problems:
            self.refused.emit(problems)
        else:
            self._workspace.feedback.show(error)

    def _clock_is_right(self, problems: Sequence[Problem]) -> bool:
        text = self._words.text
        return self._workspace.feedback.confirm(
            self._workspace.feedback.problem(problems[0]),
            act=text("ui", "The date is right: issue"),
            risky=True,
        )

    def _set_running(self, *, running: bool) -> None:
        self.is_running = running
        self.running.emit(running)
