"""The whole program in this process: its own window and folders, a clock of the test's choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from facturdesk.bootstrap import HOME_VARIABLE, Surroundings
from facturdesk.ui.desk import WindowDesk
from facturdesk.ui.single import OneWindow
from facturdesk.ui.start import Program
from facturdesk.usecases.shop import Shop, Stamp

PATIENCE_MS = 30_000


@dataclass(slots=True)
class Calendar:
    """The clock of a journey; the program asks it each time."""

    day: dt.date

    def today(self) -> dt.date:
        """Give the day."""
        return self.day

    def now(self) -> dt.datetime:
        """Give ten in the morning of the day."""
        return dt.datetime.combine(self.day, dt.time(10), dt.UTC)


def desk_of(home: Path, calendar: Calendar, *, language: str = "fr") -> WindowDesk:
    """Make what the window works with, as bootstrap does, with folders and clock of ours."""
    surroundings = Surroundings({HOME_VARIABLE: str(home), "LANG": language})
    desk = surroundings.window_desk()

    def stamp() -> Stamp:
        return replace(surroundings.stamp(), now=calendar.now())

    @contextmanager
    def open_shop(path: Path, *, today: dt.date | None = None) -> Iterator[Shop]:
        with surroundings.open_shop(path, today=today or calendar.day) as shop:
            yield replace(shop, stamp=stamp)

    return replace(
        desk,
        today=calendar.today,
        now=calendar.now,
        stamp=stamp,
        open_shop=open_shop,
        log_defect=_fail,
    )


@contextmanager
def running(
    home: Path, calendar: Calendar, path: Path | None = None, *, language: str = "fr"
) -> Iterator[Program]:
    """Start the program as `facturdesk` or `facturdesk FILE` does, and close it at the end."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    desk = desk_of(home, calendar, language=language)
    one = OneWindow(desk.settings)
    assert one.is_first(path)
    program = Program(app, desk, one, path)
    try:
        wait_for(lambda: program.session is not None)
        wait_for(lambda: is_at_rest(program))
        yield program
    finally:
        ended: list[bool] = []
        assert program.session is not None
        program.session.ended.connect(lambda: ended.append(True))
        program.session.quit()
        wait_for(lambda: bool(ended))
        program.close()
        program.deleteLater()
        QTest.qWait(0)


def is_at_rest(program: Program) -> bool:
    """Tell whether nothing runs: no lane is busy, and the welcome or a page is shown."""
    session = program.session
    if session is None:
        return False
    workspace = session.workspace
    if workspace is None:
        return session.is_at_rest
    return session.is_at_rest and not any(lane.busy for lane in workspace.lanes)


def wait_for(happened: Callable[[], bool], *, patience_ms: int = PATIENCE_MS) -> None:
    """Let the window live until something happened.

    Raises:
        AssertionError: it did not.
    """
    assert QTest.qWaitFor(happened, patience_ms), f"it never happened: {happened}"


def _fail(error: BaseException) -> NoReturn:
    raise AssertionError("a defect reached the user") from error
