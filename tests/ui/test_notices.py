"""What the tray says of invoices that fall late."""

from __future__ import annotations

from facturdesk.i18n import load_catalogue
from facturdesk.system.resources import resource
from facturdesk.ui.notices import overdue_notice
from facturdesk.usecases.watching import OverdueNews

FRENCH = load_catalogue("fr", resource("locale"))
ENGLISH = load_catalogue("en", resource("locale"))
ONE = OverdueNews(1, 12_000, "F2026-00012", "Anne Dupont")
MANY = OverdueNews(1_200, 12_345_600, "F2026-00012", "Anne Dupont")


def test_one_invoice_is_named() -> None:
    assert overdue_notice(FRENCH, ONE) == (
        "Une facture vient de passer en retard",
        "F2026-00012, Anne Dupont\u00a0: 120,00\u00a0€ à encaisser",
    )


def test_several_are_counted_and_summed() -> None:
    assert overdue_notice(FRENCH, MANY) == (
        "1\u202f200 factures viennent de passer en retard",
        "1\u202f200 factures à encaisser, 123\u202f456,00\u00a0€ en tout",
    )
    assert overdue_notice(ENGLISH, MANY) == (
        "1,200 invoices are now late",
        "1,200 invoices to collect, €123,456.00 in all",
    )


def test_nothing_new_says_nothing() -> None:
    assert overdue_notice(FRENCH, OverdueNews(0, 0)) is None
