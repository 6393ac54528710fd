"""Prints pages as pictures of 300 dots an inch, a band at a time: where there is no CUPS."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from facturdesk.usecases.printers import (
    Band,
    Handling,
    PrinterGone,
    Printers,
    PrintRefused,
    page_band,
)

DPI: Final = 300
ROWS: Final = 400  # of a band: 4 MB
SLICE: Final = 50  # rows painted at a time


class PictureEngine:
    """Windows, and systems without CUPS: through Qt."""

    def find(self) -> Printers:
        """List the printers that Qt knows."""
        return Printers(
            tuple(QPrinterInfo.availablePrinterNames()), QPrinterInfo.defaultPrinterName()
        )

    def check(self, printer: str) -> None:
        """Refuse a printer that is gone."""
        if printer not in QPrinterInfo.availablePrinterNames():
            raise PrinterGone(printer=printer)

    def send(
        self, printer: str, pdf: bytes, handling: Handling, *, step: Callable[[], None]
    ) -> None:
        """Print a PDF as one job."""
        paint_pdf(new_device(printer, handling), pdf, step=step)


def new_device(printer: str, handling: Handling) -> QPrinter:
    """Make a device for a printer: A4, from edge to edge, so that millimetres are those of paper.

    Raises:
        PrinterGone: there is no such printer.
    """
    device = QPrinter(QPrinter.PrinterMode.HighResolution)
    device.setPrinterName(printer)
    if printer and (not device.isValid() or device.printerName() != printer):
        raise PrinterGone(printer=printer)
    device.setResolution(DPI)
    device.setDocName(handling.title)
    device.setCopyCount(handling.copies)
    device.setDuplex(
        QPrinter.DuplexMode.DuplexLongSide if handling.duplex else QPrinter.DuplexMode.DuplexNone
    )
    set_up_page(device)
    return device


def set_up_page(device: QPrinter) -> None:
    """Take the whole of an A4 sheet."""
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    device.setFullPage(True)


def paint_pdf(device: QPrinter, pdf: bytes, *, step: Callable[[], None]) -> None:
    """Paint the pages of a PDF; `step` is called before each band and raises to stop it.

    Raises:
        PrintRefused: the printer did not begin or go on.
    """
    with _painter(device) as painter:
        scale = device.resolution() / DPI
        page, pages = 0, 1
        while page < pages:
            if page and not device.newPage():
                raise _refused(device)
            pages = _paint_page(painter, pdf, page, scale=scale, step=step)
            page += 1


def _paint_page(
    painter: QPainter, pdf: bytes, page: int, *, scale: float, step: Callable[[], None]
) -> int:
    """Paint one page; gives how many there are."""
    top, height, pages = 0, 1, 1
    while top < height:
        step()
        band = page_band(pdf, page=page, top=top, rows=ROWS)
        for first in range(0, band.rows, SLICE):
            _paint_slice(painter, band, first, at=(top + first) * scale, scale=scale)
        top, height, pages = top + band.rows, band.height, band.pages
    return pages


def _paint_slice(painter: QPainter, band: Band, first: int, *, at: float, scale: float) -> None:
    """Paint a few rows of a band; the window gets its turn between two of them."""
    rows = min(SLICE, band.rows - first)
    dots = band.dots[first * band.stride : (first + rows) * band.stride]
    picture = QImage(dots, band.width, rows, band.stride, QImage.Format.Format_RGB32)
    painter.drawImage(QRectF(0, at, band.width * scale, rows * scale), picture)


@contextmanager
def _painter(device: QPrinter) -> Iterator[QPainter]:
    """Begin the job; what goes wrong stops it, so that half a document does not look whole."""
    painter = QPainter()
    if not painter.begin(device):
        raise _refused(device)
    try:
        yield painter
    except BaseException:
        device.abort()
        raise
    finally:
        painter.end()


def _refused(device: QPrinter) -> PrintRefused:
    return PrintRefused(printer=device.printerName(), reason="")
