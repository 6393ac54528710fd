"""What is pictured: every page, every section of the settings, every dialog and panel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from facturdesk.ui.requests import DraftRequest, ListRequest
from facturdesk.usecases.results import DocumentResult
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import ListQuery, list_documents
from tests.shots.stage import Stage

Scene = tuple[str, Callable[[Stage], None]]  # the name of the picture, how one gets there
LISTS: Final = ("invoices", "credit_notes", "customers", "items", "payments")
SECTIONS: Final = (
    "company",
    "vat",
    "numbers",
    "terms",
    "bank",
    "look",
    "printing",
    "backups",
    "program",
)


def scenes(shop: Shop) -> Iterator[Scene]:
    """Name every scene that a shop has something for."""
    yield "home", _page("home")
    yield "search", _search
    for name in LISTS:
        yield name, _page(name)
    yield "invoices-overdue", _page("invoices", ListRequest(chip="overdue"))
    for section in SECTIONS:
        yield f"settings-{section}", _page("settings", section)
    yield "customer-new", _page("customer")
    yield "item-new", _page("item")
    yield from _editing()
    yield from _about_the_program()
    for document in list_documents(shop, ListQuery(state="issued", kind="invoice", limit=1)):
        yield from _of_a_document(document)
    for draft in list_documents(shop, ListQuery(state="draft", limit=1)):
        yield "draft", _page("draft", draft.id)
    for note in list_documents(shop, ListQuery(kind="credit_note", limit=1)):
        yield "document-credit-note", _page("document", note.number)
    yield "pay", _then(_page("home"), "action.pay")


def assistant(stage: Stage) -> None:
    """Begin a shop in the assistant; the paper follows."""
    stage.press("start.create")
    stage.type("Épicerie Martin")
    stage.wait_for_paper()


def _editing() -> Iterator[Scene]:
    new = _page("draft", DraftRequest())
    yield "draft-new", new
    yield "draft-missing", _then(new, "missing")
    yield "draft-customer", partial(_new_customer, new)
    yield "draft-options", _then(new, "options")


def _of_a_document(document: DocumentResult) -> Iterator[Scene]:
    shown = _page("document", document.number)
    copy = _page("draft", DraftRequest(copy_of=document.number))
    yield "document", shown
    yield "customer", _page("customer", document.customer)
    yield "draft-copy", copy
    yield "draft-why", _then(copy, "why")
    yield "draft-line-options", _then(copy, "line_options")
    for name in ("pay", "credit", "print_otherwise", "save", "correct"):
        yield f"document-{name}", _then(shown, f"document.{name}")


def _about_the_program() -> Iterator[Scene]:
    for name in ("about", "help", "first_steps", "restore"):
        yield name, _then(_page("home"), f"action.{name}")


def _page(name: str, argument: object = None) -> Callable[[Stage], None]:
    return lambda stage: stage.go(name, argument)


def _then(before: Callable[[Stage], None], action: str) -> Callable[[Stage], None]:
    def act(stage: Stage) -> None:
        before(stage)
        stage.do(action)

    return act


def _search(stage: Stage) -> None:
    stage.go("home")
    stage.do("action.search")
    stage.type("ma")


def _new_customer(new: Callable[[Stage], None], stage: Stage) -> None:
    new(stage)
    stage.type("Menuiserie Blanc")
    stage.enter()
