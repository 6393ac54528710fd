"""Takes the pictures of the help and of README: parts of the window, no wider than a line."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from facturdesk.ui.requests import DraftRequest, ListRequest
from facturdesk.usecases.viewing import ListQuery, list_documents
from tests.journeys.programs import Calendar, running
from tests.shots.scenes import assistant
from tests.shots.stage import SIZE, Stage, dressed

WIDEST: Final = 616  # pixels: a line of the help
COLOURS: Final = 96
README_LANGUAGE: Final = "fr"
Act = Callable[[Stage], None]


def main(shop: Path, root: Path, language: str, theme: str) -> int:
    """Take them and give the exit code."""
    QApplication([sys.argv[0], "-style", "fusion"])
    target = root / "resources" / "help" / language / "pictures"
    target.mkdir(exist_ok=True)
    calendar = Calendar(dt.date.today())
    with folder_to_be_seen() as home:
        copy = home / shop.name
        shutil.copyfile(shop, copy)
        with running(home / "new", calendar, language=language) as program:
            stage = dressed(program, theme)
            assistant(stage)
            keep(program.window.grab(), target / "assistant.png")
        with running(home / "home", calendar, copy, language=language) as program:
            stage = dressed(program, theme)
            for name, act in scenes(stage).items():
                act(stage)
                keep(shown(stage).grab(), target / f"{name}.png")
                stage.clear()
            if language == README_LANGUAGE:
                keep(program.window.grab(), root / ".github" / "window.png", widest=SIZE.width())
    return 0


@contextmanager
def folder_to_be_seen() -> Iterator[Path]:
    """Make a folder whose name stands in the pictures, always the same."""
    folder = Path(tempfile.gettempdir()) / "FacturDesk"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def scenes(stage: Stage) -> dict[str, Act]:
    """Name the pictures, and how one gets there."""
    (document,) = list_documents(stage.shop, ListQuery(state="issued", kind="invoice", limit=1))

    def of_document(name: str) -> Act:
        def act(stage: Stage) -> None:
            stage.go("document", document.number)
            stage.do(f"document.{name}")

        return act

    return {
        "home": lambda stage: stage.go("home"),
        "invoices": lambda stage: stage.go("invoices"),
        "overdue": lambda stage: stage.go("invoices", ListRequest(chip="overdue")),
        "customer": lambda stage: stage.go("customer", document.customer),
        "item": lambda stage: stage.go("item", "THE-VERT"),
        "settings": lambda stage: stage.go("settings", "company"),
        "backups": lambda stage: stage.go("settings", "backups"),
        "payment": of_document("pay"),
        "credit": of_document("credit"),
        "print": of_document("print_otherwise"),
        "invoice-editor": editor,  # the last: its draft would be seen on the others
    }


def editor(stage: Stage) -> None:
    """Show the editor at work."""
    (last,) = list_documents(stage.shop, ListQuery(state="issued", kind="invoice", limit=1))
    stage.go("draft", DraftRequest(copy_of=last.number))
    stage.wait_for_paper()


def shown(stage: Stage) -> QWidget:
    """Give what a picture is of: the dialog that is open, else the page."""
    over = stage.over()
    pages = stage.program.window.pages
    assert pages is not None
    return over[-1] if over else pages


def keep(picture: QPixmap, target: Path, *, widest: int = WIDEST) -> None:
    """Keep a picture small: no wider than it is shown, in few colours."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    with Image.open(io.BytesIO(bytes(content.data()))) as whole:
        image = whole.convert("RGB")
    if image.width > widest:
        height = round(image.height * widest / image.width)
        image = image.resize((widest, height), Image.Resampling.LANCZOS)
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:5]))
