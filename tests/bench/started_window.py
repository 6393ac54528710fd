"""The program as it is started, ended when its window, or its first list, is painted.

Run as a program of its own: `shell|list FILE`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from facturdesk import bootstrap


def main(mode: str, file: str) -> None:
    """Start the program on a data file."""
    if mode == "shell":
        from facturdesk.ui.window import MainWindow

        MainWindow.paintEvent = _end  # type: ignore[method-assign,assignment] # it ends here
    else:
        _end_with_the_list()
    sys.exit(bootstrap.main([file]))


def _end(*_: object) -> None:
    os._exit(0)


def _end_with_the_list() -> None:
    """Open the invoices first, and end when rows of them are painted."""
    from facturdesk.ui import start

    begin = start.Program._begin

    def beginning(program: Any) -> None:
        from facturdesk.ui.session import Session

        def straight(session: Session, path: Path | None) -> None:
            assert path is not None
            _watch_table()
            session.open(path, "invoices")

        Session.start = straight  # type: ignore[method-assign,assignment] # to the list
        begin(program)

    start.Program._begin = beginning  # type: ignore[method-assign,assignment] # to it


def _watch_table() -> None:
    from facturdesk.ui.widgets.table import DataTable

    paint = DataTable.paintEvent

    def painted(table: DataTable, event: Any) -> None:
        paint(table, event)
        model = table.model()
        if model.rowCount() and model.index(0, 0).data() is not None:
            os._exit(0)

    DataTable.paintEvent = painted  # type: ignore[method-assign,assignment] # it ends here


if __name__ == "__main__":
    main(*sys.argv[1:])
