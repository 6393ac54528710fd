"""Where each figure, line and bar of the first page leads."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QAction

from facturdesk.i18n import marked
from facturdesk.ui.page import Page
from facturdesk.ui.requests import ListRequest

if TYPE_CHECKING:  # the data layer is loaded after the first paint
    from facturdesk.ui.home.reading import Glance, Outlook

_MOST_SELECTED: Final = 100
FIGURES: Final = {
    "to_collect": marked("ui", "To collect"),
    "overdue": marked("ui", "Overdue"),
    "received": marked("ui", "Received this month"),
    "sales": marked("ui", "Sales this month, incl. VAT"),
}
TO_DO: Final = {
    "drafts": marked("ui", "Drafts to issue"),
    "siren": marked("ui", "Cards without a SIREN"),
    "backup": marked("ui", "Late backup"),
    "tables": marked("ui", "Rates and texts to check"),
}


class HomeLinks:
    """The actions of the page, by name; what they show follows what was read last."""

    def __init__(self, page: Page) -> None:
        self._go = page.workspace.go
        self._page = page
        self._glance: Glance | None = None
        self._outlook: Outlook | None = None
        text = page.words.text
        acts: dict[str, Callable[[], None]] = {
            "to_collect": self.to_collect,
            "overdue": self.overdue,
            "received": self._received,
            "sales": self._sales,
            "drafts": lambda: self._invoices("draft"),
            "siren": self._siren,
            "backup": lambda: self._go("settings", "backup"),
            "tables": lambda: self._go("settings", "about"),
        }
        self.actions: dict[str, QAction] = {
            name: page.add_action(f"home.{name}", text("ui", title), acts[name])
            for name, title in (FIGURES | TO_DO).items()
        }
        for name in TO_DO:
            self.actions[name].setVisible(False)  # until there is something of its kind

    def look_at(self, glance: Glance | None = None, outlook: Outlook | None = None) -> None:
        """Take what was read."""
        self._glance = glance or self._glance
        self._outlook = outlook or self._outlook

    def to_collect(self) -> None:
        """Show what is to be collected."""
        self._invoices("to_collect")

    def overdue(self) -> None:
        """Show what is late."""
        self._invoices("overdue")

    def month(self, place: int) -> None:
        """Show the invoices of a month of the chart."""
        if self._outlook is not None:
            month = self._outlook.months[place]
            self._go("invoices", ListRequest(since=month.first, until=month.last))

    def week(self, place: int) -> None:
        """Show what falls due."""
        self.to_collect()

    def _invoices(self, chip: str) -> None:
        self._go("invoices", ListRequest(chip=chip))

    def _received(self) -> None:
        today = self._page.workspace.shop.today
        self._go("payments", ListRequest(since=today.replace(day=1), until=today))

    def _sales(self) -> None:
        today = self._page.workspace.shop.today
        self._go("invoices", ListRequest(since=today.replace(day=1), until=today))

    def _siren(self) -> None:
        codes = self._glance.to_do.firms_without_siren if self._glance else ()
        if len(codes) == 1:
            self._go("customer", codes[0])
        else:
            self._go("customers", ListRequest(select=codes[:_MOST_SELECTED]))
