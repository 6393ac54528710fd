"""Asks which printer, how many copies, both sides, and how far its tray is off."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QWidget

from facturdesk.ui.dialogs.act import ActDialog
from facturdesk.ui.inputs import ChoiceInput
from facturdesk.ui.printing.engines import engine
from facturdesk.ui.printing.lengths import count_input, millimetres_input
from facturdesk.ui.printing.setup import (
    FARTHEST,
    MOST_COPIES,
    PrintSetup,
    chosen_setup,
    keep_setup,
    setup_of,
)
from facturdesk.ui.theme import GRID
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.printers import NoPrinter, Printers
from facturdesk.usecases.printing import Offset


class PrintDialog(ActDialog):
    """Chooses a printer and its setup; both are kept when it is confirmed."""

    confirmed = Signal(object)  # PrintSetup

    def __init__(self, workspace: Workspace, title: str, parent: QWidget | None = None) -> None:
        text = workspace.words.text
        super().__init__(workspace, "print", title=title, act=text("ui", "Print"), parent=parent)
        self.setMinimumWidth(GRID * 56)
        self.printer = ChoiceInput()
        self.printer.currentIndexChanged.connect(self._show_setup)
        self.copies = count_input(self.words, most=MOST_COPIES)
        self.duplex = QCheckBox(text("ui", "Print on both sides"))
        self.duplex.setObjectName("print.duplex")
        self.right = millimetres_input(self.words, least=-FARTHEST, most=FARTHEST)
        self.down = millimetres_input(self.words, least=-FARTHEST, most=FARTHEST)
        self.calibrate = QPushButton(text("ui", "Calibration page…"))
        self.calibrate.setObjectName("print.calibrate")
        self.calibrate.setAutoDefault(False)
        self.calibrate.clicked.connect(self._calibrate)
        self._grid = QGridLayout()
        self._build()
        self._offer(None)
        workspace.printing.run(engine().find, done=self._offer, owner=self)

    def setup(self) -> PrintSetup:
        """Give what is chosen."""
        return PrintSetup(
            str(self.printer.value() or ""),
            copies=self.copies.bounded(),
            duplex=self.duplex.isChecked(),
            offset=Offset(self.right.bounded(), self.down.bounded()),
        )

    def set_offset(self, offset: Offset) -> None:
        """Show how far the tray is off."""
        self.right.set_scaled(offset.right)
        self.down.set_scaled(offset.down)

    def act(self) -> None:
        """Keep the setup and hand it on."""
        setup = self.setup()
        keep_setup(self.workspace.preferences, setup)
        self.accept()
        self.confirmed.emit(setup)

    def _build(self) -> None:
        text = self.words.text
        self._grid.setColumnStretch(2, 1)
        self._grid.setHorizontalSpacing(GRID * 2)
        self._grid.setVerticalSpacing(GRID)
        self._add("printer", text("ui", "Printer"), self.printer, columns=2)
        self._add("copies", text("ui", "Copies"), self.copies)
        self._grid.addWidget(self.duplex, self._grid.rowCount(), 1, 1, 2)
        self._grid.setRowMinimumHeight(self._grid.rowCount(), GRID)
        self._add("right", text("ui", "Move to the right (mm)"), self.right)
        self._add("down", text("ui", "Move down (mm)"), self.down)
        hint = self.line(
            "print.hint",
            text(
                "ui",
                "Only where the address does not fall into the window of your envelopes; "
                "kept for this printer.",
            ),
            look="quiet",
        )
        self._grid.addWidget(hint, self._grid.rowCount(), 1, 1, 2)
        self.body.addLayout(self._grid)
        self.body.addStretch()
        self.foot.insertWidget(0, self.calibrate)

    def _add(self, name: str, label: str, widget: QWidget, *, columns: int = 1) -> None:
        caption = QLabel(label)
        caption.setBuddy(widget)
        widget.setObjectName(f"print.{name}")
        widget.setAccessibleName(label)
        row = self._grid.rowCount()
        self._grid.addWidget(
            caption, row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self._grid.addWidget(widget, row, 1, 1, columns)

    def _offer(self, found: Printers | None) -> None:
        """Show the printers; None: they are still looked for."""
        names = found.names if found else ()
        looking = self.words.text("ui", "Looking for printers…")
        self.printer.set_choices([(name, name) for name in names] if found else [(None, looking)])
        for widget in (self.printer, self.act_button, self.calibrate):
            widget.setEnabled(bool(names))
        if found is None:
            return
        if not names:
            self.complain(self.workspace.feedback.sentence(NoPrinter()))
            self.adjustSize()
            return
        chosen = chosen_setup(self.workspace.preferences)
        wanted = chosen.printer if chosen else found.default
        if wanted in names:
            self.printer.set_value(wanted)
        self.act_button.setFocus()

    def _show_setup(self) -> None:
        printer = self.printer.value()
        if isinstance(printer, str):
            setup = setup_of(self.workspace.preferences, printer)
            self.copies.set_scaled(setup.copies)
            self.duplex.setChecked(setup.duplex)
            self.set_offset(setup.offset)

    def _calibrate(self) -> None:
        from facturdesk.ui.dialogs.calibration import CalibrationDialog

        dialog = CalibrationDialog(self.workspace, self.setup(), self)
        dialog.measured.connect(self.set_offset)
        dialog.open()
