"""Yardsticks of the window's start, each run as a program of its own: `MODE [FILE]`.

`bare`: a window with nothing in it. `list`: a window with the first page of a data file, read
through SQLAlchemy into a QTableView. Each ends when it is painted for the first time.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QWidget

_PAGE = """
SELECT d.number, d.issued_on, p.name, d.gross_minor, r.balance_minor, r.next_due_on
FROM document AS d JOIN party AS p ON p.id = d.party_id
LEFT JOIN receivable AS r ON r.document_id = d.id
ORDER BY d.issued_on DESC, d.id DESC LIMIT 50"""
_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class BareWindow(QMainWindow):
    """A window with nothing in it."""

    def paintEvent(self, event: object) -> None:  # noqa: N802 - Override
        os._exit(0)


class Rows(QAbstractTableModel):
    """Rows as they were read."""

    def __init__(self, rows: Sequence[Sequence[Any]]) -> None:
        super().__init__()
        self._rows = rows

    def rowCount(self, parent: _Index = _NONE) -> int:  # noqa: N802 - Override
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NONE) -> int:  # noqa: N802 - Override
        return 0 if parent.isValid() else len(self._rows[0])

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return str(self._rows[index.row()][index.column()])
        return None


class PaintedList(QTableView):
    """A list that ends the program once it is painted."""

    def paintEvent(self, event: Any) -> None:  # noqa: N802 - Override
        super().paintEvent(event)
        os._exit(0)


def main(mode: str, *files: str) -> None:
    """Show the window of a mode."""
    app = QApplication([])
    window = QMainWindow() if mode == "list" else BareWindow()
    if mode == "list":
        window.setCentralWidget(_list(files[0]))
    window.resize(1280, 720)
    window.show()
    app.exec()


def _list(file: str) -> QWidget:
    from sqlalchemy import create_engine

    with create_engine(f"sqlite:///{file}").connect() as connection:
        rows = connection.exec_driver_sql(_PAGE).fetchall()
    table = PaintedList()
    table.setModel(Rows(rows))
    return table


if __name__ == "__main__":
    main(*sys.argv[1:])
