"""Takes the pictures: `python3 dev.py shots [--out FOLDER] [--million FILE] [--help-pictures]`.

Every page, panel and dialog: empty, with a demonstration shop and (given its file) with a
million invoices, light and dark, French and English, at 100 % and 200 %. One process for each
look: the scale of a screen is fixed when Qt starts.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.architecture.sources import ROOT
from tests.shots.shops import demonstration, empty_shop
from tests.system.print_service import CUPSD, running_service

LANGUAGES = ("fr", "en")
THEMES = ("light", "dark")
SCALES = ("1", "2")
Look = tuple[str, str, str]


def main() -> int:
    """Take them all and give the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py shots")
    parser.add_argument("--out", type=Path, default=ROOT / "shots")
    parser.add_argument("--million", type=Path, help="a data file with a million invoices")
    parser.add_argument("--quick", action="store_true", help="French, light, 100 %% only")
    parser.add_argument(
        "--help-pictures", action="store_true", help="only those of the help and of README"
    )
    given = parser.parse_args()
    folder: Path = given.out
    folder.mkdir(parents=True, exist_ok=True)
    with printers() as variables:
        if given.help_pictures:
            demo = demonstration(folder)
            return max(
                taken("tests.shots.helping", demo, ROOT, (language, "light", "1"), variables)
                for language in LANGUAGES
            )
        shops = {"empty": empty_shop(folder), "demo": demonstration(folder)}
        if given.million:
            shops["million"] = given.million.resolve()
        looks = (
            [("fr", "light", "1")] if given.quick else itertools.product(LANGUAGES, THEMES, SCALES)
        )
        codes = [
            taken("tests.shots.taking", shop, folder / named(name, look), look, variables)
            for look in looks
            for name, shop in shops.items()
        ]
    return max(codes)


def named(shop: str, look: Look) -> str:
    """Name the folder of a look, such as demo-fr-light-100."""
    language, theme, scale = look
    return f"{shop}-{language}-{theme}-{scale}00"


def taken(module: str, shop: Path, target: Path, look: Look, variables: dict[str, str]) -> int:
    """Take the pictures of one look in a process of its own."""
    language, theme, scale = look
    target.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", module, str(shop), str(target), language, theme]
    print(named(shop.stem, look), flush=True)
    there = {**os.environ, **variables, "QT_SCALE_FACTOR": scale}
    with tempfile.NamedTemporaryFile("w", suffix=".json") as screen:
        json.dump({"screens": [screen_of(int(scale))]}, screen)
        screen.flush()
        there["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen.name}"
        return subprocess.call(command, env=there, cwd=ROOT)


def screen_of(scale: int) -> dict[str, object]:
    """Describe a screen on which the window has its room, also at 200 %."""
    return {
        "name": "screen",
        "x": 0,
        "y": 0,
        "width": 1440 * scale,
        "height": 900 * scale,
        "logicalDpi": 96,
        "logicalBaseDpi": 96,
        "dpr": 1,
    }


@contextmanager
def printers() -> Iterator[dict[str, str]]:
    """Give the variables of a program that has a printer, if it can."""
    variables = {"QT_LOGGING_RULES": "qt.qpa.plugin=false", "LC_ALL": "C.UTF-8"}
    if not CUPSD.exists():
        yield variables
        return
    with running_service() as service:
        yield {**variables, "CUPS_SERVER": str(service.socket)}


if __name__ == "__main__":
    sys.exit(main())
