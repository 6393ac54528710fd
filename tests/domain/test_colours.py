"""An accent colour is written in six digits and can be read on white paper."""

from __future__ import annotations

import pytest

from facturdesk.domain.colours import can_be_read, is_colour, normalise_colour, parts_of


def test_a_colour_is_written_in_six_digits() -> None:
    assert normalise_colour(" #0b4f58 ") == "0B4F58"
    assert is_colour("0B4F58")
    assert not is_colour("0B4F5")
    assert not is_colour("blue")
    assert parts_of("0B4F58") == (11, 79, 88)


@pytest.mark.parametrize("colour", ["000000", "0B4F58", "B4471B", "1F6FB2", "FF0000"])
def test_a_strong_colour_can_be_read(colour: str) -> None:
    assert can_be_read(colour)


@pytest.mark.parametrize("colour", ["FFFFFF", "FFFF00", "00FF00", "C0C0C0"])
def test_a_pale_colour_cannot(colour: str) -> None:
    assert not can_be_read(colour)
