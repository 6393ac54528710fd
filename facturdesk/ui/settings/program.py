"""The program on this computer: language, colours, folders, what happens when it is closed."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel

from facturdesk import __version__
from facturdesk.ui.form import Form
from facturdesk.ui.inputs import ChoiceInput, FlagInput
from facturdesk.ui.settings.section import Section
from facturdesk.ui.theme import DARK, GRID, LIGHT, SYSTEM, apply_theme
from facturdesk.ui.workspace import Workspace

LANGUAGE = "language"
THEME = "theme"
STAY = "tray/stay"


class ProgramSection(Section):
    """Preferences of this computer; each takes effect at once, or says when."""

    name = "program"

    def __init__(self, workspace: Workspace) -> None:
        text = workspace.words.text
        super().__init__(workspace, text("ui", "On this computer"))
        self._form = Form("settings.program.form", workspace.feedback, self)
        self._form.add(
            LANGUAGE,
            text("ui", "Language"),
            ChoiceInput([("fr", "Français"), ("en", "English")]),
        )
        self._restart = self.quiet("")
        self._form.add_beside(self._restart)
        self._form.add(
            THEME,
            text("ui", "Colours"),
            ChoiceInput(
                [
                    (SYSTEM, text("ui", "As the system")),
                    (LIGHT, text("ui", "Light")),
                    (DARK, text("ui", "Dark")),
                ]
            ),
        )
        self._form.add(
            "stay",
            text("ui", "When the window is closed"),
            FlagInput(text("ui", "keep watching due dates beside the clock")),
        )
        self._form.edited.connect(self._edited)
        self.body.addWidget(self._form)
        self._add_folders()
        self._version = self.quiet("")
        self.body.addSpacing(GRID * 2)
        self.body.addWidget(self._version)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Show what is kept."""
        preferences = self.workspace.preferences
        self._form.input(LANGUAGE).set_value(preferences.get(LANGUAGE) or self.words.language)
        self._form.input(THEME).set_value(preferences.get(THEME, SYSTEM))
        self._form.input("stay").set_value(preferences.get(STAY, False))
        self._say_language()
        self._data.setText(str(self.workspace.shop.store.path))
        self._show_place()
        self._show_version()

    def _add_folders(self) -> None:
        text = self.words.text
        self._data = self.quiet("")
        self._pdf = self.quiet("")
        change = self.button("pdf", text("ui", "Choose the folder of PDF files…"), self._ask_place)
        for caption, label in (
            (text("ui", "Data file"), self._data),
            (text("ui", "PDF files"), self._pdf),
        ):
            self.body.addWidget(QLabel(caption))
            self.body.addWidget(label)
        row = QHBoxLayout()
        row.addWidget(change)
        row.addStretch(1)
        self.body.addLayout(row)

    def _edited(self, field: str) -> None:
        value = self._form.input(field).value()
        preferences = self.workspace.preferences
        if field == "stay":
            preferences.put(STAY, bool(value))
            return
        preferences.put(field, value)
        if field == THEME:
            app = QApplication.instance()
            if isinstance(app, QApplication):
                apply_theme(app, str(value))
        self._say_language()

    def _show_version(self) -> None:
        """Name the version, and say when its rates and texts are past their review."""
        said = [f"FacturDesk {__version__}"]
        shop = self.workspace.shop
        since = shop.rulebook.review_missed(shop.today)
        if since is not None:
            said.append(
                self.words.text(
                    "ui",
                    "Legal rates and texts were to be checked by {day}: update FacturDesk",
                    day=since,
                )
            )
        self._version.setText("\n".join(said))

    def _say_language(self) -> None:
        wanted = self._form.input(LANGUAGE).value()
        self._restart.setText(
            ""
            if wanted == self.words.language
            else self.words.text("ui", "The language changes when FacturDesk is started again.")
        )
        self._restart.setVisible(bool(self._restart.text()))

    def _show_place(self) -> None:
        from facturdesk.ui.printing.places import chosen_place

        place = chosen_place(self.workspace.preferences)
        self._pdf.setText(
            str(place.folder)
            if place
            else self.words.text("ui", "Not chosen yet: the first save asks.")
        )

    def _ask_place(self) -> None:
        from facturdesk.ui.dialogs.filing import FilingDialog

        dialog = FilingDialog(self.workspace, self)
        dialog.act_button.setText(self.words.text("ui", "Use this folder"))
        dialog.finished.connect(self._show_place)
        dialog.open()
