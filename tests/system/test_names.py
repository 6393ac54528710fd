"""File names that every system takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facturdesk.system.names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("F2026-00012 Dupont", "F2026-00012 Dupont"),
        ("Été / hiver", "Été - hiver"),
        ('a<b>c:"d|e?*', "a-b-c--d-e--"),
        ("../../etc/passwd", "-..-etc-passwd"),
        (".caché.", "caché"),
        ("con", "con_"),
        ("LPT1.txt", "LPT1.txt_"),
        ("COM¹", "COM¹_"),
        ("two\r\nlines\tand\0more", "two lines and more"),
        ("\u202egnp.exe", "gnp.exe"),
        ("...", "_"),
        ("", "_"),
        ("e\u0301", "é"),
    ],
)
def test_a_name_is_made_safe(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(max_size=400))
def test_whatever_the_text_the_name_is_one_part_that_can_be_written(text: str) -> None:
    name = safe_name(text)

    assert 1 <= len(name) <= LONGEST + 1
    assert len(name.encode()) <= 201
    assert Path(name).name == name
    assert name == name.strip(" .")
    assert safe_name(name) == name


def test_a_long_name_is_cut_between_characters() -> None:
    assert safe_name("é" * 300) == "é" * 100
    assert safe_name("x" * 300) == "x" * LONGEST
