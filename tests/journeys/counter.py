"""A shop's counter: its data file, its profile, and the program that is opened and closed there."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from facturdesk.domain.cards import CustomerCard
from facturdesk.domain.sale import Sale, SaleLine
from facturdesk.storage.parties import save_party
from tests.domain.samples import customer
from tests.journeys.clerk import Clerk
from tests.journeys.examined import Left, left_in
from tests.journeys.programs import Calendar, running
from tests.usecases.shops import new_file, opened, stamped

TEA: Final = SaleLine(name="Thé vert", quantity_e4=20_000, unit_price_e6=50_000_000)
BOOK: Final = SaleLine(name="Livre", quantity_e4=30_000, unit_price_e6=10_000_000, vat_rate_bp=550)
SALE: Final = Sale(customer("firm"), (TEA, BOOK))  # 130.00 + 21.65 of VAT
FOR_DUPONT: Final = Sale(customer("consumer"), (TEA,))  # 120.00


class Counter:
    """Opens the program, closes it, opens it again; each time somebody sits down before it."""

    def __init__(self, folder: Path, calendar: Calendar, *, disk: Path | None = None) -> None:
        self.calendar = calendar
        self.home = folder / "home"
        self.disk = disk or folder / "disk"
        self.disk.mkdir(exist_ok=True)
        self.path = new_file(self.disk)
        with opened(self.path) as shop, shop.store.write(stamped(shop.today)) as tx:
            for sale in (SALE, FOR_DUPONT):
                save_party(tx, CustomerCard(sale.customer))
        self._open = ExitStack()

    def open(self, *, language: str = "fr") -> Clerk:
        """Start the program with the shop's file."""
        program = running(self.home, self.calendar, self.path, language=language)
        return Clerk(self._open.enter_context(program))

    def close(self) -> None:
        """Close the program, whatever is open in it."""
        self._open.close()

    def again(self, *, days_later: int = 0) -> Clerk:
        """Close the program and start it again."""
        self.close()
        self.calendar.day += dt.timedelta(days_later)
        return self.open()

    def left(self) -> Left:
        """Close the program and read what is in its file."""
        self.close()
        return left_in(self.path, day=self.calendar.day, state=self.home / "state")
