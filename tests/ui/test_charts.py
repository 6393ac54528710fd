"""A chart of bars: its marks, its bars, and how mouse and keyboard read it."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facturdesk.i18n import load_catalogue
from facturdesk.system.resources import resource
from facturdesk.ui.theme import tokens
from facturdesk.ui.widgets.charts import BarChart, Bars, Series
from facturdesk.ui.widgets.scale import scale_for

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

WORDS = load_catalogue("fr", resource("locale"))
SALES = Series("ventes", "accent")
MONTHS = [Bars("janv.", "janvier 2026", (10_000,)), Bars("févr.", "février 2026", (-5_000,))]


@pytest.mark.parametrize(
    ("amounts", "marks"),
    [
        ([], [0, 100]),
        ([1], [0, 100]),
        ([12_345], [0, 5_000, 10_000, 15_000]),
        ([99_999], [0, 50_000, 100_000]),
        ([10_000, -5_000], [-5_000, 0, 5_000, 10_000]),
        ([-7], [-100, 0]),
        ([1_200_000_000], [0, 500_000_000, 1_000_000_000, 1_500_000_000]),
    ],
)
def test_marks_are_round_and_few(amounts: list[int], marks: list[int]) -> None:
    assert list(scale_for(amounts).marks) == marks


@pytest.mark.parametrize("seed", range(20))
def test_marks_hold_every_amount(seed: int) -> None:
    chance = random.Random(seed)
    amounts = [
        chance.randint(-(10 ** chance.randint(1, 12)), 10 ** chance.randint(1, 12))
        for _ in range(5)
    ]
    marks = scale_for(amounts).marks

    assert marks[0] <= min(0, *amounts) and max(0, *amounts) <= marks[-1]
    assert 0 in marks and 2 <= len(marks) <= 10


def test_marks_are_written_shortly() -> None:
    assert [scale_for([9_000]).label(5_000, WORDS)] == ["50\u00a0€"]
    assert scale_for([9_000_000]).label(5_000_000, WORDS).endswith("k€")
    assert scale_for([9_000_000_000]).label(5_000_000_000, WORDS).endswith("M€")
    assert scale_for([9_000]).label(0, WORDS) == "0"


def test_the_keyboard_goes_from_place_to_place_and_opens_one(qtbot: QtBot) -> None:
    chart = _chart(qtbot)
    chart.setFocus()
    places = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_End, Qt.Key.Key_Home):
        QTest.keyClick(chart, key)
        places.append(chart.place)
    assert places == [0, 0, 1, 0]

    with qtbot.waitSignal(chart.opened) as opened:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args == [0]


def test_the_mouse_reads_and_opens_what_is_under_it(qtbot: QtBot) -> None:
    chart = _chart(qtbot)
    right = QPoint(chart.width() - 60, chart.height() // 2)
    QTest.mouseMove(chart, right)
    assert chart.place == 1

    with qtbot.waitSignal(chart.opened) as opened:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=right)
    assert opened.args == [1]
    QTest.mouseMove(chart, QPoint(5, 5))
    assert chart.place is None


def test_its_words_say_everything(qtbot: QtBot) -> None:
    said = _chart(qtbot).accessibleDescription().replace("\u00a0", " ")

    assert said == "janvier 2026 : ventes 100,00 €\nfévrier 2026 : ventes −50,00 €"


def test_a_loss_is_drawn_below_nought(qtbot: QtBot) -> None:
    chart = _chart(qtbot)
    picture = chart.grab().toImage()
    accent = QColor(tokens().accent)
    rows = {
        half: [
            y
            for y in range(picture.height())
            if any(picture.pixelColor(x, y) == accent for x in columns)
        ]
        for half, columns in (
            ("gain", range(80, picture.width() // 2)),
            ("loss", range(picture.width() // 2 + 30, picture.width())),
        )
    }

    assert max(rows["gain"]) <= min(rows["loss"]) + 1
    assert len(rows["gain"]) == pytest.approx(2 * len(rows["loss"]), abs=4)


def _chart(qtbot: QtBot) -> BarChart:
    chart = BarChart(WORDS, "Ventes")
    qtbot.addWidget(chart)
    chart.resize(600, 240)
    chart.show_bars([SALES], MONTHS)
    chart.show()
    return chart
