"""The schema stops wrong XML before an invoice is stored, and costs next to nothing."""

from __future__ import annotations

import time

import pytest
from lxml import etree

from facturdesk.documents.checking.schema import InvalidXml, load_schema, validate_cii
from tests.judge.samples import LINE, changed, invoice


def test_a_right_invoice_passes_as_bytes_and_as_a_tree() -> None:
    root = etree.fromstring(invoice().encode())

    validate_cii(invoice().encode())
    validate_cii(root)
    validate_cii(root.getroottree())


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("<ram:CityName>", "<ram:Bogus/><ram:CityName>", "Bogus"),
        (">705.50<", ">705,50<", "705,50"),
        ('format="102">20261124', ">20261124", "format"),
        ("<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>", "", "InvoiceCurrencyCode"),
    ],
    ids=["unknown element", "decimal comma", "missing attribute", "missing element"],
)
def test_wrong_xml_is_a_defect(old: str, new: str, says: str) -> None:
    with pytest.raises(InvalidXml, match=says):
        validate_cii(changed(invoice(), old, new).encode())


def test_twenty_lines_take_well_under_a_millisecond() -> None:
    line = LINE.substitute(id=3, name="A", price="1.00", quantity=1, rate="20.00", net="1.00")
    start = "<ram:ApplicableHeaderTradeAgreement>"
    root = etree.fromstring(changed(invoice(), start, line * 18 + start).encode())
    validate_cii(root)

    best = min(_seconds(root) for _ in range(20))

    assert best < 0.001


def test_the_schema_is_read_once() -> None:
    validate_cii(invoice().encode())
    before = load_schema.cache_info()
    validate_cii(invoice().encode())

    assert load_schema.cache_info().misses == before.misses


def _seconds(root: etree._Element) -> float:
    started = time.perf_counter()
    validate_cii(root)
    return time.perf_counter() - started
