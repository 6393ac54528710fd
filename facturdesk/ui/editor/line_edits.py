"""What is done to the lines of a draft; each makes a new sale, undone in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from facturdesk.domain.errors import InputRefused
from facturdesk.domain.money import ONE_QUANTITY
from facturdesk.domain.pricing import line_of_item, with_quantity
from facturdesk.domain.sale import LineKind, SaleLine
from facturdesk.domain.vat_cases import Offer
from facturdesk.ui.editor.cells import PARTS, Column, Unread
from facturdesk.ui.editor.lines_model import NEW, LinesModel
from facturdesk.ui.widgets.suggestions import Suggestion

if TYPE_CHECKING:
    from facturdesk.domain.cards import Item
    from facturdesk.ui.editor.session import EditSession
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.cards import ItemHit

FREE: Final = "\0free"  # keys of proposals that are acts
CREATE: Final = "\0create"
_MOST_PROPOSED: Final = 8
_PASTED: Final = {**PARTS, "discount": Column.DISCOUNT, "vat": Column.VAT}


class LineEdits:
    """Changes the lines of a session."""

    def __init__(self, workspace: Workspace, model: LinesModel) -> None:
        self._workspace = workspace
        self._words = workspace.words
        self._model = model
        self.session: EditSession | None = None
        self._base: SaleLine | None = None  # the line as it was when its cell was opened

    @property
    def _lines(self) -> tuple[SaleLine, ...]:
        return self._session.sale.lines

    @property
    def _session(self) -> EditSession:
        assert self.session is not None
        return self.session

    @property
    def new_line(self) -> SaleLine:
        """What a line begins as."""
        return SaleLine(nature=self._model.reader.nature)

    def begin(self) -> None:
        """Take note that a cell opens: what is typed in it is undone at once."""
        self._base = None
        self._session.seal()

    def type(self, row: int, column: Column, text: str) -> bool:
        """Change a cell; False: the text is nothing it can hold, and nothing was changed."""
        known = self._model.line(row)
        if known is None and not text:
            return True
        line = known or self.new_line
        if self._base is None:
            self._base = line
        try:
            made = self._model.reader.read(line, column, text)
        except Unread:
            return False
        if column is Column.QUANTITY:  # the cost follows from what it was, not from half a number
            cost = with_quantity(self._base, made.quantity_e4).purchase_cost_minor
            made = replace(made, purchase_cost_minor=cost)
        self._put(row, made, key=f"type:{row}:{column}")
        return True

    def means(self, row: int, column: Column, text: str) -> bool:
        """Tell whether a text says what a cell holds."""
        line = self._model.line(row) or NEW
        try:
            return self._model.reader.read(line, column, text) == line
        except Unread:
            return False

    def choose(self, row: int, column: Column, found: Suggestion) -> None:
        """Give a line the unit or the VAT of a proposal."""
        line, reader = self._lines[row], self._model.reader
        if column is Column.UNIT:
            line = replace(line, unit=found.key)
        else:
            offer = reader.offers[int(found.key)]
            line = reader.with_offer(line, offer)
        self._put(row, line, key=f"type:{row}:{column}")

    def chosen(self, row: int, column: Column) -> str:
        """Give the key of the proposal that a line has: its unit or its VAT."""
        line, reader = self._lines[row], self._model.reader
        if column is Column.UNIT:
            return line.unit
        offer = reader.offer_of(line)
        if offer == Offer():
            offer = Offer(self._session.standard_rate_bp)
        return str(reader.offers.index(offer)) if offer in reader.offers else ""

    def sell(self, row: int, code: str) -> int:
        """Sell an item on a line; the line, or -1 where the next one is to be typed."""
        from facturdesk.usecases.cards import item_card

        return self._sell(row, item_card(self._workspace.shop, code))

    def scan(self, row: int, text: str) -> int | None:
        """Sell the item that has exactly this barcode or code; None: there is none.

        The same item scanned again adds one to its line: -1, the next may be scanned.
        """
        item = self._exact(text)
        if item is None:
            return None
        known = self._line_of(item, but=row)
        if known is None:
            return self._sell(row, item)
        lines = list(self._lines)
        lines[known] = with_quantity(lines[known], lines[known].quantity_e4 + ONE_QUANTITY)
        del lines[row : row + 1]
        self._change(lines, key=f"type:{row}:{Column.NAME}")
        return -1

    def insert(self, row: int, kind: LineKind) -> None:
        """Put an empty line before another."""
        self._session.seal()
        self._change((*self._lines[:row], replace(self.new_line, kind=kind), *self._lines[row:]))

    def delete(self, row: int) -> bool:
        """Take a line away; False: there is none."""
        if row >= len(self._lines):
            return False
        self._session.seal()
        self._change((*self._lines[:row], *self._lines[row + 1 :]))
        return True

    def move(self, row: int, to: int) -> bool:
        """Move a line; False: it cannot go there."""
        if row == to or not (0 <= to < len(self._lines) and 0 <= row < len(self._lines)):
            return False
        lines = list(self._lines)
        lines.insert(to, lines.pop(row))
        self._session.seal()
        self._change(lines)
        return True

    def leave(self, row: int) -> None:
        """Forget a line that was left with nothing in it."""
        if self.session is None or not 0 <= row < len(self._lines):
            return
        line = self._lines[row]
        if line == replace(self.new_line, kind=line.kind) and line.kind is not LineKind.SUBTOTAL:
            self._change((*self._lines[:row], *self._lines[row + 1 :]), key=self._emptied(row))

    def paste(self, row: int, text: str) -> None:
        """Add the lines of a block of cells before a line; said and undone whole."""
        from facturdesk.usecases.pasting import read_block

        reader = self._model.reader
        try:
            found = read_block(
                text,
                new=self.new_line,
                read=lambda line, part, cell: reader.read(line, _PASTED[part], cell),
            )
        except InputRefused as refused:
            self._workspace.feedback.show(refused)
            return
        self._session.seal()
        self._change((*self._lines[:row], *found, *self._lines[row:]))
        self._workspace.feedback.done(
            self._words.plural(
                "ui", "{count} line was added.", "{count} lines were added.", len(found)
            )
        )

    def find_items(self, text: str) -> list[Suggestion]:
        """Propose items, then the text itself as a line of its own or an item; in a lane."""
        from facturdesk.usecases.cards import find_items

        found = find_items(self._workspace.shop, text, _MOST_PROPOSED)
        free = self._words.text("ui", "Sell “{name}” without an item", name=text)
        create = self._words.text("ui", "Create the item “{name}”", name=text)
        return [
            *map(self._item, found),
            Suggestion(FREE, free, makes_new=True),
            Suggestion(CREATE, create, makes_new=True),
        ]

    def find_units(self, text: str) -> Sequence[Suggestion]:
        """Propose units of measure."""
        reader = self._model.reader
        return [Suggestion(code, reader.unit_word(code)) for code in reader.units(text)]

    def find_vat(self, text: str) -> Sequence[Suggestion]:
        """Propose rates and cases of VAT."""
        reader = self._model.reader
        return [
            Suggestion(str(reader.offers.index(offer)), reader.offer_words(offer))
            for offer in reader.offers_for(text)
        ]

    def _item(self, hit: ItemHit) -> Suggestion:
        price = self._words.unit_price(hit.price_e6)
        kind = (
            self._words.text("ui", "{price} € incl. VAT", price=price)
            if hit.price_includes_vat
            else self._words.text("ui", "{price} € excl. VAT", price=price)
        )
        return Suggestion(hit.code, hit.name, detail=hit.code, right=kind)

    def _exact(self, text: str) -> Item | None:
        from facturdesk.usecases.drafting import item_named

        return item_named(self._workspace.shop, text)

    def _line_of(self, item: Item, *, but: int) -> int | None:
        places = [
            place
            for place, line in enumerate(self._lines)
            if line.item_code == item.code and place != but
        ]
        return places[-1] if places else None

    def _sell(self, row: int, item: Item) -> int:
        known = self._model.line(row)
        made = line_of_item(
            item,
            include_vat=self._session.sale.prices_include_vat,
            standard_rate_bp=self._session.standard_rate_bp,
            quantity_e4=known.quantity_e4 if known is not None else ONE_QUANTITY,
        )
        self._put(row, made, key=f"type:{row}:{Column.NAME}")
        return row

    def _put(self, row: int, line: SaleLine, *, key: str) -> None:
        self._change((*self._lines[:row], line, *self._lines[row + 1 :]), key=key)

    def _change(self, lines: Sequence[SaleLine], *, key: str = "") -> None:
        session = self._session
        session.edit(replace(session.sale, lines=tuple(lines)), key=key)

    @staticmethod
    def _emptied(row: int) -> str:
        """Give the key of typing in the description, which emptying a line is one step with."""
        return f"type:{row}:{Column.NAME}"
