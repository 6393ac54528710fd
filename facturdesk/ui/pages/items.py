"""The list of items and services."""

from __future__ import annotations

from typing import Any, Final

from facturdesk.domain.units import UNITS
from facturdesk.i18n import Catalogue, marked
from facturdesk.ui.lists.spec import ListSpec
from facturdesk.ui.models.columns import Column
from facturdesk.ui.pages.list_page import ListPage
from facturdesk.usecases.item_lists import ITEM_FIELDS, ITEMS, ListedItem

NATURES: Final = {"goods": marked("ui", "Goods"), "service": marked("ui", "Service item")}
BASES: Final = {"gross": marked("ui", "With VAT"), "net": marked("ui", "Without VAT")}
_COLUMNS: Final = (
    ("name", marked("ui", "Name"), 320, True),
    ("code", marked("ui", "Code"), 144, True),
    ("category", marked("ui", "Category"), 144, True),
    ("barcode", marked("ui", "Barcode"), 136, False),
    ("nature", marked("ui", "Kind"), 104, False),
    ("unit", marked("ui", "Sold by"), 104, True),
    ("price", marked("ui", "Price"), 112, True),
    ("basis", marked("ui", "Price basis"), 104, True),
    ("vat", marked("ui", "VAT"), 80, True),
    ("cost", marked("ui", "Cost"), 104, False),
)


def _columns(words: Catalogue) -> list[Column]:
    codes = {
        "nature": {code: words.text("ui", text) for code, text in NATURES.items()},
        "basis": {code: words.text("ui", text) for code, text in BASES.items()},
        "unit": {code: words.text("unit", code) for code in UNITS},
    }
    return [
        Column(
            ITEM_FIELDS[name],
            words.text("ui", heading),
            width,
            hidden=not shown,
            codes=codes.get(name, {}),
        )
        for name, heading, width, shown in _COLUMNS
    ]


def _counted(words: Catalogue, count: int) -> str:
    return words.plural("ui", "{count} item", "{count} items", count)


def _selected(words: Catalogue, count: int) -> str:
    return words.plural("ui", "{count} item selected", "{count} items selected", count)


SPEC: Final = ListSpec(
    source=ITEMS,
    title=marked("ui", "Items"),
    columns=_columns,
    chips=(
        ("all", marked("ui", "All items")),
        ("goods", marked("ui", "Goods")),
        ("service", marked("ui", "Service items")),
        ("archived", marked("ui", "Archived items")),
    ),
    counted=_counted,
    selected=_selected,
    hint=marked("ui", "Name, code, barcode, category…"),
    empty_title=marked("ui", "No item yet"),
    empty_sentence=marked(
        "ui",
        "What you sell often: a name, a price, a VAT rate. On an invoice, a few letters are "
        "then enough.",
    ),
    new=marked("ui", "New item"),
    kinds=("item",),
    has_period=False,
    usual_sort=("name", False),
)


class ItemsPage(ListPage):
    """Lists items."""

    spec = SPEC

    def open_row(self, row: ListedItem) -> None:
        """Open a card."""
        self.workspace.go("item", row.code)

    def make_new(self) -> None:
        """Begin a card."""
        self.workspace.go("item")

    def key_of(self, row: ListedItem) -> str:
        """Give the code."""
        return row.code

    @property
    def help_topic(self) -> str:
        """The page of the help."""
        return "items"


PAGE: Any = ItemsPage
