"""Takes the pictures of one shop in one look; run by `tests.shots` in a process of its own."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from facturdesk.ui.requests import DraftRequest, ListRequest
from facturdesk.ui.start import Program
from facturdesk.usecases.shop import Shop
from facturdesk.usecases.viewing import ListQuery, list_documents
from tests.journeys.programs import Calendar, is_at_rest, pause, running, wait_for

SIZE = QSize(1280, 720)
SETTLED_MS = 700  # the paper follows a little later, toasts are gone
View = tuple[str, str, object]  # the name of the picture, page, argument


def main(shop: Path, target: Path, language: str, theme: str) -> None:
    """Take a picture of every page."""
    QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        copy = home / shop.name
        shutil.copyfile(shop, copy)
        with running(home / "new", Calendar(today()), language=language) as program:
            _dress(program, theme)
            _take(program, target / "welcome.png")
        with running(home / "home", Calendar(today()), copy, language=language) as program:
            _dress(program, theme)
            assert program.session is not None
            assert program.session.workspace is not None
            for name, page, argument in views(program.session.workspace.shop):
                program.window.go(page, argument)
                _take(program, target / f"{name}.png")


def today() -> dt.date:
    """Give the day of the pictures."""
    return dt.date.today()


def views(shop: Shop) -> Iterator[View]:
    """Name every page, with something of the shop on those that show one thing."""
    yield "home", "home", None
    for page in ("invoices", "credit_notes", "customers", "items", "payments"):
        yield page, page, None
    yield "invoices-overdue", "invoices", ListRequest(chip="overdue")
    yield "settings", "settings", None
    yield "draft-new", "draft", DraftRequest()
    yield "customer-new", "customer", None
    yield "item-new", "item", None
    issued = list_documents(shop, ListQuery(state="issued", kind="invoice", limit=1))
    drafts = list_documents(shop, ListQuery(state="draft", limit=1))
    for document in issued:
        yield "document", "document", document.number
        yield "customer", "customer", document.customer
        yield "draft-copy", "draft", DraftRequest(copy_of=document.number)
    for note in list_documents(shop, ListQuery(kind="credit_note", limit=1)):
        yield "document-credit-note", "document", note.number
    for draft in drafts:
        yield "draft", "draft", draft.id


def _dress(program: Program, theme: str) -> None:
    program.preferences.put("theme", theme)
    program.follow_theme()
    program.window.showNormal()
    program.window.resize(SIZE)


def _take(program: Program, file: Path) -> None:
    wait_for(lambda: is_at_rest(program))
    pause(SETTLED_MS)
    wait_for(lambda: is_at_rest(program))
    program.window.grab().save(str(file))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:5])
