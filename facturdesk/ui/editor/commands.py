"""The actions of the editor: their words and keys, and what each does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtGui import QAction, QKeySequence

from facturdesk.domain.sale import LineKind
from facturdesk.i18n import marked

if TYPE_CHECKING:
    from facturdesk.ui.pages.draft import DraftPage


class _Entry(NamedTuple):
    name: str
    text: str
    keys: tuple[str, ...] = ()
    checkable: bool = False


ENTRIES: Final = (
    _Entry("issue_print", marked("ui", "Issue and print"), ("Ctrl+Return", "Ctrl+Enter")),
    _Entry("issue", marked("ui", "Issue"), ("Ctrl+Shift+Return",)),
    _Entry("save", marked("ui", "Save"), ("Ctrl+S",)),
    _Entry("duplicate", marked("ui", "Duplicate"), ("Ctrl+D",)),
    _Entry("delete", marked("ui", "Delete the draft…")),
    _Entry("preview", marked("ui", "Preview"), ("F7",), checkable=True),
    _Entry("options", marked("ui", "More options"), ("F6",)),
    _Entry("why", marked("ui", "Why this total?"), ("F8",)),
    _Entry("customer", marked("ui", "Choose the customer"), ("F2",)),
    _Entry("item", marked("ui", "Choose or create an item"), ("F3",)),
    _Entry("missing", marked("ui", "Go to what is missing"), ("F4",)),
    _Entry("add_line", marked("ui", "Add a line"), ("Ins",)),
    _Entry("add_section", marked("ui", "Add a section"), ("Ctrl+Shift+T",)),
    _Entry("add_text", marked("ui", "Add a text"), ("Ctrl+T",)),
    _Entry("add_subtotal", marked("ui", "Add a subtotal"), ("Ctrl+Shift+Ins",)),
    _Entry("add_charges", marked("ui", "Add charges")),
    _Entry("delete_line", marked("ui", "Delete the line"), ("Ctrl+Del",)),
    _Entry("move_up", marked("ui", "Move the line up"), ("Alt+Up",)),
    _Entry("move_down", marked("ui", "Move the line down"), ("Alt+Down",)),
    _Entry("line_options", marked("ui", "Options of the line"), ("Shift+F6",)),
    _Entry("paste", marked("ui", "Paste from a spreadsheet"), ("Ctrl+Shift+V",)),
    _Entry("with_vat", marked("ui", "Prices include VAT"), ("Ctrl+Shift+H",), checkable=True),
    _Entry("undo", marked("ui", "Undo"), ("Ctrl+Z",)),
    _Entry("redo", marked("ui", "Redo"), ("Ctrl+Y", "Ctrl+Shift+Z")),
)


def make_actions(page: DraftPage) -> dict[str, QAction]:
    """Make the actions of the page; each is in its menu with its key."""
    slots = _slots(page)
    made = {}
    for entry in ENTRIES:
        action = page.add_action(entry.name, page.words.text("ui", entry.text), slots[entry.name])
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        action.setCheckable(entry.checkable)
        made[entry.name] = action
    return made


def _slots(page: DraftPage) -> dict[str, Callable[[], object]]:
    acts, lines, head = page.acts, page.view.lines, page.view.head
    return {
        "issue_print": lambda: acts.issue(and_print=True),
        "issue": lambda: acts.issue(and_print=False),
        "save": acts.save,
        "duplicate": acts.duplicate,
        "delete": acts.delete,
        "preview": acts.toggle_paper,
        "options": acts.show_options,
        "why": acts.show_why,
        "customer": head.go_to_customer,
        "item": acts.choose_item,
        "missing": acts.go_to_missing,
        "add_line": lambda: lines.insert(LineKind.PRICED),
        "add_section": lambda: lines.insert(LineKind.SECTION),
        "add_text": lambda: lines.insert(LineKind.TEXT),
        "add_subtotal": lambda: lines.insert(LineKind.SUBTOTAL),
        "add_charges": acts.add_charges,
        "delete_line": lines.delete,
        "move_up": lambda: lines.move_line(-1),
        "move_down": lambda: lines.move_line(1),
        "line_options": acts.show_line_options,
        "paste": acts.paste,
        "with_vat": acts.turn_prices,
        "undo": acts.undo,
        "redo": acts.redo,
    }
