"""Opens a data file as the window does, on a day of our choice; a defect fails the test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from facturdesk.i18n import load_catalogue
from facturdesk.system.resources import resource
from facturdesk.ui.feedback import Feedback
from facturdesk.ui.preferences import Preferences
from facturdesk.ui.workspace import Workspace
from tests.usecases.shops import TODAY, opened


@contextmanager
def opened_workspace(
    path: Path, folder: Path, *, language: str = "fr", today: dt.date = TODAY
) -> Iterator[Workspace]:
    """Open a data file; preferences are kept in `folder`."""
    words = load_catalogue(language, resource("locale"))
    with opened(path, today=today) as shop:
        workspace = Workspace(
            shop,
            words=words,
            preferences=Preferences(folder / "window.ini"),
            feedback=Feedback(words, _fail),
            today=lambda: today,
        )
        try:
            yield workspace
        finally:
            workspace.close()


def _fail(error: BaseException) -> NoReturn:
    raise AssertionError("a defect reached the user") from error
