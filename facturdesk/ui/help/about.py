"""« À propos »: the version, the licence, and the parts that others made."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facturdesk import __version__
from facturdesk.i18n import Catalogue
from facturdesk.ui.help.components import components
from facturdesk.ui.theme import GRID, heading

_LICENCE: Final = "GPL-3.0-or-later"
_WIDTH, _HEIGHT = 560, 480


class AboutDialog(QDialog):
    """What the program is, and what it is made of."""

    def __init__(self, help_folder: Path, words: Catalogue, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        text = words.text
        self.setWindowTitle(text("ui", "About FacturDesk"))
        self.resize(_WIDTH, _HEIGHT)
        title = QLabel(f"FacturDesk {__version__}")
        title.setObjectName("about.version")
        title.setFont(heading(title.font(), steps=6))
        licence = QLabel(
            text(
                "ui",
                "Free software under the licence {licence}: you may use, study, share and improve "
                "it. There is no warranty.",
                licence=_LICENCE,
            )
        )
        licence.setWordWrap(True)
        made_of = QPlainTextEdit("\n".join(_lines(help_folder)))
        made_of.setObjectName("about.components")
        made_of.setAccessibleName(text("ui", "Parts that others made, with their licences"))
        made_of.setReadOnly(True)
        made_of.setTabChangesFocus(True)
        close = QPushButton(text("ui", "Close"))
        close.setObjectName("about.close")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 2)
        column.setSpacing(GRID)
        column.addWidget(title)
        column.addWidget(licence)
        column.addSpacing(GRID)
        column.addWidget(QLabel(text("ui", "Parts that others made, with their licences")))
        column.addWidget(made_of, 1)
        column.addLayout(foot)


def _lines(help_folder: Path) -> list[str]:
    return [
        f"{each.name} {each.version}".rstrip() + f" · {each.licence}"
        for each in components(help_folder)
    ]
