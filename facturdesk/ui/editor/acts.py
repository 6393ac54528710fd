"""What the actions of the editor do to the draft that is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from facturdesk.domain.sale import LineKind
from facturdesk.ui.editor.session import EditSession
from facturdesk.ui.editor.turning import turn_prices

if TYPE_CHECKING:
    from facturdesk.ui.pages.draft import DraftPage


class Acts:
    """One method an action; the page holds the draft and its parts."""

    def __init__(self, page: DraftPage) -> None:
        self._page = page
        self._view = page.view
        self._words = page.words
        self._workspace = page.workspace

    def issue(self, *, and_print: bool) -> None:
        """Issue the draft, once a card begun beside it is made; faults are shown at their field."""
        from facturdesk.ui.editor.quick import make_card

        if make_card(self._page):
            return
        session = self._page.draft
        self._page.draft.seal()
        if unread := self._view.unread():
            self._page.refused(unread)
            return
        if self._page.unprintable and not session.found.problems:
            self._page.go_to(self._page.unprintable[0])
            return
        if self._is_for_nothing() and not self._confirms_nothing():
            return
        self._page.issuer.issue(session, and_print=and_print)

    def _is_for_nothing(self) -> bool:
        """Whether the draft could be issued and comes to nothing: a price was forgotten, mostly."""
        found = self._page.draft.found
        return not found.problems and found.resolved.totals.gross_minor == 0

    def _confirms_nothing(self) -> bool:
        text = self._words.text
        return self._workspace.feedback.confirm(
            text("ui", "This invoice comes to nothing. Issue it all the same?"),
            act=text("ui", "Issue for nothing"),
            details=text("ui", "No line has a price, or the discount takes it all."),
            risky=True,
        )

    def save(self) -> None:
        """Keep now, and say so."""
        self._page.draft.seal()
        self._page.draft.then(
            lambda draft_id: draft_id,
            done=lambda _: self._workspace.feedback.done(
                self._words.text("ui", "The draft is kept. You find it among the invoices.")
            ),
        )

    def duplicate(self) -> None:
        """Begin another draft with the same customer and lines."""
        self._page.draft.seal()
        sale = self._page.draft.sale
        copy = replace(
            sale, issued_on=None, supplied_on=None, due_on=None, receipts=(), order_reference=""
        )
        self._page.draft.leave()
        self._page.show_session(EditSession(self._workspace, copy, None, self._page))
        self._workspace.feedback.done(
            self._words.text("ui", "This is the copy, a draft of its own.")
        )

    def delete(self) -> None:
        """Throw the draft away, once it is asked."""
        text = self._words.text
        if not self._workspace.feedback.confirm(
            text("ui", "Delete this draft?"),
            act=text("ui", "Delete the draft"),
            details=text("ui", "It has no number: nothing is missing in your invoices without it."),
            risky=True,
        ):
            return
        session = self._page.draft
        session.discard(lambda _: self._page.deleted(session))

    def toggle_paper(self) -> None:
        """Show the paper, or leave its room to the form."""
        self._view.show_paper(shown=self._page.actions_by_name["preview"].isChecked())

    def show_options(self) -> None:
        """Open or close the options."""
        side, options = self._view.side, self._view.options
        if side.shows(options):
            side.close_panel()
        else:
            side.open_panel(options, self._words.text("ui", "More options"))
            options.form.input("paid.all").setFocus()

    def show_line_options(self) -> None:
        """Open the options of the current line."""
        title = self._words.text("ui", "Options of the line")
        self._view.side.open_panel(self._view.line_options, title)

    def show_why(self) -> None:
        """Explain the total."""
        self._view.why.explain()
        self._view.side.open_panel(self._view.why, self._words.text("ui", "Why this total?"))

    def choose_item(self) -> None:
        """Go to the row where items are typed; from a line with free text, make an item of it."""
        lines = self._view.lines
        line = lines.lines.line(lines.currentIndex().row())
        if line is not None and line.name and not line.item_code and line.kind is LineKind.PRICED:
            self.create_item(line.name)
        else:
            lines.open_new()

    def add_charges(self) -> None:
        """Open the options with a new row of charges."""
        self._view.side.open_panel(self._view.options, self._words.text("ui", "More options"))
        self._view.options.charges.add_row()

    def paste(self) -> None:
        """Add the block that was copied from a spreadsheet."""
        if not self._view.lines.paste_block():
            self._workspace.feedback.done(
                self._words.text("ui", "Copy the cells of a spreadsheet first.")
            )

    def turn_prices(self) -> None:
        """Write prices with VAT instead of without, or the other way round."""
        self._page.draft.seal()
        turn_prices(self._workspace, self._page.draft)
        self._page.show_state()

    def undo(self) -> None:
        """Undo the last edit."""
        self._page.draft.stack.undo()

    def redo(self) -> None:
        """Do again what was undone."""
        self._page.draft.stack.redo()

    def go_to_missing(self) -> None:
        """Go to the first thing that is missing."""
        if problems := self._view.missing.problems:
            self._page.go_to(problems[0])

    def create_item(self, name: str) -> None:
        """Make an item on the spot, and sell it on the current line."""
        from facturdesk.ui.editor.quick import create_item

        create_item(self._page, name)

    def create_customer(self, name: str) -> None:
        """Make a customer on the spot, and sell to them."""
        from facturdesk.ui.editor.quick import create_customer

        create_customer(self._page, name)
