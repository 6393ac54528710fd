"""The printer, its tray and offsets, and the page that measures them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel

from facturdesk.ui.settings.section import Section
from facturdesk.ui.workspace import Workspace


class PrintingSection(Section):
    """What one keystroke prints on; kept on this computer."""

    name = "printing"

    def __init__(self, workspace: Workspace) -> None:
        text = workspace.words.text
        super().__init__(
            workspace,
            text("ui", "Printing"),
            text("ui", "Kept on this computer: each till has its own printer."),
        )
        self._state = QLabel()
        self._choose = self.button(
            "choose", text("ui", "Choose and adjust the printer…"), self._ask
        )
        row = QHBoxLayout()
        row.addWidget(self._choose)
        row.addStretch(1)
        self.body.addWidget(self._state)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Show the printer that is chosen."""
        from facturdesk.ui.printing.setup import chosen_setup

        words = self.words
        setup = chosen_setup(self.workspace.preferences)
        if setup is None:
            self._state.setText(words.text("ui", "No printer is chosen yet: the first print asks."))
            return
        copies = words.plural("ui", "{count} copy", "{count} copies", setup.copies)
        self._state.setText(
            words.text("ui", "{printer}, {copies}", printer=setup.printer, copies=copies)
        )

    def _ask(self) -> None:
        from facturdesk.ui.dialogs.print import PrintDialog

        dialog = PrintDialog(self.workspace, self.words.text("ui", "Choose the printer"), self)
        dialog.act_button.setText(self.words.text("ui", "Use this printer"))
        dialog.finished.connect(self.refresh)
        dialog.open()
