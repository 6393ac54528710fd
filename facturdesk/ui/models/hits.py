"""What the search of the window found, as rows grouped by kind, each with where it leads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QKeySequence

from facturdesk.i18n import Catalogue, sort_key
from facturdesk.ui.models.badges import badge_of
from facturdesk.ui.requests import ListRequest

if TYPE_CHECKING:  # the data layer is loaded after the first paint
    from facturdesk.usecases.searching import DocumentListRow, DraftHit, Found, ItemHit, PartyHit

MOST: Final = 5  # of each kind
_ROOT: Final = QModelIndex()
_NOTHING: Final = Qt.ItemFlag.NoItemFlags
_ROW: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_CREDIT: Final = "credit_note"
_BETWEEN: Final = "  ·  "

Go = Callable[[str, object], None]


class Hit(NamedTuple):
    """A row: a heading where it leads nowhere."""

    title: str
    detail: str = ""
    group: str = ""
    act: Callable[[], object] | None = None


class HitModel(QAbstractListModel):
    """The rows of one search."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Hit] = []

    def put(self, rows: Sequence[Hit]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def hit(self, row: int) -> Hit:
        """Give a row."""
        return self._rows[row]

    @property
    def places(self) -> list[int]:
        """The rows that lead somewhere."""
        return [place for place, hit in enumerate(self._rows) if hit.act is not None]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:  # noqa: N802 - Override
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        """Give the words of a row; a screen reader hears it as one sentence."""
        if not index.isValid():
            return None
        hit = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return hit.title
        if role == Qt.ItemDataRole.UserRole:
            return hit
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(hit)
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let only what leads somewhere be chosen."""
        chosen = index.isValid() and self._rows[index.row()].act is not None
        return _ROW if chosen else _NOTHING


def spoken(hit: Hit) -> str:
    """Give a row as a sentence."""
    said = ", ".join(part for part in (hit.group, hit.title, hit.detail) if part)
    return said.replace(_BETWEEN, ", ")


def hits_of(found: Found, text: str, *, words: Catalogue, go: Go) -> list[Hit]:
    """Give what was found as rows, grouped by kind, the likeliest kind first."""
    customers = [_customer(each, words, go) for each in found.customers]
    documents = [_document(each, words, go) for each in found.documents]
    everywhere = ListRequest(text=text)
    if len(customers) >= MOST:
        customers.append(_all(words.text("ui", "All customers found"), "customers", everywhere, go))
    if len(documents) >= MOST:
        documents.append(_all(words.text("ui", "All invoices found"), "invoices", everywhere, go))
    groups = [
        (words.text("ui", "Customers"), customers),
        (words.text("ui", "Invoices and credit notes"), documents),
        (words.text("ui", "Drafts"), [_draft(each, words, go) for each in found.drafts]),
        (words.text("ui", "Items"), [_item(each, words, go) for each in found.items]),
    ]
    if found.documents_first:
        groups[0], groups[1] = groups[1], groups[0]
    return [row for title, hits in groups for row in grouped(title, hits)]


def action_hits(actions: Iterable[QAction], text: str, *, words: Catalogue) -> list[Hit]:
    """Find the pages and commands that have these beginnings of words."""
    sought = sort_key(text)
    wanted = sought.split()
    hits: dict[str, Hit] = {}
    for action in actions:
        title = action.text().replace("&", "").rstrip("…. ")
        if wanted and action.isEnabled() and action.isVisible() and _has(title, wanted):
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            hits.setdefault(title, Hit(title, key, act=action.trigger))
    best = sorted(hits.values(), key=lambda hit: _rank(hit.title, sought))
    return list(grouped(words.text("ui", "Commands"), best[:MOST]))


def grouped(title: str, hits: Sequence[Hit]) -> Iterable[Hit]:
    """Give rows under their heading, which is left out where there are none."""
    if hits:
        yield Hit(title)
        for hit in hits:
            yield hit._replace(group=title)


def _rank(title: str, sought: str) -> tuple[bool, int]:
    """Order commands: those that begin so first, and the short ones."""
    return not sort_key(title).startswith(sought), len(title)


def _has(title: str, wanted: Sequence[str]) -> bool:
    there = sort_key(title).split()
    return all(any(word.startswith(each) for word in there) for each in wanted)


def _all(title: str, page: str, request: ListRequest, go: Go) -> Hit:
    return Hit(title, "", act=partial(go, page, request))


def _customer(found: PartyHit, words: Catalogue, go: Go) -> Hit:
    siren = words.text("ui", "SIREN {siren}", siren=found.siren) if found.siren else ""
    detail = _joined(found.city, siren or found.code)
    return Hit(found.name or found.code, detail, act=partial(go, "customer", found.code))


def _document(found: DocumentListRow, words: Catalogue, go: Go) -> Hit:
    credit = found.kind == _CREDIT
    status = badge_of(found.status, words, credit=credit).text
    amount = words.money(-found.gross_minor if credit else found.gross_minor, found.currency)
    title = _joined(found.number, found.party_name)
    detail = _joined(words.date(found.issued_on), amount, status)
    return Hit(title, detail, act=partial(go, "document", found.number))


def _draft(found: DraftHit, words: Catalogue, go: Go) -> Hit:
    title = found.customer_name or words.text("ui", "Draft without a customer")
    return Hit(title, words.money(found.gross_minor), act=partial(go, "draft", found.id))


def _item(found: ItemHit, words: Catalogue, go: Go) -> Hit:
    price = words.unit_price(found.price_e6)
    shown = (
        words.text("ui", "{price} € incl. VAT", price=price)
        if found.price_includes_vat
        else words.text("ui", "{price} € excl. VAT", price=price)
    )
    title = found.name or found.code
    return Hit(title, _joined(found.code, shown), act=partial(go, "item", found.code))


def _joined(*parts: str) -> str:
    return _BETWEEN.join(part for part in parts if part)
