"""Bad days: a stick pulled out, a full disk, no printer, a clock set back: a sentence, no loss."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from facturdesk.domain.cards import Company
from facturdesk.ui.printing.setup import PrintSetup, keep_setup
from facturdesk.ui.theme import LIGHT, apply_theme, is_dark
from tests.documents.agreement import paper_text
from tests.domain.samples import seller
from tests.faults.full_disk import small_disk
from tests.journeys.clerk import Clerk
from tests.journeys.counter import FOR_DUPONT, SALE, Counter
from tests.journeys.ear import Ear
from tests.journeys.programs import DAY, Calendar, wait_for
from tests.system.print_service import OFFICE, PrintService
from tests.usecases.shops import new_file

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_QUANTITY = 1
_ROOM = 4 * 1024  # KiB: more than enough for a shop of a day


@pytest.fixture
def light_again(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, LIGHT)


def test_a_stick_pulled_out_and_put_back(counter: Counter) -> None:
    clerk = counter.open()
    ear = Ear(clerk)
    clerk.type_sale(SALE)
    away = counter.disk.rename(counter.disk.with_name("away"))
    wait_for(lambda: "n’est plus accessible" in clerk.said("notice.sentence"))
    type_quantity(clerk, "3")
    clerk.try_to_issue()
    ear.wait_for_box("rien n’a été enregistré")
    assert quantity(clerk) == "3"  # what is typed stands where it was

    away.rename(counter.disk)
    wait_for(lambda: not clerk.is_seen("notice"))
    clerk.issue()
    left = counter.left()
    assert left.only.gross_minor == 21_165
    assert left.drafts == []


@pytest.mark.root
def test_a_disk_that_is_full_while_one_types(
    qapp: QApplication, tmp_path: Path, calendar: Calendar
) -> None:
    apply_theme(qapp, LIGHT)
    with small_disk(tmp_path / "disk", kib=_ROOM) as disk:
        counter = Counter(tmp_path, calendar, disk=disk.folder)
        clerk = counter.open()
        ear = Ear(clerk)
        clerk.type_sale(SALE)
        taken = sum(each.stat().st_blocks for each in disk.folder.iterdir()) // 2
        disk.resize(taken)
        clerk.fill("head.order_reference", "BC-778")
        type_quantity(clerk, "3")
        ear.wait_for_box("est plein : rien n’a été enregistré")
        clerk.try_to_issue()
        wait_for(lambda: len(ear.boxes) > 1)
        assert quantity(clerk) == "3"

        disk.resize(_ROOM * 4)
        clerk.issue()
        left = counter.left()
    assert (left.only.gross_minor, left.only.order_reference) == (21_165, "BC-778")


def test_a_printer_that_is_gone(counter: Counter, print_service: PrintService) -> None:
    clerk = counter.open()
    keep_setup(clerk.program.preferences, PrintSetup("Vieille"))
    ear = Ear(clerk)
    clerk.type_sale(SALE)
    clerk.answer(lambda: clerk.chord("Ctrl+Return"), "confirm")
    ear.wait_for_box("Vieille n’est plus sur cet ordinateur. Rien n’est parti et rien n’est perdu")
    assert clerk.number == "F2026-00001"
    clerk.choose("print.printer", OFFICE)
    clerk.click("print.act")
    (job,) = print_service.jobs(1)

    left = counter.left()
    assert print_service.sent(job.number) == left.originals["F2026-00001"]


def test_a_logo_whose_picture_is_deleted(counter: Counter, tmp_path: Path) -> None:
    picture = tmp_path / "logo.png"
    Image.new("RGB", (200, 80), "#0f5a66").save(picture)
    clerk = counter.open()
    clerk.chord("Ctrl+9")
    clerk.choose_row("settings.sections", clerk.words.text("ui", "Look of the paper"))
    clerk.click("settings.look.form.logo.choose")
    clerk.arrive("fileNameEdit")
    clerk.type(str(picture))
    clerk.go_on("Return")
    clerk.seen("settings.look.form.logo.remove")
    picture.unlink()
    clerk.click("settings.look.save")
    clerk.rest()
    clerk = counter.again()
    number = clerk.sell(SALE)

    left = counter.left()
    assert pictures_of(left.originals[number])


def test_the_dark_theme_chosen_while_one_types(counter: Counter, light_again: None) -> None:
    clerk = counter.open()
    clerk.type_sale(SALE)
    clerk.chord("Ctrl+9")
    clerk.choose_row("settings.sections", clerk.words.text("ui", "On this computer"))
    clerk.choose("settings.program.form.theme", "Sombre")
    assert is_dark()
    clerk.chord("Alt+Left")
    assert clerk.read("totals.total") == "151,65 €"
    clerk.issue()
    paper = clerk.seen("document.paper").grab().toImage()
    middle = [paper.pixelColor(paper.width() // 2, y) for y in range(paper.height())]
    assert any(colour.lightness() == 255 for colour in middle)  # paper stays white

    assert counter.left().only.gross_minor == 15_165


def test_a_clock_set_back_issues_nothing(counter: Counter) -> None:
    clerk = counter.open()
    first = clerk.sell(FOR_DUPONT)
    clerk.type_sale(SALE)
    counter.calendar.day = DAY - dt.timedelta(40)
    wait_for(lambda: clerk.is_seen("missing.0"))
    said = clerk.seen("missing.0").accessibleName()
    assert said.startswith("L’horloge de l’ordinateur indique le 15/10/2026")
    clerk.try_to_issue()
    assert clerk.is_seen("page.draft")
    counter.calendar.day = DAY
    wait_for(lambda: not clerk.is_seen("missing.0"))
    clerk.issue()
    second = clerk.number

    assert [*counter.left().documents] == [first, second]


def test_the_language_of_the_computer_changes(counter: Counter) -> None:
    clerk = counter.open()
    clerk.type_sale(SALE)
    counter.close()
    clerk = counter.open(language="en")
    clerk.open_draft()
    assert clerk.read("heading.title").startswith("Draft for")
    assert clerk.read("totals.total") == "€151.65"
    clerk.issue()

    left = counter.left()
    assert "Facture" in paper_text(left.originals["F2026-00001"])


def test_another_shop_is_opened_while_a_dialog_is_open(counter: Counter, tmp_path: Path) -> None:
    clerk = counter.open()
    clerk.sell(SALE)
    clerk.chord("Ctrl+1")
    clerk.chord("F9")
    clerk.seen("pay.quick")
    (tmp_path / "other").mkdir()
    other = new_file(tmp_path / "other", Company(seller()))
    clerk.program.called(other)  # as a double click on it does, through a second program
    assert clerk.program.session is not None
    session = clerk.program.session
    wait_for(lambda: session.path == other)
    clerk.rest()

    assert not clerk.is_seen("pay.quick")


def type_quantity(clerk: Clerk, text: str) -> None:
    """Type another quantity over that of the first line."""
    clerk.click_cell(0, _QUANTITY)
    clerk.arrive("line.quantity")
    clerk.go_on("Ctrl+A")
    clerk.type(text)


def quantity(clerk: Clerk) -> str:
    """Read the quantity of the first line on the screen."""
    return clerk.read_cell(0, _QUANTITY)


def pictures_of(pdf: bytes) -> int:
    """Count the pictures on the first page."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages[0].get_images())
