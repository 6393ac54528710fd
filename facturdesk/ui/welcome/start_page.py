"""Three ways to begin, and the files opened last."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facturdesk.ui.dialogs.files import ask_file
from facturdesk.ui.icons import icon
from facturdesk.ui.theme import GRID, heading
from facturdesk.ui.welcome.host import Host
from facturdesk.ui.welcome.recent import RecentFiles

_WIDTH = 400  # of the column of ways
_RECENT_WIDTH = 512


class StartPage(QWidget):
    """The ways to begin on the left, the recent files on the right where there are some."""

    create_wanted = Signal()
    demonstration_wanted = Signal()
    file_chosen = Signal(object)  # Path
    copy_wanted = Signal(object)  # Path of the data file to restore

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start")
        self._host = host
        self._create, self._demonstration, self._open = self._make_buttons()
        self._recent = RecentFiles(host)
        self._recent.chosen.connect(self.file_chosen)
        self._recent.copy_wanted.connect(self.copy_wanted)
        row = QHBoxLayout()
        row.setSpacing(GRID * 6)
        row.addStretch(1)
        row.addLayout(self._ways(), 0)
        row.addWidget(self._recent, 0)
        row.addStretch(1)
        self._recent.setFixedWidth(_RECENT_WIDTH)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
        self.refresh()

    def refresh(self) -> None:
        """Look at the recent files again."""
        self._recent.refresh()

    def focus_first(self) -> None:
        """Put the focus where one most likely begins."""
        if not self._recent.focus_first():
            self._create.setFocus()

    def _ways(self) -> QVBoxLayout:
        text = self._host.words.text
        title = QLabel("FacturDesk")
        title.setFont(heading(title.font(), steps=14))
        said = QLabel(text("ui", "Invoices for your shop, on your own computer."))
        said.setProperty("look", "quiet")
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addWidget(title)
        column.addWidget(said)
        column.addSpacing(GRID * 3)
        column.addWidget(self._create)
        column.addWidget(
            self._said(text("ui", "Name, SIRET, address: the first invoice is a minute away."))
        )
        column.addSpacing(GRID)
        column.addWidget(self._demonstration)
        column.addWidget(self._said(text("ui", "An invented shop with two years of invoices.")))
        column.addSpacing(GRID)
        column.addWidget(self._open)
        column.addWidget(self._said(text("ui", "A data file of yours, or a copy from a stick.")))
        column.addStretch(1)
        return column

    def _make_buttons(self) -> tuple[QPushButton, QPushButton, QPushButton]:
        text = self._host.words.text
        create = self._button(
            "create", "ph.storefront", text("ui", "Create my shop"), self.create_wanted.emit
        )
        create.setProperty("look", "main")
        create.setIcon(icon("ph.storefront", colour="accent_ink"))
        return (
            create,
            self._button(
                "demonstration",
                "ph.compass",
                text("ui", "Try it with a demonstration shop"),
                self.demonstration_wanted.emit,
            ),
            self._button("open", "ph.folder-open", text("ui", "Open a file…"), self._choose),
        )

    def _button(
        self, name: str, picture: str, words: str, slot: Callable[[], object]
    ) -> QPushButton:
        button = QPushButton(f"  {words}")
        button.setObjectName(f"start.{name}")
        button.setAccessibleName(words)
        button.setIcon(icon(picture))
        button.setIconSize(QSize(20, 20))
        button.setFixedWidth(_WIDTH)
        button.setAutoDefault(True)
        button.clicked.connect(lambda _checked: slot())
        return button

    def _said(self, words: str) -> QLabel:
        label = QLabel(words)
        label.setProperty("look", "quiet")
        label.setWordWrap(True)
        label.setFixedWidth(_WIDTH)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        return label

    def _choose(self) -> None:
        text = self._host.words.text
        ask_file(
            self,
            text("ui", "Open a file"),
            kinds=text("ui", "FacturDesk files (*.facturdesk)"),
            start=self._place(),
            chosen=self.file_chosen.emit,
        )

    def _place(self) -> Path:
        recent = self._host.preferences.recent_files
        return recent[0].parent if recent else self._host.desk.documents
