"""Tells pages what was written, by this window or by another program on the same file."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot

EVERYTHING = frozenset({"*"})  # another program wrote: who knows what


class ChangeHub(QObject):
    """Hands on what each transaction changed, such as `document:12`, on the GUI thread."""

    changed = Signal(object)  # frozenset[str]
    _committed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._committed.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def committed(self, changes: frozenset[str]) -> None:
        """Take what a transaction changed; from any thread."""
        self._committed.emit(changes)

    @Slot(object)
    def _pass_on(self, changes: frozenset[str]) -> None:
        self.changed.emit(changes)


def concerns(changes: frozenset[str], *kinds: str) -> bool:
    """Tell whether changes touch one of these kinds: document, draft, party, item, payment, company."""
    return changes == EVERYTHING or any(change.partition(":")[0] in kinds for change in changes)
