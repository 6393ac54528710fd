"""What the menus do with data files and with the program itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from facturdesk.ui.backup import backup_folders
from facturdesk.ui.changes import EVERYTHING
from facturdesk.ui.dialogs.files import ask_file, ask_target
from facturdesk.ui.session import Session

if TYPE_CHECKING:
    from facturdesk.ui.activity import Activity
    from facturdesk.usecases.shop import Shop

_FIRST_STEPS = "first-steps"  # the help where no shop is open


class FileActions(QObject):
    """Connects the actions that need the session."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._window = session.window
        self._words = session.window.words
        self._window.menus.connect_all(
            {
                "new_shop": self._new_shop,
                "open": self._choose,
                "save_copy": self._choose_copy,
                "back_up": self._back_up,
                "restore": self._restore,
                "quit": session.quit,
                "check_overdue": self._check_overdue,
                "refresh": self._refresh,
                "help": self._help,
                "first_steps": self._first_steps,
                "whats_new": partial(self._show_help, "news"),
                "log": self._show_log,
                "about": self._about,
            }
        )
        self._window.menus.recent.aboutToShow.connect(self._list_recent)
        session.opened.connect(self._opened)
        if session.workspace is not None:
            self._opened()

    def _opened(self) -> None:
        assert self._session.workspace is not None
        self._session.workspace.route_wanted.connect(self._route)

    def _route(self, name: str, argument: object) -> None:
        if name == "open_file":
            self._choose()
        elif name == "restore" and isinstance(argument, Path):
            self._put_back(argument)
        elif name == "help":
            self._show_help(str(argument))

    def _new_shop(self) -> None:
        self._session.doorway.show().show_assistant()

    def _choose(self) -> None:
        recent = self._window.preferences.recent_files
        ask_file(
            self._window,
            self._words.text("ui", "Open a file"),
            kinds=self._words.text("ui", "FacturDesk files (*.facturdesk)"),
            start=recent[0].parent if recent else self._session.desk.documents,
            chosen=self._session.open,
        )

    def _list_recent(self) -> None:
        menu = self._window.menus.recent
        menu.clear()
        for number, path in enumerate(self._window.preferences.recent_files):
            action = menu.addAction(f"&{number + 1} {path.stem.replace('&', '&&')}")
            action.setObjectName(f"recent.{number}")
            action.setStatusTip(str(path))
            action.triggered.connect(partial(self._session.open, path))

    def _choose_copy(self) -> None:
        path = self._session.path
        assert path is not None
        day = self._session.desk.today()
        ask_target(
            self._window,
            self._words.text("ui", "Save a copy"),
            kinds=self._words.text("ui", "FacturDesk files (*.facturdesk)"),
            target=path.with_name(f"{path.stem} {day.isoformat()}{path.suffix}"),
            chosen=self._save_copy,
        )

    def _save_copy(self, target: Path) -> None:
        workspace = self._session.workspace
        if workspace is None:
            return
        shop = workspace.shop
        said = self._words.text("ui", "The copy {file} is made and verified.", file=target.name)
        workspace.activities.run(
            workspace.batch,
            self._words.text("ui", "Saving a copy…"),
            lambda activity: _copied(shop, target, activity),
            done=lambda _: workspace.feedback.done(said),
            owner=self,
        )

    def _back_up(self) -> None:
        if self._session.watch is not None:
            self._session.watch.backups.run_now()

    def _restore(self) -> None:
        workspace, path = self._session.workspace, self._session.path
        if workspace is None or path is None:
            return
        from facturdesk.ui.dialogs.restore import RestoreDialog

        folders = backup_folders(workspace.preferences) or [self._session.desk.backups]
        dialog = RestoreDialog(self._words, workspace.reader, path, folders, self._window)
        dialog.chosen.connect(self._put_back)
        dialog.open()

    def _put_back(self, copy: Path) -> None:
        """Close the file first: a copy takes its place."""
        path = self._session.path
        assert path is not None
        self._session.close_file(
            lambda: self._session.doorway.show().restore(path, copy),
            backup=False,  # of today, it would be written over the copy of today that is chosen
        )

    def _check_overdue(self) -> None:
        if self._session.watch is not None:
            self._session.watch.run(asked=True)

    def _refresh(self) -> None:
        if self._session.workspace is not None and self._session.watch is not None:
            self._session.workspace.hub.changed.emit(EVERYTHING)
            self._session.watch.run()

    def _help(self) -> None:
        page = self._window.pages.page if self._window.pages else None
        if self._session.doorway.is_shown or page is None:
            self._show_help(_FIRST_STEPS)
        else:
            self._show_help(page.help_topic)

    def _show_help(self, topic: str) -> None:
        from facturdesk.ui.help.viewer import HelpViewer

        viewer = self._window.findChild(HelpViewer)
        if viewer is None:
            viewer = HelpViewer(self._session.desk.help_folder, self._words, self._window)
        viewer.show_topic(topic)

    def _first_steps(self) -> None:
        from facturdesk.ui.help.first_steps import FirstStepsDialog

        if self._session.workspace is not None:
            FirstStepsDialog(self._session.workspace, self._window).open()

    def _show_log(self) -> None:
        folder = self._session.desk.logs
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _about(self) -> None:
        from facturdesk.ui.help.about import AboutDialog

        AboutDialog(self._session.desk.help_folder, self._words, self._window).open()


def _copied(shop: Shop, target: Path, activity: Activity) -> None:
    from facturdesk.usecases.safekeeping import backup

    backup(shop, target, progress=activity)
