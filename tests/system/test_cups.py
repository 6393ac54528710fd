"""Printing through CUPS: what is sent, and what is said when it cannot be."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from facturdesk.domain.errors import ActionableError
from facturdesk.system import cups
from facturdesk.system.cups import Handling
from facturdesk.system.programs import plain_environment
from tests.system.print_service import OFFICE, PrintService

A4 = [0, 0, 595, 842]


def pdf(pages: int = 1) -> bytes:
    target = io.BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(595.28, 841.89))
        made.save(target)
    return target.getvalue()


def test_the_queues_are_named(print_service: PrintService) -> None:
    assert OFFICE in cups.queues()
    assert cups.default_queue() == ""

    print_service.admin("lpadmin", "-d", OFFICE)
    assert cups.default_queue() == OFFICE


def test_a_queue_is_given_exactly_the_bytes(print_service: PrintService) -> None:
    content = pdf(2)
    cups.check_queue(OFFICE)
    cups.send(OFFICE, content, Handling("Facture F2026-00012, été", copies=2, duplex=True))

    (job,) = print_service.jobs(1)
    assert print_service.sent(job.number) == content
    assert job.title == "Facture F2026-00012, été"
    assert {"sides=two-sided-long-edge", "media=A4", "print-scaling=none"} <= set(
        job.options.split()
    )
    with pikepdf.open(io.BytesIO(job.pdf)) as printed:
        assert len(printed.pages) == 4  # both copies
        assert [round(float(each)) for each in printed.pages[0].mediabox] == A4


def test_a_printer_that_is_gone_is_said(print_service: PrintService) -> None:
    print_service.admin("lpadmin", "-x", OFFICE)

    assert refused_by(OFFICE) == not_sent_to(OFFICE) == "printer-gone"


def test_a_paused_printer_is_said_with_its_reason(print_service: PrintService) -> None:
    print_service.admin("cupsdisable", OFFICE)
    assert refused_by(OFFICE) == "printer-paused"

    print_service.admin("cupsdisable", "-r", "Plus de papier", OFFICE)
    with pytest.raises(cups.PrinterPausedBecause) as refusal:
        cups.check_queue(OFFICE)
    assert refusal.value.params == {"printer": OFFICE, "reason": "Plus de papier"}


def test_a_printer_that_takes_nothing_is_said(print_service: PrintService) -> None:
    print_service.admin("cupsreject", OFFICE)

    assert refused_by(OFFICE) == not_sent_to(OFFICE) == "printer-refuses"


def test_a_service_that_is_down_is_said(
    print_service: PrintService, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody.sock"))

    assert refused_by(OFFICE) == not_sent_to(OFFICE) == "print-service-down"
    assert cups.queues() == []


def test_what_is_no_pdf_is_refused_with_the_words_of_the_service(
    print_service: PrintService,
) -> None:
    with pytest.raises(cups.PrintRefused) as refusal:
        cups.send(OFFICE, b"", Handling("Nothing"))

    assert refusal.value.params["reason"]


def test_programs_of_the_system_do_not_get_the_libraries_of_the_frozen_program() -> None:
    frozen = {"LD_LIBRARY_PATH": "/opt/facturdesk", "LD_LIBRARY_PATH_ORIG": "/usr/local/lib"}

    assert plain_environment(frozen) == {"LD_LIBRARY_PATH": "/usr/local/lib", "LC_ALL": "C"}


def refused_by(queue: str) -> str:
    """Give the code with which a queue is refused before anything is sent."""
    with pytest.raises(ActionableError) as refusal:
        cups.check_queue(queue)
    return refusal.value.code


def not_sent_to(queue: str) -> str:
    """Give the code with which a queue refuses what is sent without asking first."""
    with pytest.raises(ActionableError) as refusal:
        cups.send(queue, pdf(), Handling("Page"))
    return refusal.value.code
