"""Colours, spaces and type of the window: named tokens, two palettes, one sheet of styles."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

GRID: Final = 8  # pixels; spaces are multiples of it
ROW_HEIGHT: Final = 32
BUTTON_HEIGHT: Final = 32

SYSTEM: Final = "system"
LIGHT: Final = "light"
DARK: Final = "dark"
THEMES: Final = (SYSTEM, LIGHT, DARK)
_HALF: Final = 128  # between black and white
_DARK: Final = "facturdesk_dark"  # a property of the application: whether it is shown so


class Tokens(NamedTuple):
    """The named colours of a theme; ink stands on its fill with a contrast of 4.5 at least."""

    window: str
    surface: str  # tables, fields, cards
    raised: str  # navigation, headers
    line: str
    ink: str
    quiet_ink: str
    accent: str
    accent_ink: str  # on the accent
    hover: str
    chosen: str  # what is shown now, in the navigation and in lists of choices
    thumb: str  # of scroll bars
    # meanings, used for nothing else: (ink, fill of a badge)
    draft: tuple[str, str]
    to_collect: tuple[str, str]
    due_soon: tuple[str, str]
    overdue: tuple[str, str]
    settled: tuple[str, str]
    disputed: tuple[str, str]


LIGHT_TOKENS: Final = Tokens(
    window="#f4f5f6",
    surface="#ffffff",
    raised="#eceef0",
    line="#d5d9dd",
    ink="#1d2329",
    quiet_ink="#56606a",
    accent="#0f5a66",
    accent_ink="#ffffff",
    hover="#e2eaec",
    chosen="#d3e3e6",
    thumb="#8b949c",
    draft=("#4a525a", "#e4e7ea"),
    to_collect=("#174a8b", "#dce8f8"),
    due_soon=("#704600", "#fdebc8"),
    overdue=("#9b1c1c", "#fbdfdd"),
    settled=("#1d5f33", "#d9f0df"),
    disputed=("#5b2a86", "#ebdff6"),
)
DARK_TOKENS: Final = Tokens(
    window="#1b1f23",
    surface="#22272c",
    raised="#171a1e",
    line="#3a424a",
    ink="#e6e9ec",
    quiet_ink="#a3adb7",
    accent="#5cb8c6",
    accent_ink="#0c1b1e",
    hover="#2c3339",
    chosen="#22434a",
    thumb="#6a747e",
    draft=("#c4cad0", "#363d44"),
    to_collect=("#a9caf7", "#1e3350"),
    due_soon=("#f5cd84", "#463413"),
    overdue=("#f7aaa5", "#4f1f1f"),
    settled=("#9edbb0", "#1d3d28"),
    disputed=("#d3b4ee", "#3b2550"),
)


def is_dark() -> bool:
    """Tell whether the dark theme is shown."""
    app = QGuiApplication.instance()
    return app is not None and bool(app.property(_DARK))


def tokens() -> Tokens:
    """Give the colours of the theme that is shown."""
    return DARK_TOKENS if is_dark() else LIGHT_TOKENS


def apply_theme(app: QApplication, wish: str = SYSTEM) -> None:
    """Dress the program; `wish` is one of THEMES. Called again, it changes what is shown.

    The style is Fusion, which the program is started with: to set it here takes longer.
    """
    if app.property(_DARK) is not None:
        _tell_system(app, wish)
    dark = _system_is_dark(app) if wish == SYSTEM else wish == DARK
    if app.property(_DARK) == dark:
        return
    app.setProperty(_DARK, dark)
    app.setPalette(_palette(tokens()))
    app.setPalette(_palette_of_boxes(tokens()), "QCheckBox")  # type: ignore[arg-type] # PySide6 6.11 takes no bytes
    from facturdesk.ui.sheet import sheet

    app.setStyleSheet(sheet(tokens()))


def _tell_system(app: QApplication, wish: str) -> None:
    """Have what the system draws, such as the frame of the window, in the same theme."""
    from PySide6.QtCore import Qt

    hints = app.styleHints()
    if wish == SYSTEM:
        hints.unsetColorScheme()
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if wish == DARK else Qt.ColorScheme.Light)


def _system_is_dark(app: QApplication) -> bool:
    """Ask the system; before anything was dressed its palette tells as much, and sooner."""
    if app.property(_DARK) is None:
        return app.palette().color(QPalette.ColorRole.Window).lightness() < _HALF
    from PySide6.QtCore import Qt  # its many names take long: after the first paint

    scheme = app.styleHints().colorScheme()
    if scheme == Qt.ColorScheme.Unknown:
        return bool(app.property(_DARK))
    return scheme == Qt.ColorScheme.Dark


def redress(widget: QWidget, **properties: str) -> None:
    """Change properties of a widget that the sheet of styles reads."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def tabular(font: QFont) -> QFont:
    """Give a font whose figures are all of one width, for amounts."""
    wanted = QFont(font)
    wanted.setFeature(QFont.Tag("tnum"), 1)
    return wanted


def heading(font: QFont, *, steps: int = 2) -> QFont:
    """Give the font of a heading: larger by as many points, half bold."""
    wanted = QFont(font)
    wanted.setPointSizeF(font.pointSizeF() + steps)
    wanted.setWeight(QFont.Weight.DemiBold)
    return wanted


def _palette_of_boxes(colours: Tokens) -> QPalette:
    """Let the frame of a check box be seen: Fusion draws it darker than the window by 140 %."""
    palette = _palette(colours)
    palette.setColor(QPalette.ColorRole.Window, QColor(colours.quiet_ink).lighter(140))
    return palette


def _palette(colours: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in {
        role.Window: colours.window,
        role.WindowText: colours.ink,
        role.Base: colours.surface,
        role.AlternateBase: colours.window,
        role.Text: colours.ink,
        role.Button: colours.raised,
        role.ButtonText: colours.ink,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.ink,
        role.PlaceholderText: colours.quiet_ink,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.accent_ink,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Mid: colours.line,
        role.Light: colours.surface,
        role.Accent: colours.accent,
    }.items():
        palette.setColor(which, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, which, QColor(colours.quiet_ink))
    return palette
