"""Asks for a file or a folder; the answer comes to a function, nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path], None]


def ask_file(
    parent: QWidget, title: str, *, kinds: str, chosen: Chosen, start: Path | None = None
) -> QFileDialog:
    """Ask for a file that exists; `kinds` is such as `Pictures (*.png *.jpg)`."""
    dialog = _made(parent, title, start, chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    dialog.open()
    return dialog


def ask_folder(
    parent: QWidget, title: str, *, chosen: Chosen, start: Path | None = None
) -> QFileDialog:
    """Ask for a folder that exists."""
    dialog = _made(parent, title, start, chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()
    return dialog


def ask_target(
    parent: QWidget, title: str, *, kinds: str, target: Path, chosen: Chosen
) -> QFileDialog:
    """Ask where a file is to be written; `target` is what is proposed."""
    dialog = _made(parent, title, target.parent, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setNameFilter(kinds)
    dialog.setDefaultSuffix(target.suffix.lstrip("."))
    dialog.selectFile(target.name)
    dialog.open()
    return dialog


def _made(parent: QWidget, title: str, start: Path | None, chosen: Chosen) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setObjectName("files")
    if start is not None:
        dialog.setDirectory(str(_nearest(start)))
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _nearest(folder: Path) -> Path:
    """Give the folder, or the one above it that exists."""
    return next((each for each in (folder, *folder.parents) if each.is_dir()), folder)
