"""How the window answers: toasts for what went well, one sentence for what did not.

The only module that opens message boxes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from facturdesk.domain.errors import ActionableError, Problem
from facturdesk.i18n import Catalogue

if TYPE_CHECKING:  # what draws a box is loaded with the first one
    from PySide6.QtWidgets import QMessageBox, QWidget

_MOST_LISTED: Final = 8


class Feedback(QObject):
    """Speaks to the user in their language."""

    toast = Signal(str)  # the window shows it for a few seconds
    offered = Signal(str, object)  # beside the last toast: the words of an act, and the act

    def __init__(
        self,
        words: Catalogue,
        log_defect: Callable[[BaseException], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._log_defect = log_defect
        self.window: QWidget | None = None

    def done(self, sentence: str, *, act: str = "", do: Callable[[], object] | None = None) -> None:
        """Say that something went well; `act` names what may be done next, `do` does it."""
        self.toast.emit(sentence)
        if do is not None:
            self.offered.emit(act, do)

    def sentence(self, error: ActionableError) -> str:
        """Give the sentence of a refusal, with its single problems below it."""
        lines = [self._words.error_sentence(error.code, error.params)]
        problems = error.problems
        lines += [f"• {self.problem(each)}" for each in problems[:_MOST_LISTED]]
        if len(problems) > _MOST_LISTED:
            more = len(problems) - _MOST_LISTED
            lines.append(self._words.plural("ui", "… and {count} more", "… and {count} more", more))
        return "\n".join(lines)

    def problem(self, problem: Problem) -> str:
        """Give the sentence of one problem."""
        return self._words.error_sentence(problem.code, problem.params)

    def show(self, error: Exception) -> None:
        """Show why something was not done; what the program was not made for is logged whole."""
        if isinstance(error, ActionableError):
            self._box("Warning", self.sentence(error))
            return
        self.defect(error)

    def tell(self, sentence: str, *, details: str = "") -> None:
        """Say what the user must know of something that was done, such as a restore."""
        self._box("Information", sentence, details)

    def defect(self, error: BaseException) -> None:
        """Log a defect whole and say once what is safe."""
        file = self._log_defect(error)
        self._box(
            "Critical",
            self._words.text(
                "ui",
                "The program met something it was not made for. What you had saved is safe. "
                "The details are in {file}.",
                file=file,
            ),
        )

    def confirm(self, question: str, *, act: str, details: str = "", risky: bool = False) -> bool:
        """Ask before an act; the button names it. A risky one is not what Enter does."""
        box = self._made("Question", question)
        box.setInformativeText(details)
        accept = box.addButton(act, box.ButtonRole.AcceptRole)
        refuse = box.addButton(self._words.text("ui", "Cancel"), box.ButtonRole.RejectRole)
        accept.setObjectName("confirm")
        refuse.setObjectName("cancel")
        box.setDefaultButton(refuse if risky else accept)
        box.setEscapeButton(refuse)
        box.exec()
        return box.clickedButton() is accept

    def choose(self, question: str, acts: dict[str, str], *, details: str = "") -> str | None:
        """Let the user choose one of several acts, {name: words}; None: cancelled."""
        box = self._made("Question", question)
        box.setInformativeText(details)
        buttons = {}
        for name, words in acts.items():
            button = box.addButton(words, box.ButtonRole.AcceptRole)
            button.setObjectName(name)
            buttons[name] = button
        cancel = box.addButton(self._words.text("ui", "Cancel"), box.ButtonRole.RejectRole)
        cancel.setObjectName("cancel")
        box.setEscapeButton(cancel)
        box.exec()
        clicked = box.clickedButton()
        return next((name for name, button in buttons.items() if button is clicked), None)

    def _box(self, icon: str, sentence: str, details: str = "") -> None:
        box = self._made(icon, sentence)
        box.setInformativeText(details)
        close = box.addButton(self._words.text("ui", "Close"), box.ButtonRole.AcceptRole)
        close.setObjectName("close")
        box.exec()

    def _made(self, icon: str, sentence: str) -> QMessageBox:
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QApplication, QMessageBox

        box = QMessageBox(QApplication.activeModalWidget() or self.window)
        box.setObjectName("message")
        box.setWindowTitle("FacturDesk")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon[icon])
        box.setText(sentence)
        return box
