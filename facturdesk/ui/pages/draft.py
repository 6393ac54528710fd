"""The editor of a draft: from the customer's name to the printed invoice, by keyboard alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from facturdesk.domain.errors import Problem
from facturdesk.ui.changes import concerns
from facturdesk.ui.editor.acts import Acts
from facturdesk.ui.editor.cells import PARTS, Column
from facturdesk.ui.editor.commands import make_actions
from facturdesk.ui.editor.issuing import Issuer
from facturdesk.ui.editor.keeping import DraftPlace
from facturdesk.ui.editor.missing import LINE
from facturdesk.ui.editor.session import EditSession
from facturdesk.ui.editor.turning import WITH_VAT
from facturdesk.ui.editor.view import EditorView
from facturdesk.ui.page import Page
from facturdesk.ui.requests import DraftRequest
from facturdesk.ui.widgets.badge import Badge
from facturdesk.ui.widgets.heading import MARGINS, PageHeading

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace


class DraftPage(Page):
    """Shows one draft at a time; the argument is a DraftRequest, the id of a draft, or None."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("page.draft")
        self.session: EditSession | None = None
        self._gone = False
        self.unprintable: Sequence[Problem] = ()
        self.view = EditorView(workspace)
        self.issuer = Issuer(workspace, self)
        self.acts = Acts(self)
        self.actions_by_name = make_actions(self)
        self._lay_out()
        self._connect()

    def open(self, argument: object) -> None:
        """Begin a draft, or go on with one."""
        place = argument if isinstance(argument, DraftPlace) else None
        draft_id = place.id if place else argument if isinstance(argument, int) else None
        request = argument if isinstance(argument, DraftRequest) else DraftRequest()
        from facturdesk.usecases import drafting

        shop = self.workspace.shop
        if (unwritten := self._unwritten(place, draft_id)) is not None:
            unwritten.resume()
            self.show_session(unwritten)
        elif draft_id is not None:
            self.show_session(
                EditSession(self.workspace, drafting.load(shop, draft_id), draft_id, self)
            )
        else:
            wanted = drafting.Start(
                customer_code=request.customer_code,
                copy_of=request.copy_of,
                corrects=request.corrects,
                prices_include_vat=bool(self.workspace.preferences.get(WITH_VAT, False)),
            )
            self.show_session(EditSession(self.workspace, drafting.start(shop, wanted), None, self))

    def concerned(self, changes: frozenset[str]) -> None:
        """Follow the customer's card and the shop's profile."""
        if self.session is not None and not self._gone and concerns(changes, "party", "company"):
            self.session.refresh()

    def may_leave(self) -> bool:
        """Keep what is typed; an untouched draft leaves nothing."""
        if self.issuer.is_running:
            return False
        self.view.keep_sizes()
        for session in self.findChildren(EditSession):
            session.leave()
        return True

    @property
    def is_kept(self) -> bool:
        """Whether the file holds everything that was typed."""
        return all(session.is_at_rest for session in self.findChildren(EditSession))

    def bookmark(self, argument: object) -> object:
        """Give the way back to this draft."""
        return self.session.place if self.session is not None else argument

    @property
    def is_finished(self) -> bool:
        """Whether the draft was issued or thrown away."""
        return self._gone

    @property
    def title(self) -> str:
        """Say whose draft it is."""
        if self.session is None:
            return self.words.text("ui", "New invoice")
        sale = self.session.sale
        if sale.corrects:
            return self.words.text("ui", "Corrective invoice of {number}", number=sale.corrects)
        if sale.customer.name:
            return self.words.text("ui", "Draft for {name}", name=sale.customer.name)
        return self.words.text("ui", "New invoice")

    @property
    def help_topic(self) -> str:
        """The page of the help."""
        return "invoice"

    @property
    def draft(self) -> EditSession:
        """The draft that is shown."""
        assert self.session is not None
        return self.session

    def _unwritten(self, place: DraftPlace | None, draft_id: int | None) -> EditSession | None:
        """Find the draft among those of which the file does not hold all yet."""
        for session in self.findChildren(EditSession):
            same = session.place is place or (draft_id and session.draft_id == draft_id)
            if same and not session.is_at_rest:
                return session
        return None

    def show_session(self, session: EditSession) -> None:
        """Show a draft in the place of another, which is kept."""
        if self.session is not None:
            self.session.changed.disconnect(self._changed)
            self.session.kept.disconnect(self._show_kept)
            self.session.stack.canUndoChanged.disconnect(self._show_undo)
            self.session.stack.canRedoChanged.disconnect(self._show_undo)
            self.session.lost.disconnect(self._lost)
            if session is not self.session:
                self.session.end()
        self._gone = False
        self.unprintable = ()
        self.session = session
        self.view.follow(session)
        session.changed.connect(self._changed)  # after the parts: the table has the lines by then
        session.kept.connect(self._show_kept)
        session.lost.connect(self._lost)
        session.stack.canUndoChanged.connect(self._show_undo)
        session.stack.canRedoChanged.connect(self._show_undo)
        self._show_undo()
        self._changed()
        self._show_kept(kept=session.draft_id is not None)
        if session.sale.customer.code:
            self.view.lines.open_new()
        else:
            self.view.head.customer.setFocus()

    def _changed(self) -> None:
        self.view.totals.show_session(self.draft)
        self._show_missing()
        self.show_state()

    def _show_missing(self) -> None:
        session = self.draft
        known = {(problem.field, problem.code) for problem in session.found.problems}
        problems = [
            *session.found.problems,
            *(each for each in self.unprintable if (each.field, each.code) not in known),
        ]
        self.view.missing.show_problems([] if session.is_blank else problems)
        faults = {}
        for problem in problems:
            if found := LINE.match(problem.field):
                column = PARTS.get(found[2] or "", Column.NAME)
                faults[int(found[1]), column] = self.workspace.feedback.problem(problem)
        self.view.lines.lines.show_faults(faults)

    def show_state(self) -> None:
        """Show what can be done now."""
        session, actions = self.draft, self.actions_by_name
        actions["with_vat"].setChecked(session.sale.prices_include_vat)
        for name in ("issue", "issue_print", "save", "duplicate", "delete"):
            actions[name].setEnabled(not self.issuer.is_running)
        self._heading.set_title(self.title, self._about)

    def _show_undo(self) -> None:
        stack = self.draft.stack
        self.actions_by_name["undo"].setEnabled(stack.canUndo())
        self.actions_by_name["redo"].setEnabled(stack.canRedo())

    def _show_kept(self, kept: bool = False) -> None:
        self._about = self.words.text("ui", "The number is given when it is issued")
        if kept:
            self._about = self.words.text(
                "ui", "Kept as you type · the number is given when it is issued"
            )
        self._heading.set_title(self.title, self._about)

    def _set_unprintable(self, problems: Sequence[Problem]) -> None:
        if list(problems) != list(self.unprintable):
            self.unprintable = problems
            self._show_missing()

    def refused(self, problems: Sequence[Problem]) -> None:
        """Show why it was not issued, and go to the first field."""
        self.view.missing.show_problems(problems)
        self.go_to(problems[0])

    def go_to(self, problem: Problem) -> None:
        """Go to where a problem is mended."""
        from facturdesk.ui.editor.reaching import reach

        reach(self, problem)

    def _issued(self, number: str) -> None:
        self._gone = True
        self.workspace.go("document", number)

    def deleted(self, session: EditSession) -> None:
        """Leave a draft that is no more."""
        if session is self.session:
            self._gone = True
            self.workspace.go("invoices")

    def _lost(self, error: Exception) -> None:
        self._gone = True
        self.workspace.feedback.show(error)
        self.workspace.go("invoices")

    def _connect(self) -> None:
        view = self.view
        view.head.customer_wanted.connect(self.acts.create_customer)
        view.lines.item_wanted.connect(self.acts.create_item)
        view.missing.wanted.connect(self.go_to)
        view.totals.why_wanted.connect(self.acts.show_why)
        view.paper.unprintable.connect(self._set_unprintable)
        self.issuer.running.connect(lambda _: self.show_state())
        self.issuer.issued.connect(self._issued)
        self.issuer.refused.connect(self.refused)
        self.workspace.day_changed.connect(self._day_changed)
        self.actions_by_name["preview"].setChecked(True)

    def _day_changed(self) -> None:
        if self.session is not None and not self._gone:
            self.session.refresh()

    def _lay_out(self) -> None:
        actions = self.actions_by_name
        self._about = ""
        self._heading = PageHeading(
            self.title,
            [actions["preview"], actions["issue"]],
            main=actions["issue_print"],
        )
        badge = Badge(self.words)
        self._heading.add_beside_title(badge)
        badge.show_status("draft")
        text = self.words.text
        for name, said in (
            ("add_section", text("ui", "Section")),
            ("add_text", text("ui", "Text")),
            ("add_subtotal", text("ui", "Subtotal")),
        ):
            actions[name].setIconText(said)
        self.view.add_tools(
            [actions[name] for name in ("add_line", "add_section", "add_text", "add_subtotal")],
            end=[actions["with_vat"], actions["options"]],
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(*MARGINS)
        column.addWidget(self._heading)
        column.addWidget(self.view, 1)


PAGE = DraftPage
