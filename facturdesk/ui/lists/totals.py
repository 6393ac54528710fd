"""What the chips of a list come to: asked for after the page is shown, kept while they hold."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from facturdesk.ui.lanes import Latest
from facturdesk.usecases.listing import ListSource, ListWish, Total

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

_PAUSE_MS: Final = 120  # after the last letter typed


class ListTotals(QObject):
    """Counts and sums by chip; they do not depend on the chip that is chosen, nor on the order."""

    arrived = Signal(object)  # dict[str, Total]

    def __init__(self, workspace: Workspace, source: ListSource, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._source = source
        self._wish = ListWish()
        self._known: dict[str, Total] | None = None
        self._asked = Latest[dict[str, Total]](workspace.reader, done=self._take, owner=self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._ask)

    @property
    def is_waiting(self) -> bool:
        """Whether they are to be asked for in a moment."""
        return self._later.isActive()

    def of(self, chip: str) -> Total | None:
        """Give what a chip comes to; None: not known yet."""
        return None if self._known is None else self._known.get(chip)

    @property
    def all_nil(self) -> bool:
        """Whether there is nothing under any chip, as far as is known."""
        return self._known is not None and not any(each.count for each in self._known.values())

    def want(self, wish: ListWish) -> None:
        """Ask for those of a wish, unless they are known."""
        before, self._wish = self._wish, wish
        if self._known is None or narrowed(wish) != narrowed(before):
            self._known = None
            self._asked.forget()
            self._later.start(_PAUSE_MS if wish.text != before.text else 0)

    def refresh(self) -> None:
        """Ask for them anew; those that were known hold until then."""
        self._ask()

    def _ask(self) -> None:
        self._asked.ask(partial(self._source.totals, self._workspace.shop, self._wish))

    def _take(self, totals: dict[str, Total]) -> None:
        self._known = totals
        self.arrived.emit(totals)


def narrowed(wish: ListWish) -> ListWish:
    """Give what decides the sums of the chips: neither the chip nor the order does."""
    return ListWish(
        since=wish.since, until=wish.until, text=wish.text, customer_code=wish.customer_code
    )
