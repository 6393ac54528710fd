"""From a profile of somebody new to the first printed page, counted; also on a real screen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from facturdesk.domain.document import Document
from tests.journeys.examined import left_in
from tests.journeys.hand import Hand
from tests.journeys.programs import Calendar, running, wait_for
from tests.journeys.screens import own_screen
from tests.system.print_service import PrintService

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints", extend=True)

MOST_ACTS = 12
MOST_FIELDS = 14


def test_a_new_shop_prints_its_first_invoice_in_few_acts(
    home: Path, calendar: Calendar, print_service: PrintService
) -> None:
    with running(home, calendar) as program:
        hand = Hand(program)
        make_a_shop(hand)
        sell_to_a_new_firm(hand)
        seen = hand.read("totals.total")
        hand.answer(lambda: hand.chord("Ctrl+Return"), "confirm", "print.act")
        (job,) = print_service.jobs(1)
        hand.rest()
        path = program.session.path if program.session else None
        assert (hand.read("document.total"), hand.read("document.left")) == (seen, seen)

    assert (hand.acts <= MOST_ACTS, hand.fields <= MOST_FIELDS) == (True, True)
    assert path is not None
    left = left_in(path, state=home / "state")
    assert seen == "240,00 €"
    assert job.title == "Facture F2026-00001"
    assert print_service.sent(job.number) == left.originals["F2026-00001"]
    assert [event.kind for event in left.documents["F2026-00001"].events] == ["issued", "printed"]
    it_is_right(left.only)
    assert left.drafts == []


def test_the_same_on_a_real_screen() -> None:
    """Run the test above once more, as a process of its own that shows itself on a display."""
    test = f"{__file__}::{test_a_new_shop_prints_its_first_invoice_in_few_acts.__name__}"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    with own_screen() as there:
        there.pop("PYTEST_ADDOPTS", None)
        done = subprocess.run(
            [*command, test],
            env=there,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    assert (done.returncode, "1 passed" in done.stdout) == (0, True), done.stdout + done.stderr


def make_a_shop(hand: Hand) -> None:
    """Say who sells: a company with capital; the town and its register follow."""
    hand.click("start.create")
    hand.fill("setup.legal_name", "Martin et fils")
    hand.fill("setup.legal_form", "SARL")
    hand.fill("setup.share_capital", "10000")
    hand.fill("setup.siret", "73282932000074")
    hand.fill("setup.address.line1", "12 rue des Halles")
    hand.fill("setup.address.postcode", "69002")
    hand.click("assistant.create")
    wait_for(lambda: hand.program.window.workspace is not None)
    hand.rest()


def sell_to_a_new_firm(hand: Hand) -> None:
    """Type who buys and what; the price is without VAT, which is at 20 %."""
    hand.type("Client SA", counted=True)
    hand.go_on("Return")
    hand.click("quick_customer.kind.firm")
    hand.fill("quick_customer.siren", "200000008")
    hand.fill("quick_customer.address.line1", "1 place Bellecour")
    hand.fill("quick_customer.address.postcode", "69002")
    hand.chord("Ctrl+Return")
    for cell, text in (("name", "Conseil"), ("quantity", "2"), ("price", "100")):
        hand.arrive(f"line.{cell}")
        hand.type(text, counted=True)
        hand.go_on("Return")


def it_is_right(document: Document) -> None:
    """Compare the document with what the law and the figures say."""
    assert (document.number, document.type_code) == ("F2026-00001", "380")
    assert (document.net_minor, document.vat_minor, document.gross_minor) == (20_000, 4_000, 24_000)
    assert [(tax.group.category, tax.group.rate_bp) for tax in document.taxes] == [("S", 2_000)]
    said = " ".join(mention.text for mention in document.mentions)
    said = said.replace("\u00a0", " ").replace("\u202f", " ")
    for part in ("SARL au capital de 10 000 €", "SIREN 732 829 320 RCS Lyon", "TVA FR44732829320"):
        assert part in said
    assert "frais de recouvrement" in said
    assert "Pénalités de retard" in said
    assert document.customer.siren == "200000008"
    assert document.customer.address.city == "Lyon"
