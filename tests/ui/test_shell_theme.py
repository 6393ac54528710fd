"""The colours: legible in both themes, changed while the program runs, icons with them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from facturdesk.ui.icons import icon
from facturdesk.ui.pages import PAGES
from facturdesk.ui.theme import (
    DARK,
    DARK_TOKENS,
    LIGHT,
    LIGHT_TOKENS,
    Tokens,
    apply_theme,
    is_dark,
    tokens,
)

LEGIBLE = 4.5  # WCAG 2.2, 1.4.3
SEEN = 3.0  # 1.4.11: what is no text
GROUNDS = ("window", "surface", "raised", "hover", "chosen")
INKS = ("ink", "quiet_ink")
MEANINGS = ("draft", "to_collect", "due_soon", "overdue", "settled", "disputed")
BOTH = pytest.mark.parametrize("colours", [LIGHT_TOKENS, DARK_TOKENS], ids=["light", "dark"])


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, LIGHT)
    yield
    apply_theme(qapp, LIGHT)


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    found = QColor(colour)
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (found.redF(), found.greenF(), found.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@BOTH
def test_every_ink_is_legible_on_every_ground(colours: Tokens) -> None:
    faint = [
        f"{ink} on {ground}: {found:.2f}"
        for ink, ground in product(INKS, GROUNDS)
        if (found := contrast(getattr(colours, ink), getattr(colours, ground))) < LEGIBLE
    ]

    assert faint == []


@BOTH
def test_every_meaning_is_legible(colours: Tokens) -> None:
    pairs = [getattr(colours, name) for name in MEANINGS]
    faint = [pair for pair in pairs if contrast(*pair) < LEGIBLE]
    # as plain text too: a problem at its field, a figure on a card
    faint += [
        (ink, ground)
        for (ink, _), ground in product(pairs, (colours.window, colours.surface))
        if contrast(ink, ground) < LEGIBLE
    ]

    assert faint == []


@BOTH
def test_the_accent_is_legible_and_shows_the_focus(colours: Tokens) -> None:
    assert contrast(colours.accent, colours.accent_ink) >= LEGIBLE
    for ground in GROUNDS:
        assert contrast(colours.accent, getattr(colours, ground)) >= SEEN
    assert contrast(colours.thumb, colours.surface) >= SEEN  # how far a page goes on
    for ground in ("window", "surface"):  # links
        assert contrast(colours.accent, getattr(colours, ground)) >= LEGIBLE


def test_the_theme_changes_while_the_window_is_there(qtbot: QtBot, qapp: QApplication) -> None:
    label = QLabel("Factures")
    qtbot.addWidget(label)
    before = label.palette().color(label.foregroundRole()).name()
    apply_theme(qapp, DARK)

    assert is_dark()
    assert label.palette().color(label.foregroundRole()).name() != before


def test_an_icon_has_the_ink_of_the_theme(qapp: QApplication) -> None:
    house = icon("ph.house")
    assert tokens().ink in colours_of(house)
    apply_theme(qapp, DARK)

    assert tokens().ink in colours_of(house)
    assert tokens().quiet_ink in colours_of(house, QIcon.Mode.Disabled)


def test_every_page_has_an_icon(qapp: QApplication) -> None:
    for spec in PAGES:
        if spec.title:
            assert len(colours_of(icon(spec.icon))) > 1, spec.name


def colours_of(drawn: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    picture = drawn.pixmap(QSize(64, 64), mode).toImage()
    return {
        picture.pixelColor(x, y).name()
        for x, y in product(range(picture.width()), range(picture.height()))
        if picture.pixelColor(x, y).alpha() in (0, 255)
    }
