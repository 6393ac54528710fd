"""The first steps: a short list that ticks itself, each line leading to what it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facturdesk.i18n import marked
from facturdesk.ui.backup import FOLDERS
from facturdesk.ui.changes import concerns
from facturdesk.ui.icons import icon
from facturdesk.ui.lanes import Latest
from facturdesk.ui.requests import DraftRequest, ListRequest
from facturdesk.ui.theme import GRID, heading
from facturdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from facturdesk.usecases.first_steps import FirstSteps

_STEPS: Final[tuple[tuple[str, str, str, object], ...]] = (
    ("company", marked("ui", "Say who you are"), "settings", "company"),
    ("customer", marked("ui", "Add a customer"), "customer", None),
    ("item", marked("ui", "Add an item"), "item", None),
    ("invoice", marked("ui", "Issue an invoice"), "draft", DraftRequest()),
    ("printed", marked("ui", "Print it"), "invoices", None),
    ("payment", marked("ui", "Record a payment"), "invoices", ListRequest(chip="to_collect")),
    ("backup", marked("ui", "Choose where copies go"), "settings", "backups"),
)


class FirstStepsCard(QFrame):
    """The list; `finished` comes once when all is done, `followed` when a line was pressed."""

    finished = Signal()
    followed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_steps")
        self.setProperty("look", "card")
        self._workspace = workspace
        self._words = workspace.words
        self._done = False
        self._lines: dict[str, QPushButton] = {}
        title = QLabel(self._words.text("ui", "First steps"))
        title.setFont(heading(title.font(), steps=1))
        self._count = QLabel()
        self._count.setProperty("look", "quiet")
        self._bar = QProgressBar()
        self._bar.setAccessibleName(self._words.text("ui", "First steps"))
        self._bar.setRange(0, len(_STEPS))
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(GRID)
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID, GRID * 2, GRID)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addSpacing(GRID)
        for name, words, page, argument in _STEPS:
            column.addWidget(self._line(name, words, page, argument))
        self._latest: Latest[FirstSteps] = Latest(workspace.reader, done=self._show, owner=self)
        workspace.hub.changed.connect(self._changed)
        self.refresh()

    def refresh(self) -> None:
        """Look again at what is done."""
        from facturdesk.usecases.first_steps import first_steps

        shop = self._workspace.shop
        chosen = bool(self._workspace.preferences.get(FOLDERS, []))
        self._latest.ask(lambda: first_steps(shop, backup_chosen=chosen))

    @property
    def is_done(self) -> bool:
        """Whether every step is done."""
        return self._done

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Override QWidget
        """Look again: a folder for copies is chosen in the settings, no file tells of it."""
        super().showEvent(event)
        if not self._done:
            self.refresh()

    def _line(self, name: str, words: str, page: str, argument: object) -> QPushButton:
        line = QPushButton(self._words.text("ui", words))
        line.setObjectName(f"first_steps.{name}")
        line.setProperty("look", "navigation")
        line.setAutoDefault(False)
        line.clicked.connect(lambda: self._follow(page, argument))
        self._lines[name] = line
        return line

    def _follow(self, page: str, argument: object) -> None:
        self.followed.emit()
        self._workspace.go(page, argument)

    def _show(self, steps: FirstSteps) -> None:
        text = self._words.text
        for name, done in steps.as_dict().items():
            line = self._lines[name]
            line.setIcon(icon("ph.check-circle" if done else "ph.circle"))
            said = text("ui", "done") if done else text("ui", "to do")
            line.setAccessibleDescription(said)
        self._count.setText(
            text("ui", "{done} of {all}", done=str(steps.done), all=str(len(_STEPS)))
        )
        self._bar.setValue(steps.done)
        finished = steps.done == len(_STEPS)
        if finished and not self._done:
            self.finished.emit()
        self._done = finished

    def _changed(self, changes: frozenset[str]) -> None:
        if not self._done and concerns(changes, "company", "party", "item", "document", "payment"):
            self.refresh()


class FirstStepsDialog(QDialog):
    """The same list, from the menu « Help »."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("first_steps.dialog")
        self.setWindowTitle(workspace.words.text("ui", "First steps"))
        self.card = FirstStepsCard(workspace)
        self.card.followed.connect(self.accept)
        close = QPushButton(workspace.words.text("ui", "Close"))
        close.setObjectName("first_steps.close")
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID * 2)
        column.addWidget(self.card)
        column.addLayout(foot)
        self.setMinimumWidth(400)
