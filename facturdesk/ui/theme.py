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
    dark = _system_is_dark(app) if wish == SYSTEM else wish == DARK
    if app.property(_DARK) == dark:
        return
    app.setProperty(_DARK, dark)
    app.setPalette(_palette(tokens()))
    app.setStyleSheet(_sheet(tokens()))


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


def _sheet(colours: Tokens) -> str:
    """Write what the palette cannot say; widgets choose a look by the property `look`."""
    return f"""
    QToolTip {{ border: 1px solid {colours.line}; padding: 4px; }}
    QPushButton {{ min-height: {BUTTON_HEIGHT - 2}px; padding: 0 14px; border-radius: 4px;
        border: 1px solid {colours.line}; background: {colours.surface}; }}
    QPushButton:hover {{ background: {colours.hover}; }}
    QPushButton:focus {{ border: 2px solid {colours.accent}; padding: 0 13px; }}
    QPushButton:disabled {{ color: {colours.quiet_ink}; background: {colours.window}; }}
    QPushButton[look="main"] {{ background: {colours.accent}; color: {colours.accent_ink};
        border-color: {colours.accent}; font-weight: 600; }}
    QPushButton[look="main"]:focus {{ border: 2px solid {colours.ink}; }}
    QPushButton[look="main"]:disabled {{ background: {colours.line}; color: {colours.quiet_ink};
        border-color: {colours.line}; }}
    QPushButton[look="quiet"] {{ border-color: transparent; background: transparent; }}
    QPushButton[look="quiet"]:hover {{ background: {colours.hover}; }}
    QPushButton[look="quiet"]:focus {{ border: 2px solid {colours.accent}; }}
    QPushButton[look="navigation"] {{ text-align: left; padding: 0 8px; border: none;
        background: transparent; font-weight: 400; }}
    QPushButton[look="navigation"]:hover {{ background: {colours.hover}; }}
    QPushButton[look="navigation"][chosen="true"] {{ background: {colours.chosen}; font-weight: 600; }}
    QPushButton[look="navigation"]:focus {{ border: 2px solid {colours.accent}; padding: 0 6px; }}
    QPushButton[look="link"] {{ min-height: 20px; padding: 0; border: 1px solid transparent;
        background: transparent; color: {colours.accent}; text-align: left; }}
    QPushButton[look="link"]:hover {{ text-decoration: underline; }}
    QPushButton[look="link"]:focus {{ border: 1px solid {colours.accent}; }}
    QPushButton[look="chip"] {{ border-radius: 6px; }}
    QPushButton[look="chip"]:checked {{ background: {colours.accent}; color: {colours.accent_ink};
        border-color: {colours.accent}; }}
    QPushButton[look="chip"]:focus {{ border: 2px solid {colours.accent}; }}
    QPushButton[look="chip"]:checked:focus {{ border: 2px solid {colours.ink}; }}
    QLabel[look="field"] {{ min-height: 30px; max-height: 30px; border: 1px solid {colours.line};
        border-radius: 4px; background: {colours.surface}; }}
    QLabel[look="count"] {{ min-width: 14px; max-height: 20px; min-height: 20px; padding: 0 5px;
        border-radius: 10px; background: {colours.draft[1]}; color: {colours.draft[0]}; }}
    QLabel[look="count"][alarm="true"] {{ background: {colours.overdue[1]};
        color: {colours.overdue[0]}; }}
    QPushButton[look="small"] {{ min-height: 22px; padding: 0 8px; }}
    QFrame[look="navigation"] {{ background: {colours.raised};
        border-right: 1px solid {colours.line}; }}
    QFrame[look="top"] {{ background: {colours.surface};
        border-bottom: 1px solid {colours.line}; }}
    QFrame[look="status"] {{ background: {colours.raised}; border-top: 1px solid {colours.line}; }}
    QFrame[look="notice"] {{ background: {colours.due_soon[1]};
        border-bottom: 1px solid {colours.line}; }}
    QFrame[look="notice"] QLabel {{ color: {colours.due_soon[0]}; }}
    QLabel[look="toast"] {{ background: {colours.ink}; color: {colours.window};
        border-radius: 6px; }}
    QPushButton[look="toast"] {{ background: transparent; color: {colours.window}; border: none;
        min-height: 20px; padding: 0 8px; font-weight: 600; text-decoration: underline; }}
    QMenuBar {{ background: {colours.raised}; border-bottom: 1px solid {colours.line}; }}
    QProgressBar {{ border: none; border-radius: 4px; background: {colours.line}; }}
    QProgressBar::chunk {{ border-radius: 4px; background: {colours.accent}; }}
    QLabel[look="quiet"] {{ color: {colours.quiet_ink}; }}
    QLabel[look="problem"] {{ color: {colours.overdue[0]}; }}
    QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QSpinBox {{ min-height: 26px;
        border: 1px solid {colours.line}; border-radius: 4px; padding: 2px 6px;
        background: {colours.surface}; selection-background-color: {colours.accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus
        {{ border: 2px solid {colours.accent}; padding: 1px 5px; }}
    QComboBox::drop-down {{ border: none; width: 20px; }}
    QRadioButton::indicator {{ width: 12px; height: 12px; border-radius: 7px;
        border: 1px solid {colours.quiet_ink}; background: {colours.surface}; }}
    QRadioButton::indicator:checked {{ width: 6px; height: 6px;
        border: 4px solid {colours.accent}; background: {colours.surface}; }}
    QCheckBox::indicator:unchecked {{ width: 12px; height: 12px; border-radius: 3px;
        border: 1px solid {colours.quiet_ink}; background: {colours.surface}; }}
    QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"]
        {{ border: 1px solid {colours.overdue[0]}; }}
    QFrame[look="card"] {{ background: {colours.surface}; border: 1px solid {colours.line};
        border-radius: 6px; }}
    QListWidget[look="choices"] {{ border: 1px solid {colours.line}; border-radius: 4px; }}
    QListWidget::item {{ padding: 0 8px; }}
    QListWidget::item:selected {{ background: {colours.chosen}; color: {colours.ink}; }}
    QListWidget[look="choices"]::item {{ padding: 0 8px; }}
    QScrollBar:vertical {{ width: 12px; background: transparent; margin: 0; }}
    QScrollBar:horizontal {{ height: 12px; background: transparent; margin: 0; }}
    QScrollBar::handle {{ background: {colours.thumb}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {colours.quiet_ink}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QTableView {{ border: none; gridline-color: {colours.line};
        selection-background-color: {colours.accent}; }}
    QHeaderView::section {{ background: {colours.raised}; border: none;
        border-bottom: 1px solid {colours.line}; padding: 6px 8px; font-weight: 600; }}
    QTableCornerButton::section {{ background: {colours.raised}; border: none;
        border-bottom: 1px solid {colours.line}; }}
    QHeaderView[look="numbers"] {{ background: {colours.surface}; }}
    QHeaderView[look="numbers"]::section {{ background: {colours.surface}; padding: 0 4px;
        color: {colours.quiet_ink}; font-weight: 400; }}
    QLineEdit[look="cell"], QPlainTextEdit[look="cell"] {{ min-height: 0; border-radius: 0;
        border: 2px solid {colours.accent}; padding: 0 3px; }}
    QLineEdit[look="cell"][wrong="true"] {{ border: 2px solid {colours.overdue[0]}; }}
    """
