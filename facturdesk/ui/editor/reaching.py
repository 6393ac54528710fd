"""Goes to the field where a problem is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facturdesk.domain.errors import Problem
from facturdesk.ui.editor.cells import PARTS, Column
from facturdesk.ui.editor.missing import LINE

if TYPE_CHECKING:
    from facturdesk.ui.pages.draft import DraftPage


def reach(page: DraftPage, problem: Problem) -> None:
    """Put the keyboard where a problem is mended, or show the card or settings it is in."""
    field, view = problem.field, page.view
    if found := LINE.match(field):
        view.lines.open_cell(int(found[1]), PARTS.get(found[2] or "", Column.NAME))
    elif field == "lines":
        view.lines.open_new()
    elif field in view.head.fields:
        view.head.fields[field].setFocus()
    elif field.startswith("company."):
        page.workspace.go("settings", "company")
    elif view.options.go_to(field):
        view.side.open_panel(view.options, page.words.text("ui", "More options"))
        view.options.go_to(field)
    elif field.startswith("customer") and page.session and page.session.sale.customer.code:
        page.workspace.go("customer", page.session.sale.customer.code)
    else:
        view.head.customer.setFocus()
        view.head.customer.selectAll()
