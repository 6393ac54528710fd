"""The pages of the window: one line each; their modules are loaded when first opened."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

from facturdesk.i18n import marked

if TYPE_CHECKING:
    from facturdesk.ui.page import Page


class PageSpec(NamedTuple):
    """A page: its name in routes and of its module (with `PAGE`), its place on the left.

    A page without a title is not in the navigation: it is opened from another one, and
    belongs to the page `below` which it is marked there. Pages of a group stand together.
    """

    name: str
    title: str = ""
    icon: str = ""
    group: str = ""
    shortcut: str = ""
    below: str = ""


PAGES: Final = (
    PageSpec("home", marked("ui", "Home"), "ph.house", shortcut="Ctrl+1"),
    PageSpec("invoices", marked("ui", "Invoices"), "ph.receipt", "sales", "Ctrl+2"),
    PageSpec("credit_notes", marked("ui", "Credit notes"), "ph.arrow-u-up-left", "sales", "Ctrl+3"),
    PageSpec("customers", marked("ui", "Customers"), "ph.users", "cards", "Ctrl+4"),
    PageSpec("items", marked("ui", "Items"), "ph.package", "cards", "Ctrl+5"),
    PageSpec("payments", marked("ui", "Payments"), "ph.wallet", "money", "Ctrl+6"),
    PageSpec("settings", marked("ui", "Settings"), "ph.gear", "shop", "Ctrl+9"),
    PageSpec("document", below="invoices"),  # one issued document; the argument is its number
    PageSpec("draft", below="invoices"),  # the editor; a DraftRequest or the id of a draft
    PageSpec("customer", below="customers"),  # one card; its code, or None: a new one
    PageSpec("item", below="items"),  # one card; its code, or None: a new one
)


def is_page(name: str) -> bool:
    """Tell whether a route leads to a page."""
    return any(spec.name == name for spec in PAGES)


def spec_of(name: str) -> PageSpec:
    """Give the page of a name.

    Raises:
        KeyError: there is none.
    """
    for spec in PAGES:
        if spec.name == name:
            return spec
    raise KeyError(name)


def load_page(name: str) -> type[Page]:
    """Load the module of a page and give its class."""
    module = import_module(f"{__name__}.{spec_of(name).name}")
    page: type[Page] = module.PAGE
    return page
