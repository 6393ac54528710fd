"""The table of lines, by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from facturdesk.domain.errors import InputRefused
from facturdesk.domain.sale import Discount, LineKind, Nature
from facturdesk.ui.editor.cells import Column
from facturdesk.usecases.cards import item_by_barcode
from tests.ui.editor.hands import ALT, CTRL, OFFSCREEN, SHIFT, Hands, Key

pytestmark = OFFSCREEN


@pytest.fixture
def table(hands: Hands) -> Hands:
    """The keyboard in the row in which a line is typed; the model is watched."""
    QAbstractItemModelTester(
        hands.page.view.lines.lines, QAbstractItemModelTester.FailureReportingMode.Fatal, hands.page
    )
    hands.page.view.lines.open_new()
    return hands


def test_item_enter_quantity_enter_next_line(table: Hands) -> None:
    table.type("théi")
    assert table.wait_proposals()[0] == "Théière en fonte"
    table.enter()
    table.enter("3")
    table.free_line("Pose", "2", "45,5")

    assert [(line.name, line.quantity_e4, line.unit_price_e6) for line in table.lines] == [
        ("Théière en fonte", 30_000, 40_000_000),
        ("Pose", 20_000, 45_500_000),
    ]
    assert table.focus.objectName() == "line.name"
    assert table.page.view.lines.currentIndex().row() == 2


def test_a_scanned_barcode_takes_the_item_and_again_adds_one(table: Hands) -> None:
    table.enter("3760000000017")
    table.page.view.lines.open_new()
    table.enter("3760000000017")
    table.enter("3760000000017")

    (line,) = table.lines
    assert (line.item_code, line.quantity_e4, line.purchase_cost_minor) == ("THE-01", 30_000, 1200)
    assert table.focus.objectName() == "line.name"


def test_a_code_takes_the_item_whatever_its_case(table: Hands) -> None:
    table.enter("the-02")

    assert table.lines[0].item_code == "THE-02"


def test_words_that_are_also_of_an_item_can_be_a_free_line(table: Hands) -> None:
    table.type("thé")
    table.wait_proposals()
    table.press(Key.Key_Up)
    table.press(Key.Key_Up)
    table.press(Key.Key_Return)

    assert (table.lines[0].name, table.lines[0].item_code) == ("thé", "")
    assert table.focus.objectName() == "line.quantity"


def test_an_unknown_item_is_created_on_the_spot_and_sold(table: Hands) -> None:
    table.type("Bougie")
    table.wait_proposals()
    table.press(Key.Key_Up)
    table.press(Key.Key_Return)
    assert table.widget("quick_item").isVisible()
    table.widget("quick_item.price").setFocus()
    table.type("12,50")
    table.press(Key.Key_Return, CTRL)
    table.qtbot.waitUntil(lambda: bool(table.lines[0].item_code))

    assert table.lines[0].name == "Bougie"
    assert table.focus.objectName() == "line.quantity"


def test_an_unknown_barcode_is_that_of_the_new_item_priced_as_the_sale_is(table: Hands) -> None:
    table.press(Key.Key_H, CTRL | SHIFT)
    table.page.view.lines.open_new()
    table.type("3760000000024")
    table.wait_proposals()
    table.press(Key.Key_Up)
    table.press(Key.Key_Return)
    assert table.focus.objectName() == "quick_item.name"
    table.type("Bougie")
    table.widget("quick_item.price").setFocus()
    table.type("12,50")
    table.press(Key.Key_Return, CTRL)
    table.qtbot.waitUntil(lambda: bool(table.lines[0].item_code))
    item = item_by_barcode(table.workspace.shop, "3760000000024")

    assert item is not None
    assert (item.name, item.price_includes_vat) == ("Bougie", True)
    assert table.lines[0].unit_price_e6 == 12_500_000


def test_every_choice_of_vat_is_shown_by_a_click_or_an_arrow(table: Hands) -> None:
    table.free_line("Pose", "1", "10")
    table.cell(0, Column.VAT)
    assert len(table.proposals()) > 10
    table.press(Key.Key_Escape)
    table.press(Key.Key_Down)
    assert len(table.proposals()) > 10
    table.press(Key.Key_Return)

    assert table.lines[0].vat_rate_bp == 2_000


def test_an_item_priced_with_vat_is_sold_without_it_where_the_sale_says_so(table: Hands) -> None:
    table.enter("3760000000017")

    assert table.lines[0].unit_price_e6 == 8_436_019


def test_shift_enter_begins_a_further_line(table: Hands) -> None:
    table.type("Pose")
    table.press(Key.Key_Return, SHIFT)
    table.type("en deux fois")

    assert (table.lines[0].name, table.lines[0].detail) == ("Pose", "en deux fois")


def test_discounts_are_per_cent_or_euros(table: Hands) -> None:
    table.free_line("Pose", "1", "100")
    table.cell(0, Column.DISCOUNT)
    table.type("10")
    assert table.lines[0].discount == Discount(percent_bp=1_000)
    table.clear()
    table.type("5 €")

    assert table.lines[0].discount == Discount(amount_minor=500)
    assert table.session.found.resolved.totals.net_minor == 9_500


def test_what_cannot_be_read_is_marked_and_changes_nothing(table: Hands) -> None:
    table.free_line("Pose", "2", "100")
    table.cell(0, Column.QUANTITY)
    table.clear()
    table.type("deux")

    assert table.focus.property("wrong")
    assert table.lines[0].quantity_e4 == 20_000
    table.press(Key.Key_Return)
    assert table.focus.objectName() == "line.quantity"


def test_a_number_is_typed_figure_by_figure_whatever_it_passes_through(table: Hands) -> None:
    table.free_line("Pose", "1", "10")
    table.cell(0, Column.QUANTITY)
    table.type("0,4428")
    table.cell(0, Column.PRICE)
    table.type("0,0505")

    assert (table.lines[0].quantity_e4, table.lines[0].unit_price_e6) == (4_428, 50_500)


def test_units_and_vat_are_chosen_by_their_words(table: Hands) -> None:
    table.free_line("Formation", "2", "100")
    table.cell(0, Column.UNIT)
    table.choose("jour")
    assert table.focus.objectName() == "line.price"
    table.cell(0, Column.VAT)
    table.clear()
    table.type("formation")
    assert len(table.proposals()) == 1
    table.press(Key.Key_Return)

    line = table.lines[0]
    assert (line.unit, line.vat_case, line.nature) == ("DAY", "exempt_training", Nature.SERVICE)


def test_sections_texts_and_subtotals(table: Hands) -> None:
    table.free_line("Pose", "1", "100")
    table.page.actions_by_name["add_section"].trigger()
    table.enter("Travaux")
    table.free_line("Dépose", "1", "50")
    table.page.actions_by_name["add_subtotal"].trigger()

    kinds = [line.kind for line in table.lines]
    assert kinds == [LineKind.PRICED, LineKind.SECTION, LineKind.PRICED, LineKind.SUBTOTAL]
    assert table.session.amounts == [10_000, None, 5_000, 5_000]


def test_lines_move_are_inserted_and_deleted_from_an_open_cell(table: Hands) -> None:
    for name in ("A", "B", "C"):
        table.free_line(name, "1", "10")
    table.cell(2, Column.NAME)
    table.press(Key.Key_Up, ALT)
    assert [line.name for line in table.lines] == ["A", "C", "B"]
    table.cell(1, Column.NAME)
    table.press(Key.Key_Delete, CTRL)
    assert [line.name for line in table.lines] == ["A", "B"]
    table.cell(1, Column.NAME)
    table.press(Key.Key_Insert)
    table.type("X")

    assert [line.name for line in table.lines] == ["A", "X", "B"]


def test_an_inserted_line_left_empty_is_gone(table: Hands) -> None:
    table.free_line("A", "1", "10")
    table.cell(0, Column.NAME)
    table.press(Key.Key_Insert)
    assert len(table.lines) == 2
    table.press(Key.Key_Down)

    assert [line.name for line in table.lines] == ["A"]
    assert not table.session.stack.isClean()


def test_what_is_typed_in_a_cell_is_undone_at_once(table: Hands) -> None:
    table.free_line("Pose", "12", "45")
    table.press(Key.Key_Z, CTRL)
    assert table.lines[0].unit_price_e6 == 0
    table.press(Key.Key_Z, CTRL)
    assert table.lines[0].quantity_e4 == 10_000
    table.press(Key.Key_Z, CTRL)
    assert not table.lines
    for _ in range(3):
        table.press(Key.Key_Y, CTRL)

    assert (table.lines[0].quantity_e4, table.lines[0].unit_price_e6) == (120_000, 45_000_000)


def test_undoing_in_an_open_cell_shows_in_it(table: Hands) -> None:
    table.free_line("Pose", "1", "10")
    table.cell(0, Column.PRICE)
    table.type("99")
    table.press(Key.Key_Z, CTRL)

    assert table.focus.property("text") == "10,00"
    assert table.lines[0].unit_price_e6 == 10_000_000


def test_a_block_of_a_spreadsheet_is_pasted_as_one_step(table: Hands) -> None:
    QGuiApplication.clipboard().setText(
        "Désignation\tQté\tUnité\tPrix HT\tTVA\n"
        "Thé en vrac\t2,5\tkg\t1 234,50\t5,5 %\nPose\t1\th\t45.00\t20%\nMerci\n"
    )
    table.press(Key.Key_V, CTRL)

    assert [
        (line.kind, line.name, line.quantity_e4, line.unit, line.unit_price_e6, line.vat_rate_bp)
        for line in table.lines
    ] == [
        (LineKind.PRICED, "Thé en vrac", 25_000, "KGM", 1_234_500_000, 550),
        (LineKind.PRICED, "Pose", 10_000, "HUR", 45_000_000, 2000),
        (LineKind.TEXT, "Merci", 10_000, "C62", 0, None),
    ]
    table.press(Key.Key_Z, CTRL)
    assert table.lines == ()


def test_a_block_with_a_wrong_cell_is_not_half_pasted(
    table: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Exception] = []
    monkeypatch.setattr(table.workspace.feedback, "show", told.append)
    QGuiApplication.clipboard().setText("Thé\t2\tkg\t10\t20\nPose\tdeux\th\t45\t20")
    table.press(Key.Key_V, CTRL)

    assert table.lines == ()
    (refused,) = told
    assert isinstance(refused, InputRefused)
    assert [problem.params["value"] for problem in refused.problems] == ["deux"]


def test_tab_goes_through_the_cells_and_out(table: Hands) -> None:
    table.free_line("Pose", "1", "10")
    table.cell(0, Column.NAME)
    seen = []
    for _ in range(6):
        table.press(Key.Key_Tab)
        seen.append(table.focus.objectName())
    assert seen == [
        "line.quantity", "line.unit", "line.price", "line.discount", "line.vat", "line.name"
    ]  # fmt: skip
    table.press(Key.Key_Tab)

    assert not table.focus.objectName().startswith("line")


def test_dragging_a_number_moves_its_line(table: Hands, qtbot: QtBot) -> None:
    for name in ("A", "B", "C"):
        table.free_line(name, "1", "10")
    header = table.page.view.lines.verticalHeader()
    header.moveSection(2, 0)

    assert [line.name for line in table.lines] == ["C", "A", "B"]
    assert [header.visualIndex(row) for row in range(4)] == [0, 1, 2, 3]
