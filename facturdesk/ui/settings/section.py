"""What a section of the settings is, and those that change the profile of the shop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from facturdesk.domain.errors import ActionableError
from facturdesk.ui.form import Form
from facturdesk.ui.theme import GRID, heading
from facturdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from facturdesk.usecases.profile import Difference, Profile

_WIDTH = 620  # of what is filled in


class Section(QWidget):
    """One section: its name in routes, its title, what it says of itself."""

    name: ClassVar[str]

    def __init__(self, workspace: Workspace, title: str, said: str = "") -> None:
        super().__init__()
        self.setObjectName(f"settings.{self.name}")
        self.workspace = workspace
        self.words = workspace.words
        self.title = title
        label = QLabel(title)
        label.setFont(heading(label.font(), steps=4))
        inside = QWidget()  # its width is bounded here: a sentence would count its lines too wide
        inside.setMaximumWidth(_WIDTH)
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(GRID)
        if said:
            self.body.addWidget(self.quiet(said))
        self.row = QHBoxLayout()  # what stands beside the body comes here
        self.row.setSpacing(GRID * 3)
        self.row.addWidget(inside, 1)
        self.row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 3, GRID * 2, GRID * 3, GRID * 2)
        column.setSpacing(GRID)
        column.addWidget(label)
        column.addLayout(self.row, 1)

    def show_profile(self, profile: Profile) -> None:
        """Show what the shop keeps; called whenever it changed, unless it is being edited."""

    def refresh(self) -> None:
        """Look again at what this computer keeps; called each time the section is shown."""

    @property
    def is_edited(self) -> bool:
        """Whether something typed here is not kept yet."""
        return False

    def discard(self) -> None:
        """Forget what is typed and not kept."""

    def save(self) -> None:
        """Keep what is typed; here there is nothing to keep."""

    def quiet(self, words: str) -> QLabel:
        """Make a quiet sentence."""
        label = QLabel(words)
        label.setProperty("look", "quiet")
        label.setWordWrap(True)
        return label

    def button(self, name: str, words: str, slot: object, *, look: str = "") -> QPushButton:
        """Make a button that Enter presses too."""
        button = QPushButton(words)
        button.setObjectName(f"settings.{self.name}.{name}")
        if look:
            button.setProperty("look", look)
        button.setAutoDefault(True)
        button.clicked.connect(slot)
        return button


class ProfileSection(Section):
    """A form over some fields of the profile, kept with « Save »; each change is sealed."""

    def __init__(self, workspace: Workspace, title: str, said: str = "") -> None:
        super().__init__(workspace, title, said)
        self.profile: Profile | None = None
        self._edited = False
        self.form = Form(f"settings.{self.name}.form", workspace.feedback, self)
        self.fill_form()
        self.form.edited.connect(self.note_edit)
        text = self.words.text
        self._save = self.button("save", text("ui", "Save"), self.save, look="main")
        self._undo = self.button("undo", text("ui", "Undo the changes"), self.discard)
        self._outcome = self.quiet("")
        row = QHBoxLayout()
        row.addWidget(self._save)
        row.addWidget(self._undo)
        row.addStretch(1)
        self.body.addWidget(self.form)
        self.body.addSpacing(GRID)
        self.body.addLayout(row)
        self.body.addWidget(self._outcome)
        self.body.addStretch(1)
        self._show_state()

    def fill_form(self) -> None:
        """Add the fields."""
        raise NotImplementedError

    def shown(self, profile: Profile) -> None:
        """Show what is not a field of the form."""

    def values(self) -> dict[str, object]:
        """Give what is typed, as `read_company` takes it."""
        return self.form.values()

    def paths(self) -> Iterable[str]:
        """Give the fields that this section changes."""
        return self.form.fields

    def logo(self) -> bytes | None:
        """Give the logo to keep; None: this section has none."""
        return None

    @property
    def is_edited(self) -> bool:
        """Whether something typed here is not kept yet."""
        return self._edited

    def show_profile(self, profile: Profile) -> None:
        """Show the profile; what is being edited stays."""
        if self._edited:
            return
        self.profile = profile
        self.form.fill(profile.values)
        self.shown(profile)

    def discard(self) -> None:
        """Show again what is kept."""
        self._edited = False
        self._show_state()
        if self.profile is not None:
            self.show_profile(self.profile)

    def note_edit(self, _field: str = "") -> None:
        """Take note that something was typed."""
        self._edited = True
        self._outcome.setText("")
        self._show_state()

    def save(self) -> None:
        """Keep what is typed."""
        from facturdesk.usecases.profile import change_profile

        if not self._edited:
            return
        shop, values, paths = self.workspace.shop, self.values(), list(self.paths())
        logo = self.logo()
        self._save.setEnabled(False)
        self.workspace.writer.run(
            lambda: change_profile(shop, paths, values, logo=logo),
            done=self._saved,
            failed=self._refused,
            owner=self,
        )

    def _saved(self, found: list[Difference]) -> None:
        self._edited = False
        self._show_state()
        self._outcome.setText(self._told(found))

    def _told(self, found: list[Difference]) -> str:
        """Say what was changed, and that it was sealed."""
        text = self.words.text
        if not found:
            return text("ui", "Nothing was different.")
        names = dict.fromkeys(self._label(each.field) for each in found)
        return text(
            "ui",
            "Kept and sealed: {fields}. Documents already issued stay as they are.",
            fields=", ".join(names),
        )

    def _label(self, field: str) -> str:
        if field in self.form.fields:
            return str(self.form.input(field).accessibleName())
        return field

    def _refused(self, error: Exception) -> None:
        self._show_state()
        problems = error.problems if isinstance(error, ActionableError) else ()
        elsewhere = self.form.show_problems(problems)
        if elsewhere or not problems:
            self.workspace.feedback.show(error)

    def _show_state(self) -> None:
        self._save.setEnabled(self._edited)
        self._undo.setEnabled(self._edited)
