"""Finds how far a tray is off: prints a page, takes what is measured on it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facturdesk.ui.printing.papers import Paper, print_papers
from facturdesk.ui.printing.setup import FARTHEST, PrintSetup
from facturdesk.ui.theme import GRID, heading
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases import printing
from facturdesk.usecases.printing import MEASURED_AT, Offset


class CalibrationDialog(QDialog):
    """Prints the page on the printer of a setup; `measured` gives the Offset to be used."""

    measured = Signal(object)  # Offset

    def __init__(
        self, workspace: Workspace, setup: PrintSetup, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._words = workspace.words
        self._setup = setup
        self.setObjectName("calibration")
        self.setWindowTitle(self._words.text("ui", "Calibration page"))
        self.setMinimumWidth(GRID * 64)
        self._build()
        self._show_result()

    def offset(self) -> Offset:
        """Give what was measured as an offset, within what a tray can be off."""
        found = printing.corrected(
            self._setup.offset,
            left_tenths=round(self.left.value() * 10),
            top_tenths=round(self.top.value() * 10),
        )
        return Offset(_within(found.right), _within(found.down))

    def accept(self) -> None:
        """Hand the offset on."""
        super().accept()
        self.measured.emit(self.offset())

    def _build(self) -> None:
        text = self._words.text
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 2)
        layout.setSpacing(GRID * 2)
        title = QLabel(
            text("ui", "Place what is printed on {printer}", printer=self._setup.printer)
        )
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setFont(heading(title.font()))
        layout.addWidget(title)
        layout.addLayout(self._print_row())
        layout.addLayout(self._fields())
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        layout.addWidget(self.summary)
        layout.addStretch()
        layout.addLayout(self._buttons())

    def _print_row(self) -> QHBoxLayout:
        text = self._words.text
        row = QHBoxLayout()
        row.addWidget(QLabel(text("ui", "1. Print the page, take a ruler.")))
        row.addStretch()
        self.page = QPushButton(text("ui", "Print the page"))
        self.page.setObjectName("calibration.page")
        self.page.setAutoDefault(False)
        self.page.clicked.connect(self._print)
        row.addWidget(self.page)
        return row

    def _fields(self) -> QGridLayout:
        text = self._words.text
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID * 2)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(0, 1)
        grid.addWidget(QLabel(text("ui", "2. Enter what you measure.")), 0, 0, 1, 2)
        self.left = self._measure(MEASURED_AT[0])
        self.top = self._measure(MEASURED_AT[1])
        for row, (name, label, field) in enumerate(
            [
                ("left", text("ui", "From the left edge of the sheet to line A"), self.left),
                ("top", text("ui", "From the top edge of the sheet to line B"), self.top),
            ],
            1,
        ):
            caption = QLabel(label)
            caption.setBuddy(field)
            field.setObjectName(f"calibration.{name}")
            field.setAccessibleName(label)
            grid.addWidget(caption, row, 0)
            grid.addWidget(field, row, 1)
        return grid

    def _measure(self, wanted_tenths: int) -> QDoubleSpinBox:
        field = QDoubleSpinBox()
        field.setLocale(QLocale(self._words.language))
        field.setDecimals(1)
        field.setRange((wanted_tenths - FARTHEST) / 10, (wanted_tenths + FARTHEST) / 10)
        field.setSingleStep(0.5)
        field.setSuffix(" mm")
        field.setValue(wanted_tenths / 10)
        field.valueChanged.connect(self._show_result)
        return field

    def _buttons(self) -> QHBoxLayout:
        text = self._words.text
        row = QHBoxLayout()
        cancel = QPushButton(text("ui", "Cancel"))
        cancel.setObjectName("calibration.cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.go = QPushButton(text("ui", "Use these measures"))
        self.go.setObjectName("calibration.go")
        self.go.setProperty("look", "main")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self.go)
        return row

    def _show_result(self) -> None:
        offset = self.offset()
        self.summary.setText(
            self._words.text(
                "ui",
                "What is printed moves by {right} mm to the right and {down} mm down.",
                right=self._words.number(offset.right, 1),
                down=self._words.number(offset.down, 1),
            )
        )

    def _print(self) -> None:
        words = self._words
        page = Paper(words.text("ui", "Calibration page"), self._page, _nothing)
        single = PrintSetup(self._setup.printer, offset=self._setup.offset)
        print_papers(self._workspace, [page], single)

    def _page(self, setup: PrintSetup) -> bytes:
        drawn = printing.calibration_page(self._words, setup.printer, setup.offset)
        return printing.readied(drawn, setup.offset)


def _within(tenths: int) -> int:
    return min(max(tenths, -FARTHEST), FARTHEST)


def _nothing(setup: PrintSetup) -> None:
    """Record nothing: it is no document."""
