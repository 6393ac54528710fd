"""Printing where there is no CUPS: pages as pictures, through Qt."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageFilter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from facturdesk.ui.lanes import Cancelled
from facturdesk.ui.printing.pictures import (
    DPI,
    ROWS,
    PictureEngine,
    paint_pdf,
    set_up_page,
)
from facturdesk.ui.workspace import Workspace
from facturdesk.usecases.printers import Handling, PrinterGone, page_band
from facturdesk.usecases.viewing import original
from tests.system.print_service import OFFICE, PrintService
from tests.ui.printing.pages import difference, ink, picture
from tests.usecases.shops import TEA, sold

A4_DOTS = (2481, 3508)


@pytest.fixture
def invoice(workspace: Workspace) -> bytes:
    """The original of an invoice of two pages."""
    return original(workspace.shop, sold(workspace.shop, lines=[TEA] * 40))


def test_bands_make_up_the_page_dot_for_dot(invoice: bytes) -> None:
    whole = Image.new("RGB", A4_DOTS)
    top = 0
    while top < A4_DOTS[1]:
        band = page_band(invoice, page=1, top=top, rows=ROWS)
        assert (band.pages, band.width, band.height) == (2, *A4_DOTS)
        rows = Image.frombuffer(
            "RGB", (band.width, band.rows), band.dots, "raw", "BGRX", band.stride, 1
        )
        whole.paste(rows, (0, top))
        top += band.rows

    assert difference(whole, picture(invoice, 1, DPI)) < 0.01


def test_what_is_painted_is_the_page_at_its_place(
    qapp: QApplication, invoice: bytes, tmp_path: Path
) -> None:
    paint_pdf(file_device(tmp_path / "painted.pdf"), invoice, step=nothing)
    painted = (tmp_path / "painted.pdf").read_bytes()

    with pikepdf.open(io.BytesIO(painted)) as pdf:
        assert len(pdf.pages) == 2
        assert [round(float(each)) for each in pdf.pages[0].mediabox] == [0, 0, 595, 842]
    assert_same_pages(painted, invoice)


def test_it_comes_out_of_a_real_queue(
    qapp: QApplication, invoice: bytes, print_service: PrintService
) -> None:
    engine = PictureEngine()

    def work() -> None:
        assert OFFICE in engine.find().names
        engine.check(OFFICE)
        engine.send(OFFICE, invoice, Handling("Facture F2026-00001"), step=nothing)

    in_thread(work)
    (job,) = print_service.jobs(1)

    with pikepdf.open(io.BytesIO(job.pdf)) as pdf:
        assert len(pdf.pages) == 2
        assert [round(float(each)) for each in pdf.pages[0].mediabox] == [0, 0, 595, 842]
    assert_same_pages(job.pdf, invoice)


def test_it_may_be_stopped_between_two_bands(
    qapp: QApplication, invoice: bytes, tmp_path: Path
) -> None:
    steps: list[int] = []

    def step() -> None:
        steps.append(1)
        if len(steps) == 12:  # in the midst of the second page
            raise Cancelled

    with pytest.raises(Cancelled):
        paint_pdf(file_device(tmp_path / "painted.pdf"), invoice, step=step)

    assert len(steps) == 12


def test_a_printer_that_is_gone_is_said(qapp: QApplication, print_service: PrintService) -> None:
    def work() -> None:
        with pytest.raises(PrinterGone):
            PictureEngine().check("Grenier")
        with pytest.raises(PrinterGone):
            PictureEngine().send("Grenier", b"", Handling("Facture"), step=nothing)

    in_thread(work)


def file_device(file: Path) -> QPrinter:
    """Make a printer that writes a PDF."""
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    device.setOutputFileName(str(file))
    device.setResolution(DPI)
    set_up_page(device)
    return device


def assert_same_pages(printed: bytes, wanted: bytes) -> None:
    """Each page shows the same, at the same place to a quarter of a millimetre."""
    for page in range(2):
        shown, meant = picture(printed, page, 100), picture(wanted, page, 100)
        assert all(abs(a - b) <= 1 for a, b in zip(ink(shown), ink(meant), strict=True))
        soft = ImageFilter.GaussianBlur(3)
        assert difference(shown.filter(soft), meant.filter(soft)) < 3
        other = picture(wanted, 1 - page, 100)  # so that the figure means something
        assert difference(shown.filter(soft), other.filter(soft)) > 5


def nothing() -> None:
    """Go on."""


def in_thread(work: Callable[[], None]) -> None:
    """Work in a thread of its own, as a lane does; CUPS also remembers its server by thread."""
    failures: list[BaseException] = []

    def guarded() -> None:
        try:
            work()
        except BaseException as failure:  # noqa: BLE001 - raised again below
            failures.append(failure)

    thread = threading.Thread(target=guarded)
    thread.start()
    thread.join()
    for failure in failures:
        raise failure
