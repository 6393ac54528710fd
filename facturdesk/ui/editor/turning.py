"""Prices written with VAT instead of without, or the other way round: asked where some are written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from facturdesk.domain.pricing import turned_over
from facturdesk.domain.sale import Sale
from facturdesk.ui.editor.session import EditSession

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

WITH_VAT: Final = "editor/prices_include_vat"  # the preference: as it was done last


def turn_prices(workspace: Workspace, session: EditSession) -> None:
    """Turn the prices of a draft, unless the user thinks better of it."""
    sale = session.sale
    changed = replace(sale, prices_include_vat=not sale.prices_include_vat)
    if any(line.unit_price_e6 for line in sale.lines) or sale.charges:
        chosen = _asked(workspace, sale)
        if chosen is None:
            return
        if chosen == "convert":
            changed = turned_over(sale, session.found.resolved)
    session.edit(changed)
    workspace.preferences.put(WITH_VAT, session.sale.prices_include_vat)


def _asked(workspace: Workspace, sale: Sale) -> str | None:
    text = workspace.words.text
    if sale.prices_include_vat:
        question = text("ui", "Write the prices without VAT?")
    else:
        question = text("ui", "Write the prices with VAT?")
    return workspace.feedback.choose(
        question,
        {
            "convert": text("ui", "Convert the prices"),
            "keep": text("ui", "Keep the figures"),
        },
        details=text(
            "ui",
            "Converted, the sale comes to the same. Kept, the same figures mean another price.",
        ),
    )
