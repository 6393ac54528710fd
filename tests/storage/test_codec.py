"""Domain values as JSON and back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given

from facturdesk.domain.document import Mention
from facturdesk.domain.parties import Customer, CustomerKind, Seller
from facturdesk.domain.sale import Sale
from facturdesk.storage import codec
from tests.domain.samples import customer, sale
from tests.domain.strategies import Made, sales

MENTIONS = tuple[Mention, ...]


@given(sales())
def test_every_draft_comes_back_as_it_was(made: Made) -> None:
    seller, draft = made

    assert codec.load(Sale, codec.dump(draft)) == draft
    assert codec.load(Seller, codec.dump(seller)) == seller


def test_the_text_is_canonical() -> None:
    text = codec.dump(customer(CustomerKind.CONSUMER, name="Élodie"))

    assert text.startswith('{"address":{"city":"Lyon","country":"FR"')
    assert '"name":"Élodie"' in text and ": " not in text


def test_a_missing_key_takes_its_default() -> None:
    assert codec.load(Customer, '{"kind":"firm","name":"A"}') == Customer(CustomerKind.FIRM, "A")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ('{"kind":"firm"}', "missing"),
        ('{"kind":"firm","name":"A","iban":"x"}', "unknown"),
        ('{"kind":"firm","name":3}', "str expected"),
        ('{"kind":"client","name":"A"}', "client"),
        ('["firm","A"]', "dict expected"),
        ("{", "Expecting"),
    ],
)
def test_what_dump_does_not_write_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        codec.load(Customer, text)


@dataclass(frozen=True)
class _Amount:
    minor: int


@pytest.mark.parametrize("text", ["true", "1.0", '"1"'])
def test_a_whole_number_is_nothing_else(text: str) -> None:
    with pytest.raises(ValueError, match="int expected"):
        codec.load(_Amount, f'{{"minor":{text}}}')


def test_a_sale_with_a_date_of_another_time_comes_back() -> None:
    old = sale(issued_on=dt.date(1900, 1, 1), due_on=dt.date(2099, 12, 31))

    assert codec.load(Sale, codec.dump(old)) == old


def test_a_type_that_has_no_json_is_a_defect() -> None:
    with pytest.raises(TypeError, match="no JSON"):
        codec.dump(b"bytes")
    with pytest.raises(TypeError, match="tuples of one type"):
        codec.load(tuple[int, str], "[]")


def test_a_tuple_says_its_type() -> None:
    assert codec.load(MENTIONS, codec.dump((), MENTIONS)) == ()
