"""Takes the pictures of one shop in one look; run by `tests.shots` in a process of its own."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.journeys.programs import Calendar, running
from tests.shots.scenes import assistant, scenes
from tests.shots.stage import dressed


def main(shop: Path, target: Path, language: str, theme: str) -> int:
    """Take a picture of every scene and give the exit code: a scene that fails is named."""
    QApplication([sys.argv[0], "-style", "fusion"])
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        copy = home / shop.name
        shutil.copyfile(shop, copy)
        with running(home / "new", Calendar(dt.date.today()), language=language) as program:
            stage = dressed(program, theme)
            stage.save(target / "welcome.png")
            assistant(stage)
            stage.save(target / "assistant.png")
        with running(home / "home", Calendar(dt.date.today()), copy, language=language) as program:
            stage = dressed(program, theme)
            for name, arrive in scenes(stage.shop):
                try:
                    arrive(stage)
                    stage.save(target / f"{name}.png")
                except AssertionError as error:
                    failed.append(f"{name}: {error}")
                stage.clear()
    for each in failed:
        print(f"  {each}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:5]))
