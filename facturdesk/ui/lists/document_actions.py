"""What is done with selected documents: printed, saved, collected, duplicated, thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from facturdesk.ui.requests import DraftRequest
from facturdesk.usecases.document_lists import ListedDocument

if TYPE_CHECKING:
    from facturdesk.ui.pages.list_page import ListPage


class DocumentActions(QObject):
    """The actions of a page that lists documents; they work on what is selected."""

    def __init__(self, page: ListPage, *, collects: bool) -> None:
        super().__init__(page)
        self._page = page
        self._workspace = page.workspace
        text = page.words.text
        self.actions: list[QAction] = [
            page.add_action("list.print", text("ui", "Print"), self._print, key="Ctrl+P"),
            page.add_action("list.pdf", text("ui", "PDF"), self._save, key="Ctrl+Shift+P"),
        ]
        if collects:
            self.actions += [
                page.add_action(
                    "list.collect", text("ui", "Collect…"), self._collect, key="Ctrl+R"
                ),
                page.add_action(
                    "list.duplicate", text("ui", "Duplicate"), self._duplicate, key="Ctrl+D"
                ),
                page.add_action(
                    "list.discard", text("ui", "Delete drafts…"), self._discard, key="Del"
                ),
            ]

    def open(self, row: ListedDocument) -> None:
        """Open a document, or a draft in the editor."""
        if row.is_draft:
            self._workspace.go("draft", -row.id)
        else:
            self._workspace.go("document", row.number)

    def selection_moved(self) -> None:
        """Offer what fits what is selected: only drafts are thrown away."""
        ranges = self._page.table.selected_ranges()
        ids = self._page.model.ids
        drafts = bool(ranges) and ids[ranges[0][0]] < 0  # they stand first
        issued = bool(ranges) and ids[ranges[-1][1]] > 0
        for action in self.actions:
            wants_drafts = action.objectName() == "list.discard"
            action.setEnabled(drafts if wants_drafts else issued)
            action.setVisible(drafts or not wants_drafts)

    def _print(self) -> None:
        self._page.selected_rows(self._print_rows)

    def _print_rows(self, rows: Sequence[ListedDocument]) -> None:
        from facturdesk.ui.printing import print_documents

        print_documents(self._workspace, _numbers(rows), parent=self._page)

    def _save(self) -> None:
        self._page.selected_rows(self._save_rows)

    def _save_rows(self, rows: Sequence[ListedDocument]) -> None:
        from facturdesk.ui.printing import save_documents

        save_documents(self._workspace, _numbers(rows), parent=self._page)

    def _collect(self) -> None:
        self._page.selected_rows(self._collect_rows)

    def _collect_rows(self, rows: Sequence[ListedDocument]) -> None:
        from facturdesk.ui.dialogs.pay import PayDialog

        owed = [row.number for row in rows if row.balance_minor]
        PayDialog(self._workspace, numbers=owed, parent=self._page).open()

    def _duplicate(self) -> None:
        self._page.selected_rows(self._duplicate_rows)

    def _duplicate_rows(self, rows: Sequence[ListedDocument]) -> None:
        self._workspace.go("draft", DraftRequest(copy_of=_numbers(rows)[0]))

    def _discard(self) -> None:
        drafts = [-each for each in self._page.sums.selected_ids() if each < 0]
        words = self._workspace.words
        sure = self._workspace.feedback.confirm(
            words.plural("ui", "Delete {count} draft?", "Delete {count} drafts?", len(drafts)),
            act=words.text("ui", "Delete"),
            details=words.text("ui", "A draft has no number yet: nothing else changes."),
            risky=True,
        )
        if not sure:
            return
        shop = self._workspace.shop

        def work() -> int:
            from facturdesk.usecases.drafting import discard  # all that makes a sale

            for draft_id in drafts:
                discard(shop, draft_id)
            return len(drafts)

        self._workspace.writer.run(work, done=self._discarded, owner=self._page)

    def _discarded(self, count: int) -> None:
        said = self._workspace.words.plural(
            "ui", "{count} draft deleted", "{count} drafts deleted", count
        )
        self._workspace.feedback.done(said)


def _numbers(rows: Sequence[ListedDocument]) -> list[str]:
    return [row.number for row in rows if not row.is_draft]
