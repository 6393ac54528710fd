"""The whole program in this process: its own window and folders, a clock of the test's choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from facturdesk.bootstrap import Surroundings
from facturdesk.system.folders import HOME_VARIABLE
from facturdesk.ui.desk import WindowDesk
from facturdesk.ui.session import Session
from facturdesk.ui.single import OneWindow
from facturdesk.ui.start import Program
from facturdesk.usecases.shop import Shop, Stamp

DAY = dt.date(2026, 11, 24)
PATIENCE_MS = 30_000
_LOOK_EVERY_MS = 10


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
        if program.session is not None:
            _quit(program.session)
        program.close()
        program.window.deleteLater()
        program.deleteLater()
        pause(0)


def _quit(session: Session) -> None:
    ended: list[bool] = []
    session.ended.connect(lambda: ended.append(True))
    session.quit()
    wait_for(lambda: bool(ended))


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
    loop, timer = QEventLoop(), QTimer()
    deadline = QDeadlineTimer(patience_ms)
    seen: list[bool] = []  # once it was so: a moment later something else may be at work
    failures: list[AssertionError] = []

    def look() -> None:
        try:
            if happened():
                seen.append(True)
        except AssertionError as failure:  # it would be lost in the event loop
            failures.append(failure)
        if seen or failures or deadline.hasExpired():
            loop.quit()

    timer.timeout.connect(look)
    timer.start(_LOOK_EVERY_MS)
    if not happened():
        loop.exec()  # unlike QTest.qWait it lets other threads work
    else:
        seen.append(True)
    timer.stop()
    if failures:
        raise failures[0]
    assert seen, f"it never happened: {happened}"


def pause(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _fail(error: BaseException) -> NoReturn:
    raise AssertionError("a defect reached the user") from error
