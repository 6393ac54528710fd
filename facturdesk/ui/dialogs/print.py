"""Asks which printer, how many copies, both sides, and how far its tray is off."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from facturdesk.ui.printing.engines import engine
from facturdesk.ui.printing.setup import (
    FARTHEST,
    MOST_COPIES,
    PrintSetup,
    chosen_setup,
    keep_setup,
    setup_of,
)
from facturdesk.ui.theme import GRID, heading
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.printers import Printers
from facturdesk.usecases.printing import Offset


class PrintDialog(QDialog):
    """Chooses a printer and its setup; both are kept when it is confirmed."""

    confirmed = Signal(object)  # PrintSetup

    def __init__(self, workspace: Workspace, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._words = workspace.words
        self.setObjectName("print")
        self.setWindowTitle(self._words.text("ui", "Print"))
        self.setMinimumWidth(GRID * 56)
        self._grid = QGridLayout()
        self._build(title)
        self._offer(None)
        workspace.printing.run(engine().find, done=self._offer, owner=self)

    def setup(self) -> PrintSetup:
        """Give what is chosen."""
        return PrintSetup(
            self.printer.currentData() or "",
            copies=self.copies.value(),
            duplex=self.duplex.isChecked(),
            offset=Offset(_tenths(self.right), _tenths(self.down)),
        )

    def set_offset(self, offset: Offset) -> None:
        """Show how far the tray is off."""
        self.right.setValue(offset.right / 10)
        self.down.setValue(offset.down / 10)

    def _build(self, title: str) -> None:
        text = self._words.text
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID * 3, GRID * 3, GRID * 3, GRID * 2)
        layout.setSpacing(GRID * 2)
        what = QLabel(title)
        what.setTextFormat(Qt.TextFormat.PlainText)
        what.setFont(heading(what.font()))
        layout.addWidget(what)
        self.printer = QComboBox()
        self.printer.currentIndexChanged.connect(self._show_setup)
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        self.duplex = QCheckBox(text("ui", "Print on both sides"))
        self.duplex.setObjectName("print.duplex")
        self.right = self._millimetres()
        self.down = self._millimetres()
        self._add("printer", text("ui", "Printer"), self.printer)
        self._add("copies", text("ui", "Copies"), self.copies)
        self._grid.addWidget(self.duplex, self._grid.rowCount(), 1)
        self._add("right", text("ui", "Move to the right"), self.right)
        self._add("down", text("ui", "Move down"), self.down)
        hint = QLabel(
            text(
                "ui",
                "Only where the address does not fall into the window of your envelopes; "
                "kept for this printer.",
            )
        )
        hint.setProperty("look", "quiet")
        hint.setWordWrap(True)
        self._grid.addWidget(hint, self._grid.rowCount(), 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(GRID * 2)
        self._grid.setVerticalSpacing(GRID)
        layout.addLayout(self._grid)
        self.trouble = QLabel()
        self.trouble.setProperty("look", "problem")
        self.trouble.setWordWrap(True)
        layout.addWidget(self.trouble)
        layout.addStretch()
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        text = self._words.text
        row = QHBoxLayout()
        self.calibrate = QPushButton(text("ui", "Calibration page…"))
        self.calibrate.setObjectName("print.calibrate")
        self.calibrate.clicked.connect(self._calibrate)
        cancel = QPushButton(text("ui", "Cancel"))
        cancel.setObjectName("print.cancel")
        cancel.clicked.connect(self.reject)
        self.go = QPushButton(text("ui", "Print"))
        self.go.setObjectName("print.go")
        self.go.setProperty("look", "main")
        self.go.setDefault(True)
        self.go.clicked.connect(self.accept)
        for button in (self.calibrate, cancel):
            button.setAutoDefault(False)
        row.addWidget(self.calibrate)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self.go)
        return row

    def _add(self, name: str, label: str, widget: QWidget) -> None:
        caption = QLabel(label)
        caption.setBuddy(widget)
        widget.setObjectName(f"print.{name}")
        widget.setAccessibleName(label)
        row = self._grid.rowCount()
        self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(widget, row, 1)

    def _millimetres(self) -> QDoubleSpinBox:
        field = QDoubleSpinBox()
        field.setLocale(QLocale(self._words.language))
        field.setDecimals(1)
        field.setRange(-FARTHEST / 10, FARTHEST / 10)
        field.setSingleStep(0.5)
        field.setSuffix(" mm")
        return field

    def _offer(self, found: Printers | None) -> None:
        """Show the printers; None: they are still looked for."""
        self.printer.clear()
        names = found.names if found else ()
        for name in names:
            self.printer.addItem(name, name)
        self.trouble.setVisible(found is not None and not names)
        self.trouble.setText(self._words.error_sentence("printer-none", {}))
        for widget in (self.printer, self.go, self.calibrate):
            widget.setEnabled(bool(names))
        if found is None:
            self.printer.addItem(self._words.text("ui", "Looking for printers…"))
            return
        chosen = chosen_setup(self._workspace.preferences)
        wanted = chosen.printer if chosen else found.default
        if wanted in names:
            self.printer.setCurrentIndex(names.index(wanted))
        if names:
            self.go.setFocus()

    def _show_setup(self) -> None:
        printer = self.printer.currentData()
        if isinstance(printer, str):
            setup = setup_of(self._workspace.preferences, printer)
            self.copies.setValue(setup.copies)
            self.duplex.setChecked(setup.duplex)
            self.set_offset(setup.offset)

    def accept(self) -> None:
        """Keep the setup and hand it on."""
        setup = self.setup()
        keep_setup(self._workspace.preferences, setup)
        super().accept()
        self.confirmed.emit(setup)

    def _calibrate(self) -> None:
        from facturdesk.ui.dialogs.calibration import CalibrationDialog

        dialog = CalibrationDialog(self._workspace, self.setup(), self)
        dialog.measured.connect(self.set_offset)
        dialog.open()


def _tenths(field: QDoubleSpinBox) -> int:
    return round(field.value() * 10)
