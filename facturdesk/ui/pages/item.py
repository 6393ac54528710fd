"""An item or a service: its card, its photo, where it was sold, and what may be done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from facturdesk.domain.errors import ActionableError
from facturdesk.ui.cards.card_page import CardPage, scrolled
from facturdesk.ui.cards.item_form import ItemForm
from facturdesk.ui.cards.photo_field import PhotoField
from facturdesk.ui.changes import concerns
from facturdesk.ui.document.section import Fact, Section
from facturdesk.ui.lanes import Latest
from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.heading import MARGINS, ActionButton, PageHeading
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.archiving import (
    ItemUse,
    archive_item,
    delete_item,
    item_is_archived,
    item_uses,
)
from facturdesk.usecases.card_values import item_values
from facturdesk.usecases.cards import item_by_barcode, item_card, item_categories, put_item
from facturdesk.usecases.item_choices import item_vat, proposed_code
from facturdesk.usecases.photos import photo_of, put_photo
from facturdesk.usecases.results import Kept

_PANE: Final = 44 * GRID
_SHOWN: Final = 10  # documents
_WITH_VAT: Final = (
    "editor/prices_include_vat"  # the preference: how the shop writes prices, as on drafts
)
_COSTS: Final = "items/costs"  # the preference: whether costs are shown


class ItemPage(CardPage):
    """One item; the form at the left, photo and uses at the right."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        self.item = ItemForm(workspace.words, workspace.feedback)
        super().__init__(workspace, self.item, parent)
        self.setObjectName("item_page")
        self._code_proposed = ""
        self._kept_photo = b""
        self._archived = False
        self._make_actions()
        self._latest = Latest[list[ItemUse]](workspace.reader, done=self._show_uses, owner=self)
        self._heading = PageHeading("", (self._costs,), main=self.save_action, parent=self)
        self._same = QLabel()
        self._same.setObjectName("item.same_barcode")
        self._same.setProperty("look", "quiet")
        self._same.setWordWrap(True)
        self.photo = PhotoField(workspace)
        self._uses = Section("item.uses", self.words.text("ui", "Sold lately"))
        page = QVBoxLayout(self)
        page.setContentsMargins(*MARGINS)
        page.setSpacing(GRID * 2)
        page.addWidget(self._heading)
        page.addLayout(self._columns(), 1)
        self.item.show_costs(shown=self._costs_shown)

    def concerned(self, changes: frozenset[str]) -> None:
        """Read the uses anew when something was issued."""
        if self.code is None:
            return
        if concerns(changes, "item"):
            self.reload()
        if concerns(changes, "document"):
            self._read_uses()

    @property
    def title(self) -> str:
        """The item's name."""
        if self.is_new:
            return self.words.text("ui", "New item")
        return str(self._shown.get("name", ""))

    @property
    def help_topic(self) -> str:
        """The page of the help."""
        return "items"

    @property
    def is_edited(self) -> bool:
        """Whether something is typed or a photo chosen that is not kept."""
        return super().is_edited or self.photo.value() != self._kept_photo

    def keep(self) -> Kept:
        """Write the item, and its photo where that changed."""
        shop, values = self.workspace.shop, self.item.values()
        kept = put_item(shop, values, new=self.is_new)
        if self.photo.value() != self._kept_photo:
            put_photo(shop, kept.code, self.photo.value())
            self._kept_photo = self.photo.value()
        return kept

    def load(self, code: str) -> dict[str, object]:
        """Read the item of a code."""
        return item_values(item_card(self.workspace.shop, code))

    def blank(self) -> dict[str, object]:
        """Give a new item its price as the shop writes prices."""
        return {"price_includes_vat": bool(self.workspace.preferences.get(_WITH_VAT, False))}

    def show_card(self, values: Mapping[str, object]) -> None:
        """Show an item with its photo."""
        shop = self.workspace.shop
        self.item.set_choices(item_vat(shop), item_categories(shop))
        self._kept_photo = photo_of(shop, self.code) if self.code is not None else b""
        self.photo.set_value(self._kept_photo)
        self._code_proposed = ""
        super().show_card(values)

    def refresh(self) -> None:
        """Show the title, what may be done, and where the item was sold."""
        shop = self.workspace.shop
        self.item.input("code").setReadOnly(not self.is_new)
        self._archived = self.code is not None and item_is_archived(shop, self.code)
        self._archive.setText(
            self.words.text("ui", "Take back from the archive")
            if self._archived
            else self.words.text("ui", "Archive")
        )
        for action in (self._archive, self._delete):
            action.setVisible(not self.is_new)
        parts = [self.code] if self.code else []
        parts += [self.words.text("ui", "Archived")] if self._archived else []
        self._heading.set_title(self.title, " · ".join(parts))
        self._show_same_barcode()
        self._uses.hide()
        self._read_uses()

    def edited(self, field: str) -> None:
        """Propose a code for the name, and tell of another item with the same barcode."""
        if field == "name" and self.is_new:
            self._propose_code()
        if field == "barcode":
            self._show_same_barcode()

    def _make_actions(self) -> None:
        text, add = self.words.text, self.add_action
        self._costs = add("item.costs", "", self._turn_costs, key="F8")
        self._archive = add("item.archive", text("ui", "Archive"), self._do_archive)
        self._delete = add("item.delete", text("ui", "Delete…"), self._do_delete)
        self._name_costs()

    def _columns(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        for action in (self._archive, self._delete):
            foot.addWidget(ActionButton(action, look="quiet"))
        foot.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(scrolled(self.item, "item.scroll"), 1)
        left.addLayout(foot)
        pane = QWidget()
        pane.setFixedWidth(_PANE)
        right = QVBoxLayout(pane)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(GRID * 2)
        for widget in (self.photo, self._same, self._uses):
            right.addWidget(widget)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(GRID * 3)
        columns.addLayout(left, 1)
        columns.addWidget(pane)
        return columns

    @property
    def _costs_shown(self) -> bool:
        return bool(self.workspace.preferences.get(_COSTS, True))

    def _turn_costs(self) -> None:
        self.workspace.preferences.put(_COSTS, not self._costs_shown)
        self.item.show_costs(shown=self._costs_shown)
        self._name_costs()

    def _name_costs(self) -> None:
        text = self.words.text
        self._costs.setText(
            text("ui", "Hide what it costs")
            if self._costs_shown
            else text("ui", "Show what it costs")
        )

    def _propose_code(self) -> None:
        code = self.item.input("code")
        if code.value() not in (None, self._code_proposed):
            return
        name = self.item.input("name").value()
        self._code_proposed = proposed_code(self.workspace.shop, str(name)) if name else ""
        code.set_value(self._code_proposed or None)

    def _show_same_barcode(self) -> None:
        """Tell of another item that the scanner would find."""
        barcode = str(self.item.input("barcode").value() or "")
        found = item_by_barcode(self.workspace.shop, barcode)
        other = found if found is not None and found.code != self.code else None
        self._same.setVisible(other is not None)
        if other is not None:
            self._same.setText(
                self.words.text(
                    "ui", "{name} ({code}) has this barcode too.", name=other.name, code=other.code
                )
            )

    def _read_uses(self) -> None:
        if self.code is not None:
            self._latest.ask(partial(item_uses, self.workspace.shop, self.code, limit=_SHOWN))

    def _show_uses(self, uses: Sequence[ItemUse]) -> None:
        self._uses.show_facts(
            [
                Fact(
                    self.words.quantity(use.quantity_e4),
                    f"{use.number}, {use.customer}",
                    go=partial(self.workspace.go, "document", use.number),
                )
                for use in uses
            ]
        )

    def _do_archive(self) -> None:
        if self.code is not None:
            archive_item(self.workspace.shop, self.code, archived=not self._archived)
            self.refresh()

    def _do_delete(self) -> None:
        if self.code is None:
            return
        asked = self.words.text("ui", "Delete {name}?", name=self.title)
        act = self.words.text("ui", "Delete the item")
        if self.workspace.feedback.confirm(asked, act=act, risky=True):
            work = partial(delete_item, self.workspace.shop, self.code)  # it may look at every line
            self.workspace.writer.run(
                work, done=self._deleted, failed=self._not_deleted, owner=self
            )

    def _deleted(self, _: None) -> None:
        self._open(None)
        self.workspace.back()

    def _not_deleted(self, error: Exception) -> None:
        """Offer to put away what cannot be deleted."""
        feedback = self.workspace.feedback
        if not isinstance(error, ActionableError) or self._archived:
            feedback.show(error)
        elif feedback.confirm(feedback.sentence(error), act=self.words.text("ui", "Archive")):
            self._do_archive()


PAGE = ItemPage
