"""An open data file at work in the window: what every page is given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facturdesk.i18n import Catalogue
from facturdesk.ui.activity import Activities
from facturdesk.ui.changes import ChangeHub
from facturdesk.ui.feedback import Feedback
from facturdesk.ui.lanes import Lane
from facturdesk.ui.preferences import Preferences

if TYPE_CHECKING:  # the data layer is loaded after the first paint
    from facturdesk.usecases.shop import Shop


class Workspace(QObject):
    """The shop, the lanes, the words and the ways around the window.

    `reader` reads, `writer` writes: one thing after the other each, off the GUI thread.
    `helper` waits for the helper process (paper, preview, rules). `quick` reads what is
    wanted at once (first pages, searches as typed), never behind a long read; `batch` does
    what takes long and shows its progress (exports, many papers); `printing` waits for
    printers. Short reads and writes of one row (under 50 ms) may be called directly.
    """

    day_changed = Signal()
    route_wanted = Signal(str, object)  # page, argument
    back_wanted = Signal()

    def __init__(
        self,
        shop: Shop,
        *,
        words: Catalogue,
        preferences: Preferences,
        feedback: Feedback,
        today: Callable[[], dt.date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shop = shop
        self._today = today
        self.words = words
        self.preferences = preferences
        self.feedback = feedback
        self.hub = ChangeHub(self)
        self.activities = Activities(self)
        self.reader = Lane("reader", self)
        self.writer = Lane("writer", self)
        self.helper = Lane("helper", self)
        self.printing = Lane("printing", self)
        self.quick = Lane("quick", self)
        self.batch = Lane("batch", self)
        for lane in self.lanes:
            lane.unhandled.connect(feedback.show)
        shop.store.on_commit(self.hub.committed)

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """Every lane."""
        return self.reader, self.writer, self.helper, self.printing, self.quick, self.batch

    @property
    def shop(self) -> Shop:
        """The shop on the day it is."""
        today = self._today()
        if self._shop.today != today:
            self._shop = replace(self._shop, today=today)
            self.day_changed.emit()
        return self._shop

    def go(self, page: str, argument: object = None) -> None:
        """Open a page of the window."""
        self.route_wanted.emit(page, argument)

    def back(self) -> None:
        """Go back to the page before."""
        self.back_wanted.emit()

    def close(self) -> None:
        """Wait for what the lanes still do."""
        for lane in self.lanes:
            lane.close()
