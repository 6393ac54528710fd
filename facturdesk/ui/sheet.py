"""What the palette cannot say, as one sheet of styles; widgets choose by the property `look`."""

from __future__ import annotations

from facturdesk.ui.theme import BUTTON_HEIGHT, Tokens


def sheet(colours: Tokens) -> str:
    """Write the sheet of a theme."""
    parts = (_frames, _buttons, _fields, _lists)
    return "".join(part(colours) for part in parts)


def _frames(colours: Tokens) -> str:
    """Dress labels, bars and cards."""
    return f"""
    QToolTip {{ border: 1px solid {colours.line}; padding: 4px; }}
    QLabel[look="field"] {{ min-height: 30px; max-height: 30px; border: 1px solid {colours.line};
        border-radius: 4px; background: {colours.surface}; }}
    QLabel[look="count"] {{ min-width: 14px; max-height: 20px; min-height: 20px; padding: 0 5px;
        border-radius: 10px; background: {colours.draft[1]}; color: {colours.draft[0]}; }}
    QLabel[look="count"][alarm="true"] {{ background: {colours.overdue[1]};
        color: {colours.overdue[0]}; }}
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
    QMenuBar {{ background: {colours.raised}; border-bottom: 1px solid {colours.line}; }}
    QProgressBar {{ border: none; border-radius: 4px; background: {colours.line}; }}
    QProgressBar::chunk {{ border-radius: 4px; background: {colours.accent}; }}
    QLabel[look="quiet"] {{ color: {colours.quiet_ink}; }}
    QLabel[look="problem"] {{ color: {colours.overdue[0]}; }}
    QFrame[look="card"] {{ background: {colours.surface}; border: 1px solid {colours.line};
        border-radius: 6px; }}
    """


def _buttons(colours: Tokens) -> str:
    """Dress buttons; the main act, quiet ones, links, chips."""
    return f"""
    QPushButton {{ min-height: {BUTTON_HEIGHT - 2}px; padding: 0 14px; border-radius: 4px;
        border: 1px solid {colours.line}; background: {colours.surface}; }}
    QPushButton:hover {{ background: {colours.hover}; }}
    QPushButton:focus {{ border: 2px solid {colours.accent}; padding: 0 13px;
        min-height: {BUTTON_HEIGHT - 4}px; }}
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
    QPushButton[look="navigation"]:focus {{ border: 2px solid {colours.accent}; padding: 0 6px;
        min-height: {BUTTON_HEIGHT - 6}px; }}
    QPushButton[look="link"] {{ min-height: 20px; padding: 0; border: 1px solid transparent;
        background: transparent; color: {colours.accent}; text-align: left; }}
    QPushButton[look="link"]:hover {{ text-decoration: underline; }}
    QPushButton[look="link"]:focus {{ border: 1px solid {colours.accent}; }}
    QPushButton[look="chip"] {{ border-radius: 6px; }}
    QPushButton[look="chip"]:checked {{ background: {colours.accent}; color: {colours.accent_ink};
        border-color: {colours.accent}; }}
    QPushButton[look="chip"]:focus {{ border: 2px solid {colours.accent}; }}
    QPushButton[look="chip"]:checked:focus {{ border: 2px solid {colours.ink}; }}
    QPushButton[look="small"] {{ min-height: 22px; padding: 0 8px; }}
    QPushButton[look="small"]:focus {{ min-height: 20px; padding: 0 7px; }}
    QPushButton[look="toast"] {{ background: transparent; color: {colours.window}; border: none;
        min-height: 20px; padding: 0 8px; font-weight: 600; text-decoration: underline; }}
    """


def _fields(colours: Tokens) -> str:
    """Dress fields that are filled or chosen in."""
    return f"""
    QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QSpinBox {{ min-height: 26px;
        border: 1px solid {colours.line}; border-radius: 4px; padding: 2px 6px;
        background: {colours.surface}; selection-background-color: {colours.accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus
        {{ border: 2px solid {colours.accent}; padding: 1px 5px; }}
    QComboBox {{ padding: 2px 8px; }}
    QComboBox:focus {{ padding: 1px 7px; }}
    QComboBox::drop-down {{ border: none; width: 20px; }}
    QRadioButton::indicator {{ width: 12px; height: 12px; border-radius: 7px;
        border: 1px solid {colours.quiet_ink}; background: {colours.surface}; }}
    QRadioButton::indicator:checked {{ width: 6px; height: 6px;
        border: 4px solid {colours.accent}; background: {colours.surface}; }}
    QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"]
        {{ border: 1px solid {colours.overdue[0]}; }}
    QLineEdit[look="cell"], QPlainTextEdit[look="cell"] {{ min-height: 0; border-radius: 0;
        border: 2px solid {colours.accent}; padding: 0 3px; }}
    QLineEdit[look="cell"][wrong="true"] {{ border: 2px solid {colours.overdue[0]}; }}
    """


def _lists(colours: Tokens) -> str:
    """Dress tables, lists and scroll bars."""
    return f"""
    QListWidget {{ outline: none; }}
    QListWidget[look="choices"] {{ border: 1px solid {colours.line}; border-radius: 4px; }}
    QListWidget::item {{ padding: 6px 8px; }}
    QListWidget::item:selected {{ background: {colours.chosen}; color: {colours.ink}; }}
    QListWidget::item:selected:focus {{ border: 1px solid {colours.accent}; padding: 5px 7px; }}
    QScrollBar:vertical {{ width: 12px; background: transparent; margin: 0; }}
    QScrollBar:horizontal {{ height: 12px; background: transparent; margin: 0; }}
    QScrollBar::handle {{ background: {colours.thumb}; border-radius: 4px; margin: 2px; }}
    QScrollBar::handle:vertical {{ min-height: 32px; }}
    QScrollBar::handle:horizontal {{ min-width: 32px; }}
    QScrollBar::handle:hover {{ background: {colours.quiet_ink}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QTableView {{ border: none; background: {colours.surface}; gridline-color: {colours.line};
        selection-background-color: {colours.accent}; }}
    QTableView::indicator:unchecked {{ width: 11px; height: 11px; background: {colours.surface};
        border: 1px solid {colours.quiet_ink}; }}
    QHeaderView::section {{ background: {colours.raised}; border: none;
        border-bottom: 1px solid {colours.line}; padding: 6px 8px; font-weight: 600; }}
    QTableCornerButton::section {{ background: {colours.raised}; border: none;
        border-bottom: 1px solid {colours.line}; }}
    QHeaderView[look="numbers"] {{ background: {colours.surface}; }}
    QHeaderView[look="numbers"]::section {{ background: {colours.surface}; padding: 0 4px;
        color: {colours.quiet_ink}; font-weight: 400; }}
    """
