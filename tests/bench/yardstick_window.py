"""Yardsticks of the window's start, each run as a program of its own: `MODE [FILE]`.

`bare`: a window with nothing in it. `list`: a window with the first page of a data file, read
through SQLAlchemy into a QTableView. Each ends when it is painted for the first time.
"""

import os
import sys
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView, QWidget

_PAGE = 50
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
    """Read the newest documents as SQLAlchemy is mostly used: mapped classes, one select."""
    from sqlalchemy import create_engine, select
    from sqlalchemy.orm import Session

    Document, Party, Receivable = _mapped()  # noqa: N806 - classes
    newest = (
        select(Document, Party, Receivable)
        .join(Party, Party.id == Document.party_id)
        .join(Receivable, Receivable.document_id == Document.id, isouter=True)
        .order_by(Document.issued_on.desc(), Document.id.desc())
        .limit(_PAGE)
    )
    with Session(create_engine(f"sqlite:///{file}")) as session:
        rows = [
            (
                document.number,
                document.issued_on,
                party.name,
                document.gross_minor,
                getattr(owed, "balance_minor", 0),
            )
            for document, party, owed in session.execute(newest)
        ]
    table = PaintedList()
    table.setModel(Rows(rows))
    return table


def _mapped() -> tuple[Any, Any, Any]:
    """Map the three tables a list needs."""
    from sqlalchemy import ForeignKey
    from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

    class Base(DeclarativeBase):
        pass

    class Party(Base):
        __tablename__ = "party"
        id: Mapped[int] = mapped_column(primary_key=True)
        name: Mapped[str]

    class Document(Base):
        __tablename__ = "document"
        id: Mapped[int] = mapped_column(primary_key=True)
        number: Mapped[str]
        issued_on: Mapped[str]
        gross_minor: Mapped[int]
        party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))

    class Receivable(Base):
        __tablename__ = "receivable"
        document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
        balance_minor: Mapped[int]
        next_due_on: Mapped[str | None]

    return Document, Party, Receivable


if __name__ == "__main__":
    main(*sys.argv[1:])
