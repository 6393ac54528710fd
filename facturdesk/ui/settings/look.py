"""How the paper looks: logo, accent colour, a text of the shop's own; seen live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from facturdesk.i18n import marked
from facturdesk.ui.inputs import ColourInput, LongTextInput
from facturdesk.ui.settings.logo_field import LogoField
from facturdesk.ui.settings.section import ProfileSection
from facturdesk.ui.widgets.company_paper import CompanyPaper
from facturdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from facturdesk.usecases.profile import Profile

_ACCENTS: Final = (
    ("", "0B4F58", marked("ui", "Blue-green")),
    ("1B3A6B", "1B3A6B", marked("ui", "Night blue")),
    ("1F6FB2", "1F6FB2", marked("ui", "Blue")),
    ("2F6B35", "2F6B35", marked("ui", "Green")),
    ("7A1F2B", "7A1F2B", marked("ui", "Burgundy")),
    ("B4471B", "B4471B", marked("ui", "Terracotta")),
    ("6A3B7C", "6A3B7C", marked("ui", "Plum")),
    ("3D454D", "3D454D", marked("ui", "Slate")),
    ("000000", "000000", marked("ui", "Black")),
)
_LOGO: Final = "logo"


class LookSection(ProfileSection):
    """Logo, colour and text, beside the paper."""

    name = "look"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, workspace.words.text("ui", "Look of the paper"))
        self._paper = CompanyPaper(
            workspace.helper,
            workspace.words,
            rulebook=lambda: workspace.shop.rulebook,
            today=lambda: workspace.shop.today,
        )
        self.row.addWidget(self._paper, 1)

    def fill_form(self) -> None:
        """Add the fields."""
        text, form = self.words.text, self.form
        self._field = LogoField(self.words, self.workspace.feedback, self.workspace.reader)
        form.add(_LOGO, text("ui", "Logo"), self._field)
        form.add(
            "accent",
            text("ui", "Colour"),
            ColourInput((value, shown, text("ui", name)) for value, shown, name in _ACCENTS),
        )
        form.add("own_text", text("ui", "Text on every document"), LongTextInput(lines=3))
        form.edited.connect(lambda _: self._follow())

    def values(self) -> dict[str, object]:
        """Give what is typed but the logo."""
        return {name: value for name, value in self.form.values().items() if name != _LOGO}

    def paths(self) -> list[str]:
        """Give the fields of the profile."""
        return [field for field in self.form.fields if field != _LOGO]

    def logo(self) -> bytes | None:
        """Give the logo, empty where there is none."""
        value = self._field.value()
        return value if isinstance(value, bytes) else b""

    def shown(self, profile: Profile) -> None:
        """Show the logo and the paper."""
        self._field.set_value(profile.logo)
        self._follow()

    def _follow(self) -> None:
        from facturdesk.usecases.profile import merged

        if self.profile is not None:
            values = merged(self.profile.values, self.paths(), self.values())
            self._paper.follow(values, self.logo() or b"")
