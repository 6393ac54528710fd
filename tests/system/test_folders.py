"""The user's folders, and the files that come with the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from facturdesk.system.folders import resource, user_folders


def test_one_home_holds_everything(tmp_path: Path) -> None:
    folders = user_folders(tmp_path)

    every = {folders.settings, folders.state, folders.backups, folders.logs}
    assert len(every) == 4
    assert all(folder.parent == tmp_path for folder in every)


def test_without_a_home_they_are_those_of_the_system() -> None:
    folders = user_folders()

    assert folders.settings.is_absolute()
    assert "FacturDesk" in folders.state.parts
    assert len({folders.settings, folders.state, folders.backups, folders.logs}) == 4


@pytest.mark.parametrize("family", ["SourceSans3", "NotoSansHebrew", "NotoSansArabic"])
def test_each_font_may_be_embedded_and_carries_its_licence(family: str) -> None:
    for weight in ("Regular", "SemiBold"):
        font = TTFont(resource("fonts", f"{family}-{weight}.ttf"))

        assert "glyf" in font
        assert font["OS/2"].fsType == 0
    licence = resource("fonts", f"{family}-OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_the_figures_of_the_paper_are_tabular() -> None:
    for weight in ("Regular", "SemiBold"):
        font = TTFont(resource("fonts", f"SourceSans3-{weight}.ttf"))
        names = font.getBestCmap()

        assert len({font["hmtx"][names[ord(digit)]][0] for digit in "0123456789"}) == 1


def test_the_colour_profile_is_srgb() -> None:
    profile = resource("icc", "sRGB.icc").read_bytes()

    assert profile[16:20] == b"RGB "
    assert profile[36:40] == b"acsp"
