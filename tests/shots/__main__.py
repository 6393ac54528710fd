"""Takes the pictures: `python3 dev.py shots [--out FOLDER] [--million FILE] [--help-pictures]`.

Every page, empty, with a demonstration shop and (given its file) with a million invoices,
light and dark, French and English, at 100 % and 200 %. One process for each look: the scale
of a screen is fixed when Qt starts.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT
from tests.shots.shops import demonstration, empty_shop

LANGUAGES = ("fr", "en")
THEMES = ("light", "dark")
SCALES = ("1", "2")
HELP_PICTURES = ROOT / "resources" / "help" / "pictures"


def main() -> int:
    """Take them all and give the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py shots")
    parser.add_argument("--out", type=Path, default=ROOT / "shots")
    parser.add_argument("--million", type=Path, help="a data file with a million invoices")
    parser.add_argument("--quick", action="store_true", help="French, light, 100 %% only")
    parser.add_argument(
        "--help-pictures", action="store_true", help="only those that the help shows"
    )
    given = parser.parse_args()
    folder: Path = given.out
    folder.mkdir(parents=True, exist_ok=True)
    if given.help_pictures:
        return taken(demonstration(folder), HELP_PICTURES, ("fr", "light", "1"), only_help=True)
    shops = {"empty": empty_shop(folder), "demo": demonstration(folder)}
    if given.million:
        shops["million"] = given.million.resolve()
    looks = [("fr", "light", "1")] if given.quick else itertools.product(LANGUAGES, THEMES, SCALES)
    codes = [
        taken(shop, folder / "-".join([name, *look[:2], f"{look[2]}00"]), look)
        for look in looks
        for name, shop in shops.items()
    ]
    return max(codes)


def taken(shop: Path, target: Path, look: tuple[str, str, str], *, only_help: bool = False) -> int:
    """Take the pictures of one look in a process of its own."""
    language, theme, scale = look
    target.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "tests.shots.taking", str(shop), str(target)]
    command += [language, theme, *(["help"] if only_help else [])]
    variables = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale, "LC_ALL": "C.UTF-8"}
    print(target.name, flush=True)
    return subprocess.call(command, env={**os.environ, **variables}, cwd=ROOT)


if __name__ == "__main__":
    sys.exit(main())
