"""Cards made on the spot, in the panel beside the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facturdesk.domain.barcodes import is_barcode
from facturdesk.ui.widgets.quick_customer import QuickCustomer
from facturdesk.ui.widgets.quick_item import QuickItem
from facturdesk.ui.widgets.quick_panel import QuickPanel

if TYPE_CHECKING:
    from facturdesk.ui.pages.draft import DraftPage


def create_customer(page: DraftPage, name: str) -> None:
    """Open the panel for a customer of this name; once made, the draft is theirs."""
    panel = page.findChild(QuickCustomer)
    if panel is None:
        panel = QuickCustomer(page.workspace)
        panel.setProperty("look", "")  # the side has a frame
        panel.created.connect(lambda code: _customer_made(page, code))
        panel.cancelled.connect(page.view.side.close_panel)
    page.view.side.open_panel(panel)
    panel.start(name)


def create_item(page: DraftPage, name: str) -> None:
    """Open the panel for an item of this name or barcode; once made, the current line sells it."""
    panel = page.findChild(QuickItem)
    if panel is None:
        panel = QuickItem(page.workspace)
        panel.setProperty("look", "")
        panel.created.connect(lambda code: _item_made(page, code))
        panel.cancelled.connect(page.view.side.close_panel)
    page.view.side.open_panel(panel)
    scanned = is_barcode(name)
    panel.start(
        "" if scanned else name,
        include_vat=page.draft.sale.prices_include_vat,
        barcode=name if scanned else "",
    )


def make_card(page: DraftPage) -> bool:
    """Make the card that is being written beside the lines; False: none is."""
    for panel in page.findChildren(QuickPanel):
        if page.view.side.shows(panel):
            panel.create_card()
            return True
    return False


def _customer_made(page: DraftPage, code: str) -> None:
    page.view.side.close_panel()
    page.view.head.take_customer(code)
    page.view.lines.open_new()


def _item_made(page: DraftPage, code: str) -> None:
    page.view.side.close_panel()
    page.view.lines.sell_here(code)
