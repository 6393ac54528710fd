"""The settings: sections at the left, the one that is chosen beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
)

from facturdesk.ui.changes import concerns
from facturdesk.ui.page import Page
from facturdesk.ui.settings.backups import BackupsSection
from facturdesk.ui.settings.bank import BankSection
from facturdesk.ui.settings.identity import IdentitySection
from facturdesk.ui.settings.look import LookSection
from facturdesk.ui.settings.numbers import NumbersSection
from facturdesk.ui.settings.printing import PrintingSection
from facturdesk.ui.settings.program import ProgramSection
from facturdesk.ui.settings.section import Section
from facturdesk.ui.settings.terms import TermsSection
from facturdesk.ui.settings.vat import VatSection
from facturdesk.ui.theme import ROW_HEIGHT
from facturdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from facturdesk.usecases.profile import Profile

SECTIONS: Final[tuple[Callable[[Workspace], Section], ...]] = (
    IdentitySection,
    VatSection,
    NumbersSection,
    TermsSection,
    BankSection,
    LookSection,
    PrintingSection,
    BackupsSection,
    ProgramSection,
)
_LIST_WIDTH: Final = 200
_ALSO_CALLED: Final = {"backup": "backups", "about": "program"}


class SettingsPage(Page):
    """The route `settings` takes the name of a section, such as `backups`."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.setObjectName("settings")
        text = self.words.text
        self._sections: list[Section] = [make(workspace) for make in SECTIONS]
        self._list = QListWidget()
        self._list.setObjectName("settings.sections")
        self._list.setAccessibleName(text("ui", "Sections of the settings"))
        self._list.setFixedWidth(_LIST_WIDTH)
        self._list.setFrameShape(QListWidget.Shape.NoFrame)
        self._stack = QStackedWidget()
        for section in self._sections:
            item = QListWidgetItem(section.title)
            item.setSizeHint(QSize(_LIST_WIDTH, ROW_HEIGHT))
            self._list.addItem(item)
            self._stack.addWidget(_scrolled(section))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addWidget(self._stack, 1)
        self._list.currentRowChanged.connect(self._show)
        self.add_action("settings.save", text("ui", "Save"), self._save, key="Ctrl+S")

    def open(self, argument: object) -> None:
        """Show a section; the first one unless one is named."""
        names = [section.name for section in self._sections]
        name = _ALSO_CALLED.get(str(argument), argument)
        wanted = names.index(name) if name in names else max(self._list.currentRow(), 0)
        self._load()
        self._list.setCurrentRow(wanted)
        self._sections[wanted].refresh()
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def concerned(self, changes: frozenset[str]) -> None:
        """Show the profile again after a change of it, or a number given."""
        if concerns(changes, "company", "document"):
            self._load()

    def may_leave(self) -> bool:
        """Ask before what is typed and not kept is forgotten."""
        edited = [section for section in self._sections if section.is_edited]
        if not edited:
            return True
        text = self.words.text
        titles = ", ".join(section.title for section in edited)
        leave = self.workspace.feedback.confirm(
            text("ui", "The changes in “{sections}” are not saved.", sections=titles),
            act=text("ui", "Leave without saving"),
            risky=True,
        )
        if leave:
            for section in edited:
                section.discard()
        return leave

    @property
    def help_topic(self) -> str:
        """The page of the help for the section shown."""
        shown = self._sections[max(self._list.currentRow(), 0)]
        return {"printing": "printing", "backups": "backups"}.get(shown.name, "settings")

    def _load(self) -> None:
        from facturdesk.usecases.profile import load_profile

        shop = self.workspace.shop
        self.workspace.reader.run(lambda: load_profile(shop), done=self._loaded, owner=self)

    def _loaded(self, profile: Profile) -> None:
        for section in self._sections:
            section.show_profile(profile)

    def _show(self, row: int) -> None:
        self._stack.setCurrentIndex(row)
        self._sections[row].refresh()

    def _save(self) -> None:
        section = self._sections[max(self._list.currentRow(), 0)]
        if section.is_edited:
            section.save()


def _scrolled(section: Section) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setObjectName(f"{section.objectName()}.scroll")
    scroll.setWidget(section)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll


PAGE = SettingsPage
