"""A customer: their card, where they stand, and what may be done with them."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facturdesk.i18n import marked
from facturdesk.ui.cards.account_pane import SHOWN, AccountPane
from facturdesk.ui.cards.card_page import CardPage, scrolled
from facturdesk.ui.cards.customer_form import CustomerForm
from facturdesk.ui.cards.similar import WATCHED, SimilarCards
from facturdesk.ui.changes import concerns
from facturdesk.ui.dialogs.merge import MergeDialog
from facturdesk.ui.dialogs.pay import PayDialog
from facturdesk.ui.lanes import Latest
from facturdesk.ui.requests import DraftRequest
from facturdesk.ui.theme import GRID
from facturdesk.ui.widgets.heading import MARGINS, ActionButton, PageHeading
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.account import CustomerAccount, customer_account
from facturdesk.usecases.archiving import archive_customer, customer_is_used, delete_customer
from facturdesk.usecases.card_values import customer_values
from facturdesk.usecases.cards import customer_card, customer_tags, put_customer
from facturdesk.usecases.merging import part_customer
from facturdesk.usecases.results import DocumentResult, Kept
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import ListQuery, list_documents

_KINDS: Final = {
    "consumer": marked("ui", "Private person"),
    "firm": marked("ui", "Company"),
    "public": marked("ui", "Public body"),
}
Standing = tuple[CustomerAccount, list[DocumentResult]]


class CustomerPage(CardPage):
    """One customer; the form at the left, their account at the right once there is one."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        self.customer = CustomerForm(workspace.words, workspace.feedback)
        super().__init__(workspace, self.customer, parent)
        self.setObjectName("customer_page")
        self._make_actions()
        self._standing: Standing | None = None
        self._latest = Latest[Standing](workspace.reader, done=self._show_standing, owner=self)
        self._heading = PageHeading(
            "", (self._invoice, self._pay), main=self.save_action, parent=self
        )
        self._similar = SimilarCards(workspace)
        self._similar.chosen.connect(self._open_existing)
        self._account = AccountPane(workspace)
        self._account.part_wanted.connect(self._part)
        form = scrolled(self.customer, "customer.scroll")
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self._similar)
        left.addWidget(form, 1)
        left.addWidget(self._foot())
        columns = QHBoxLayout()
        columns.setSpacing(GRID * 3)
        columns.addLayout(left, 1)
        columns.addWidget(self._account)
        page = QVBoxLayout(self)
        page.setContentsMargins(*MARGINS)
        page.setSpacing(GRID * 2)
        page.addWidget(self._heading)
        page.addLayout(columns, 1)

    def concerned(self, changes: frozenset[str]) -> None:
        """Read the account anew when something of money or of cards was written."""
        if self.code is None:
            return
        if concerns(changes, "party"):
            self.reload()
        if concerns(changes, "document", "payment", "party", "draft"):
            self._read_standing()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Override QWidget
        """Look for nobody any more."""
        self._similar.clear()
        super().hideEvent(event)

    @property
    def title(self) -> str:
        """The customer's name."""
        return self._heading_text()

    @property
    def help_topic(self) -> str:
        """The page of the help."""
        return "customers"

    def keep(self) -> Kept:
        """Write the card."""
        values = self.customer.values()
        if self.code is not None:
            values["code"] = self.code
        return put_customer(self.workspace.shop, values)

    def load(self, code: str) -> dict[str, object]:
        """Read the card of a code."""
        return customer_values(customer_card(self.workspace.shop, code))

    def refresh(self) -> None:
        """Show the title, what may be done, and where the customer stands."""
        self._standing = None
        self._similar.clear()
        self._show_head()
        self.customer.set_tags(customer_tags(self.workspace.shop))
        self._account.setVisible(not self.is_new)
        for action in (self._invoice, self._pay, self._merge, self._archive, self._delete):
            action.setVisible(not self.is_new)
        self._read_standing()

    def edited(self, field: str) -> None:
        """Look who resembles a new customer."""
        if self.is_new and field in WATCHED:
            self._similar.look(self.customer.values())

    def _make_actions(self) -> None:
        text, add = self.words.text, self.add_action
        self._invoice = add("customer.invoice", text("ui", "Make an invoice"), self._start_invoice)
        self._pay = add("customer.pay", text("ui", "Collect…"), self._open_pay, key="F9")
        self._merge = add(
            "customer.merge", text("ui", "Merge with another card…"), self._open_merge
        )
        self._archive = add("customer.archive", text("ui", "Archive"), self._do_archive)
        self._delete = add("customer.delete", text("ui", "Delete…"), self._do_delete)

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for action in (self._merge, self._archive, self._delete):
            row.addWidget(ActionButton(action, look="quiet"))
        row.addStretch(1)
        return foot

    def _heading_text(self) -> str:
        if self.is_new:
            return self.words.text("ui", "New customer")
        return str(self._shown.get("name", ""))

    def _show_head(self) -> None:
        about = ""
        if self.code is not None:
            kind = self.words.text("ui", _KINDS[str(self._shown.get("kind"))])
            parts = [self.code, kind]
            if self._standing and self._standing[0].archived:
                parts.append(self.words.text("ui", "Archived"))
            about = " · ".join(parts)
        self._heading.set_title(self._heading_text(), about)

    def _read_standing(self) -> None:
        if self.code is not None:
            self._latest.ask(partial(_standing, self.workspace.shop, self.code))

    def _show_standing(self, standing: Standing) -> None:
        account, documents = standing
        if account.code != self.code:
            return  # another card was opened meanwhile
        self._standing = standing
        self._account.show_account(account, documents)
        text = self.words.text
        self._archive.setText(
            text("ui", "Take back from the archive") if account.archived else text("ui", "Archive")
        )
        self._delete.setVisible(not customer_is_used(self.workspace.shop, account.code))
        self._show_head()

    def _open_existing(self, code: str) -> None:
        """Open the card that exists instead of the new one: what was typed is dropped."""
        self.show_card(self.blank())
        self.workspace.go("customer", code)

    def _start_invoice(self) -> None:
        self.workspace.go("draft", DraftRequest(customer_code=self.code))

    def _open_pay(self) -> None:
        if self.code is not None:
            PayDialog(self.workspace, customer_code=self.code, parent=self).open()

    def _open_merge(self) -> None:
        if self.code is not None and self.may_leave():
            name = str(self._shown.get("name", ""))
            dialog = MergeDialog(self.workspace, self.code, name, parent=self)
            dialog.merged.connect(self._open)
            dialog.open()

    def _part(self, code: str) -> None:
        asked = self.words.text("ui", "Part card {code} from this one again?", code=code)
        act = self.words.text("ui", "Part them")
        if self.may_leave() and self.workspace.feedback.confirm(asked, act=act):
            part_customer(self.workspace.shop, code)
            self._read_standing()

    def _do_archive(self) -> None:
        if self.code is None or self._standing is None:
            return
        archived = not self._standing[0].archived
        archive_customer(self.workspace.shop, self.code, archived=archived)
        self._read_standing()

    def _do_delete(self) -> None:
        name = str(self._shown.get("name", ""))
        asked = self.words.text("ui", "Delete the card of {name}?", name=name)
        act = self.words.text("ui", "Delete the card")
        if self.code is not None and self.workspace.feedback.confirm(asked, act=act, risky=True):
            delete_customer(self.workspace.shop, self.code)
            self._open(None)
            self.workspace.back()


def _standing(shop: Shop, code: str) -> Standing:
    query = ListQuery(customer_code=code, limit=SHOWN)
    return customer_account(shop, code), list_documents(shop, query)


PAGE = CustomerPage
