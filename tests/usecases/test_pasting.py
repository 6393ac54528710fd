"""A block copied from a spreadsheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facturdesk.domain.errors import InputRefused
from facturdesk.domain.money import QUANTITY_PLACES, parse_scaled
from facturdesk.domain.sale import LineKind, SaleLine
from facturdesk.usecases.pasting import PRICE, QUANTITY, UNIT, VAT, read_block


def _read(line: SaleLine, part: str, text: str) -> SaleLine:
    if part == QUANTITY:
        return replace(line, quantity_e4=parse_scaled(text.replace(",", "."), QUANTITY_PLACES))
    if part == PRICE:
        return replace(line, unit_price_e6=parse_scaled(text.replace(",", "."), 6))
    return replace(line, **{UNIT: {"unit": text}, VAT: {"vat_case": text}}.get(part, {}))  # type: ignore[arg-type]


def _block(text: str) -> tuple[SaleLine, ...]:
    return read_block(text, new=SaleLine(), read=_read)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thé\t2\tKGM\t10,5\tx", ("Thé", 20_000, "KGM", 10_500_000, "x")),
        ("Thé\t2\tKGM\t10,5", ("Thé", 20_000, "KGM", 10_500_000, "")),
        ("Thé\t2\t10,5", ("Thé", 20_000, "C62", 10_500_000, "")),
        ("Thé\t2\t10,5\tx", ("Thé", 20_000, "C62", 10_500_000, "x")),
        ("Thé\t10,5", ("Thé", 10_000, "C62", 10_500_000, "")),
        (
            "Prix unitaire HT\tDésignation\tQté\n10,5\tThé\t2",
            ("Thé", 20_000, "C62", 10_500_000, ""),
        ),
        ("Item\tQuantity\tUnit price\r\nThé\t2\t10.5\r\n", ("Thé", 20_000, "C62", 10_500_000, "")),
        ("Désignation\tRéf.\tPrix\nThé\tABC\t10,5", ("Thé", 10_000, "C62", 10_500_000, "")),
    ],
)
def test_columns_are_known_by_their_head_or_their_number(
    text: str, expected: tuple[str, int, str, int, str]
) -> None:
    (line,) = _block(text)

    found = (line.name, line.quantity_e4, line.unit, line.unit_price_e6, line.vat_case)
    assert found == expected


def test_a_row_of_words_alone_is_a_text() -> None:
    lines = _block("Thé\t2\t10\n\nLivré mardi\t\t\n")

    assert [line.kind for line in lines] == [LineKind.PRICED, LineKind.TEXT]


def test_every_wrong_cell_is_told_and_nothing_taken() -> None:
    with pytest.raises(InputRefused) as refused:
        _block("Thé\tdeux\t10\nCafé\t1\tdix")

    assert [problem.params for problem in refused.value.problems] == [
        {"row": 1, "value": "deux"},
        {"row": 2, "value": "dix"},
    ]


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(InputRefused):
        _block("Thé\t1\t1\n" * 2_001)
