"""The printer that Debian ships for tests like these: cups-pdf, which makes a PDF of what it gets."""

from __future__ import annotations

import os
import pwd
import time
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from facturdesk.ui.printing import print_documents
from facturdesk.ui.printing.setup import PrintSetup, keep_setup
from facturdesk.ui.workspace import Workspace
from tests.system.print_service import CUPS_PDF_PPD, PAPER, PrintService
from tests.ui.printing.said import Said
from tests.usecases.shops import TEA, sold

OUT = Path(pwd.getpwuid(0).pw_dir) / "PDF"  # fixed by its configuration


@pytest.fixture
def printed(print_service: PrintService) -> Iterator[set[Path]]:
    """What lay in its folder before; what the test prints is removed."""
    if os.geteuid() != 0:
        assert not os.environ.get("CI"), "CI has to print with cups-pdf, as root"
        pytest.skip("cups-pdf needs root")
    command = ["lpadmin", "-p", PAPER, "-E", "-v", "cups-pdf:/", "-P", str(CUPS_PDF_PPD)]
    print_service.admin(*command)
    there = OUT.exists()
    before = set(OUT.glob("*.pdf"))
    yield before
    for file in set(OUT.glob("*.pdf")) - before:
        file.unlink()
    if not there:
        OUT.rmdir()


def test_invoices_come_out_of_cups_pdf_as_a4_pages(
    qtbot: QtBot, workspace: Workspace, said: Said, printed: set[Path]
) -> None:
    numbers = [sold(workspace.shop), sold(workspace.shop, lines=[TEA] * 40)]
    keep_setup(workspace.preferences, PrintSetup(PAPER))
    host = QWidget()
    qtbot.addWidget(host)
    print_documents(workspace, numbers, parent=host)
    said.wait_for_toasts()

    files = arrived(printed, 2)
    pages = [pages_of(file) for file in files]
    assert [len(each) for each in pages] == [1, 2]
    assert {size for each in pages for size in each} == {(595, 842)}


def arrived(before: set[Path], count: int) -> list[Path]:
    """Wait for new files, whole, in the order of their jobs."""
    end = time.monotonic() + 60
    while True:
        new = sorted(set(OUT.glob("*.pdf")) - before, key=job_number)
        if len(new) == count and all(file.read_bytes().rstrip().endswith(b"%%EOF") for file in new):
            return new
        assert time.monotonic() < end, new
        time.sleep(0.1)


def job_number(file: Path) -> int:
    return int(file.stem.rpartition("_")[2])


def pages_of(file: Path) -> list[tuple[int, int]]:
    with pikepdf.open(file) as pdf:
        return [(round(float(p.mediabox[2])), round(float(p.mediabox[3]))) for p in pdf.pages]
