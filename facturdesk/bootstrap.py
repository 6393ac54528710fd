"""Puts the program together; the only place that reads the clock and the environment."""

from __future__ import annotations

import datetime as dt
import gc
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from facturdesk.cli.commands import wants_window
from facturdesk.domain.errors import ActionableError
from facturdesk.i18n import Catalogue, load_catalogue, pick_language
from facturdesk.system.folders import HOME_VARIABLE, Folders, user_folders
from facturdesk.system.resources import resource

if TYPE_CHECKING:  # loaded when a data file is opened
    from facturdesk.cli.desk import Desk
    from facturdesk.domain.rulebook import Rulebook
    from facturdesk.storage.engine import Stamp
    from facturdesk.ui.desk import WindowDesk
    from facturdesk.usecases.shop import Shop

LANGUAGE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
SCREEN_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")  # of Linux


class NoScreen(ActionableError):
    """The window was asked for where there is none to show it on."""

    code = "no-screen"


class Defect(ActionableError):
    """The program met something it was not made for; the log has it whole."""

    code = "defect"


class DefectNotLogged(ActionableError):
    """The same, and the log could not be written."""

    code = "defect-not-logged"


def main(arguments: Sequence[str]) -> int:
    """Run the program with its arguments and give its exit code."""
    _print_whatever_comes()
    surroundings = Surroundings(os.environ)
    try:
        if wants_window(arguments):
            return surroundings.run_window(arguments)
        return _run_command(arguments, surroundings)
    except NoScreen as refusal:
        return _refused(refusal, surroundings, as_json=False)
    except KeyboardInterrupt:
        return 130  # as shells count it
    except Exception as error:  # noqa: BLE001 - a defect is logged whole and said once
        logged = _logged(error, surroundings.folders.logs)
        return _refused(logged, surroundings, as_json="--json" in arguments)


def _run_command(arguments: Sequence[str], surroundings: Surroundings) -> int:
    from facturdesk.cli.answers import DONE, drop_output
    from facturdesk.cli.main import run

    try:
        return run(arguments, surroundings.desk())
    except BrokenPipeError:  # `facturdesk list … | head`: done, and nobody reads on
        drop_output()
        return DONE


def _refused(refusal: ActionableError, surroundings: Surroundings, *, as_json: bool) -> int:
    from facturdesk.cli.answers import DEFECT, REFUSED, print_refusal

    print_refusal(refusal, surroundings.catalogue, as_json=as_json)
    return REFUSED if isinstance(refusal, NoScreen) else DEFECT


class _RulebookLater:
    """The rulebook, read when it is first asked: the first list of the window needs none."""

    def __init__(self, load: Callable[[], Rulebook]) -> None:
        self._load = load

    def __getattr__(self, name: str) -> Any:
        return getattr(self._load(), name)


class Surroundings:
    """What the computer says: language, folders, user, time; each looked up when needed."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment

    @cached_property
    def folders(self) -> Folders:
        """The user's folders."""
        home = self._environment.get(HOME_VARIABLE)
        return user_folders(Path(home).absolute() if home else None)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The dated rates, mentions and thresholds."""
        from facturdesk.system.tables import load_rulebook

        return load_rulebook()

    @property
    def catalogue(self) -> Catalogue:
        """The words of the user."""
        return _catalogue(language_of(self._environment))

    def desk(self) -> Desk:
        """Make what commands work with."""
        from facturdesk.cli.desk import Desk

        return Desk(
            catalogue=self.catalogue,
            today=dt.date.today(),
            open_shop=self.open_shop,
            stamp=self.stamp,
            state=lambda: self._state,
            rulebook=lambda: self.rulebook,
            backups=self.folders.backups,
        )

    def run_window(self, arguments: Sequence[str]) -> int:
        """Show the window until it is closed.

        Raises:
            NoScreen: there is none, as on a server.
        """
        screens = any(self._environment.get(name) for name in SCREEN_VARIABLES)
        if sys.platform.startswith("linux") and not screens:
            raise NoScreen
        gc.disable()  # until the window is seen: it would look again and again at what stays
        from facturdesk.system.memory import return_large_blocks
        from facturdesk.ui.start import run_window

        return_large_blocks()
        return run_window(self.window_desk(), arguments)

    def window_desk(self) -> WindowDesk:
        """Make what the window works with."""
        from facturdesk.ui.desk import WindowDesk

        return WindowDesk(
            language=language_of(self._environment),
            catalogue=_catalogue,
            today=dt.date.today,
            now=lambda: dt.datetime.now().astimezone(),
            open_shop=self.open_shop,
            stamp=self.stamp,
            rulebook=lambda: self.rulebook,
            state=lambda: self._state,
            settings=self.folders.settings,
            backups=self.folders.backups,
            logs=self.folders.logs,
            documents=self.folders.documents,
            help_folder=resource("help"),
            icons_folder=resource("icons"),
            log_defect=self._log_defect,
        )

    @cached_property
    def _rulebook_later(self) -> _RulebookLater:
        return _RulebookLater(lambda: self.rulebook)

    def _log_defect(self, error: BaseException) -> str:
        from facturdesk.system.logs import log_defect

        try:
            return str(log_defect(error, self.folders.logs))
        except OSError as failure:
            return f"{failure.filename}: {failure.strerror}"

    @contextmanager
    def open_shop(self, path: Path, *, today: dt.date | None = None) -> Iterator[Shop]:
        """Open a data file for use cases; `today` replaces the day of the clock."""
        from facturdesk.storage.engine import open_store
        from facturdesk.usecases.shop import Shop

        if os.path.isdir(path):  # noqa: PTH112 - also of a name no system takes
            from facturdesk.cli.inputs import InputIsAFolder

            raise InputIsAFolder(file=str(path))
        with open_store(path, state=self._state) as store:
            yield Shop(
                store=store,
                rulebook=cast("Rulebook", self._rulebook_later),
                today=today or dt.date.today(),
                stamp=self.stamp,
                catalogue=_catalogue,
            )

    @cached_property
    def _state(self) -> Path:
        """The folder of what was last seen of each data file; from here on there are warnings."""
        from facturdesk.system.logs import keep_warnings

        keep_warnings(self.folders.logs)
        return self.folders.state

    def stamp(self) -> Stamp:
        """Say who acts, and when."""
        import getpass
        import platform

        from facturdesk.storage.engine import Stamp

        try:
            actor = getpass.getuser()
        except (KeyError, OSError):  # a container whose user has no name
            actor = ""
        return Stamp(dt.datetime.now().astimezone(), actor=actor, device=platform.node())


def language_of(environment: Mapping[str, str]) -> str:
    """Give the language that the environment wishes for, as gettext reads it; else French."""
    wishes = [environment.get(name, "") for name in LANGUAGE_VARIABLES]
    return pick_language(*(wish for text in wishes for wish in text.split(":")))


def _catalogue(language: str) -> Catalogue:
    return load_catalogue(language, resource("locale"))


def _logged(error: Exception, folder: Path) -> ActionableError:
    from facturdesk.system.logs import log_defect

    try:
        file = log_defect(error, folder)
    except OSError:
        import traceback

        traceback.print_exception(error)
        return DefectNotLogged()
    return Defect(file=str(file))


def _print_whatever_comes() -> None:
    """Let no file name or character stop a message, whatever the terminal can show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
