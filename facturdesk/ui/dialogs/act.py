"""What a dialog with one act is: its button names the act, Enter does it, Escape leaves all as it was."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facturdesk.domain.errors import ActionableError
from facturdesk.ui.form import Form
from facturdesk.ui.theme import GRID, heading

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

T = TypeVar("T")


def help_with_f1(dialog: QDialog, workspace: Workspace, topic: str) -> None:
    """Let F1 show a page of the help; the key of the window does not reach a dialog over it."""
    key = QShortcut(QKeySequence("F1"), dialog)
    key.activated.connect(partial(workspace.go, "help", topic))


class ActDialog(QDialog):
    """A title, a body, and two buttons: the act and « Annuler ».

    Its parts are named after it: `pay.act`, `pay.cancel`, `pay.problem`. F1 shows its page
    of the help.
    """

    help_topic: ClassVar[str] = "printing"

    def __init__(
        self, workspace: Workspace, name: str, *, title: str, act: str, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.words = workspace.words
        self.form: Form | None = None  # where problems of fields are shown
        self._busy = False
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        head = QLabel(title)
        head.setFont(heading(head.font(), steps=3))
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID)
        self._problem = self.line(f"{name}.problem", look="problem")
        self._problem.hide()
        self.act_button = QPushButton(act)
        self.act_button.setObjectName(f"{name}.act")
        self.act_button.setProperty("look", "main")
        self.act_button.setDefault(True)
        self.cancel_button = QPushButton(self.words.text("ui", "Cancel"))
        self.cancel_button.setObjectName(f"{name}.cancel")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self.act_button.clicked.connect(self.act)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(GRID)
        self.foot.addStretch()
        self.foot.addWidget(self.cancel_button)
        self.foot.addWidget(self.act_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        column.setSpacing(GRID * 2)
        column.addWidget(head)
        column.addLayout(self.body, 1)
        column.addWidget(self._problem)
        column.addLayout(self.foot)
        help_with_f1(self, workspace, self.help_topic)

    def line(self, name: str, text: str = "", *, look: str = "") -> QLabel:
        """Make a sentence that may take several lines."""
        label = QLabel(text)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if look:
            label.setProperty("look", look)
        return label

    def act(self) -> None:
        """Do what the button says; whoever derives from this does it with `write`."""
        raise NotImplementedError

    def write(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do the work in the writer lane, once; a refusal is shown here and changes nothing."""
        if self._busy:
            return
        self._set_busy(busy=True)

        def finished(result: T) -> None:
            self._set_busy(busy=False)
            done(result)

        self.workspace.writer.run(work, done=finished, failed=self.refused, owner=self)

    def refused(self, error: Exception) -> None:
        """Show why it was not done: each problem at its field, what is of no field below."""
        self._set_busy(busy=False)
        if not isinstance(error, ActionableError):
            self.workspace.feedback.show(error)
            return
        problems = list(error.problems)
        if not problems:
            self.complain(self.workspace.feedback.sentence(error))
            return
        left = self.form.show_problems(problems) if self.form is not None else problems
        self.complain("\n".join(self.workspace.feedback.problem(each) for each in left))

    def unavailable(self, error: Exception) -> None:
        """Show why there is nothing to do here at all."""
        self.refused(error)
        self.act_button.setEnabled(False)

    def complain(self, sentence: str) -> None:
        """Show a sentence over the buttons; empty: none."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        if self.isVisible():
            self.adjustSize()  # sentences at the fields make it higher

    def reject(self) -> None:
        """Close and leave all as it was; not in the midst of writing."""
        if not self._busy:
            super().reject()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.act_button.setEnabled(not busy)
