"""The pages of the window: one line each; their modules are loaded when first opened."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from facturdesk.i18n import marked

if TYPE_CHECKING:
    from facturdesk.ui.page import Page

GROUPS: Final = (
    "",  # without a heading
    marked("ui", "Sales"),
    marked("ui", "Cards"),
    marked("ui", "Money"),
    marked("ui", "Shop"),
)


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page: its name in routes, its module (with a `make(workspace)`), its place on the left.

    A page without a title is not in the navigation: it is opened from another one.
    """

    name: str
    module: str
    title: str = ""
    icon: str = ""
    group: str = ""
    shortcut: str = ""


_ALL: Final[tuple[PageSpec, ...]] = (
    PageSpec("home", "home", marked("ui", "Home"), "ph.house", shortcut="Ctrl+1"),
    PageSpec("invoices", "invoices", marked("ui", "Invoices"), "ph.receipt", GROUPS[1], "Ctrl+2"),
    PageSpec(
        "credit_notes",
        "credit_notes",
        marked("ui", "Credit notes"),
        "ph.arrow-u-up-left",
        GROUPS[1],
        "Ctrl+3",
    ),
    PageSpec("customers", "customers", marked("ui", "Customers"), "ph.users", GROUPS[2], "Ctrl+4"),
    PageSpec("items", "items", marked("ui", "Items"), "ph.package", GROUPS[2], "Ctrl+5"),
    PageSpec("payments", "payments", marked("ui", "Payments"), "ph.wallet", GROUPS[3], "Ctrl+6"),
    PageSpec("settings", "settings", marked("ui", "Settings"), "ph.gear", GROUPS[4], "Ctrl+9"),
    PageSpec("document", "document"),  # one issued document; the argument is its number
    PageSpec("draft", "draft"),  # the editor; the argument is a DraftRequest or a draft's id
    PageSpec("customer", "customer"),  # one card; the argument is its code, or None: a new one
    PageSpec("item", "item"),  # one card; the argument is its code, or None: a new one
)
# while pages are being written: those that are there
PAGES: Final = tuple(spec for spec in _ALL if find_spec(f"{__name__}.{spec.module}"))


def is_there(name: str) -> bool:
    """Tell whether a page is written yet."""
    return any(spec.name == name for spec in PAGES)


def spec_of(name: str) -> PageSpec:
    """Give the page of a name.

    Raises:
        KeyError: there is none.
    """
    for spec in _ALL:
        if spec.name == name:
            return spec
    raise KeyError(name)


def load_page(name: str) -> type[Page]:
    """Load the module of a page and give its class."""
    module = import_module(f"facturdesk.ui.pages.{spec_of(name).module}")
    page: type[Page] = module.PAGE
    return page
