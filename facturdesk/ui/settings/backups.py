"""Copies: where they go, when the last was made, one now, and back from one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem

from facturdesk.ui.backup import FOLDERS, backup_folders, backups_of, last_copy, own_folder
from facturdesk.ui.dialogs.files import ask_folder, ask_target
from facturdesk.ui.dialogs.restore import RestoreDialog
from facturdesk.ui.settings.section import Section
from facturdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from facturdesk.usecases.backing_up import BackupResult
    from facturdesk.usecases.safekeeping import FileSummary

_LIST_HEIGHT = 112


class BackupsSection(Section):
    """The folders of copies; kept on this computer."""

    name = "backups"

    def __init__(self, workspace: Workspace) -> None:
        text = workspace.words.text
        super().__init__(
            workspace,
            text("ui", "Backups"),
            text(
                "ui",
                "A copy is made when you close FacturDesk and once a day, read again and counted. "
                "The last seven days and four weeks are kept. Add a stick: a copy that lies on the "
                "same disk is lost with it.",
            ),
        )
        self._backups = backups_of(workspace)
        self._backups.ended.connect(self._ended)
        self._list = QListWidget()
        self._list.setObjectName("settings.backups.folders")
        self._list.setProperty("look", "choices")
        self._list.setAccessibleName(text("ui", "Folders of copies"))
        self._list.setFixedHeight(_LIST_HEIGHT)
        self._list.currentRowChanged.connect(self._show_state)
        self._last = QLabel()
        self._add = self.button("add", text("ui", "Add a folder or a stick…"), self._ask_folder)
        self._remove = self.button("remove", text("ui", "Remove"), self._take_out)
        self._now = self.button("now", text("ui", "Back up now"), self._run, look="main")
        self._copy = self.button("copy", text("ui", "Save a copy…"), self._ask_copy)
        self._restore = self.button("restore", text("ui", "Restore a backup…"), self._ask_restore)
        for buttons in ((self._add, self._remove), (self._now, self._copy, self._restore)):
            if self._now in buttons:
                self.body.addWidget(self._last)
            else:
                self.body.addWidget(self._list)
            row = QHBoxLayout()
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            self.body.addLayout(row)
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Show the folders and the last copy."""
        preferences = self.workspace.preferences
        own = own_folder(preferences)
        self._list.clear()
        for folder in backup_folders(preferences):
            shown = str(folder)
            if folder == own:
                shown = self.words.text("ui", "{folder} (on this computer)", folder=folder)
            item = QListWidgetItem(shown)
            item.setToolTip(str(folder))
            self._list.addItem(item)
        last = last_copy(preferences, self.workspace.shop.store.path)
        self._last.setText(
            self.words.text(
                "ui", "Last copy: {day} at {time}.", day=last.date(), time=f"{last:%H:%M}"
            )
            if last
            else self.words.text("ui", "No copy was made from this computer yet.")
        )
        self._show_state()

    def _show_state(self) -> None:
        self._remove.setEnabled(self._list.currentRow() >= 0 and self._list.count() > 1)
        self._now.setEnabled(self._list.count() > 0 and not self._backups.is_running)

    def _ask_folder(self) -> None:
        ask_folder(
            self, self.words.text("ui", "Choose a folder for copies"), chosen=self.add_folder
        )

    def add_folder(self, folder: Path) -> None:
        """Copy there too, from now on."""
        folders = backup_folders(self.workspace.preferences)
        if folder not in folders:
            self._keep([*folders, folder])

    def _take_out(self) -> None:
        row = self._list.currentRow()
        folders = backup_folders(self.workspace.preferences)
        if 0 <= row < len(folders) and len(folders) > 1:
            self._keep(folders[:row] + folders[row + 1 :])

    def _keep(self, folders: list[Path]) -> None:
        self.workspace.preferences.put(FOLDERS, [str(folder) for folder in folders])
        self.refresh()

    def _run(self) -> None:
        self._backups.run_now()
        self._show_state()

    def _ended(self, _: BackupResult) -> None:
        self.refresh()

    def _ask_copy(self) -> None:
        shop = self.workspace.shop
        name = f"{shop.store.path.stem} {shop.today.isoformat()}{shop.store.path.suffix}"
        ask_target(
            self,
            self.words.text("ui", "Save a copy"),
            kinds=self.words.text("ui", "FacturDesk files (*.facturdesk)"),
            target=Path.home() / name,
            chosen=self.save_copy,
        )

    def save_copy(self, target: Path) -> None:
        """Write a verified copy where the user wants it."""
        from facturdesk.usecases.safekeeping import backup

        shop = self.workspace.shop
        self.workspace.activities.run(
            self.workspace.batch,
            self.words.text("ui", "Copying…"),
            lambda activity: backup(shop, target, progress=activity),
            done=lambda summary: self._copied(target, summary),
            owner=self,
        )

    def _copied(self, target: Path, _: FileSummary) -> None:
        self.workspace.feedback.done(
            self.words.text("ui", "The copy {name} is written and verified.", name=target.name)
        )

    def _ask_restore(self) -> None:
        workspace = self.workspace
        dialog = RestoreDialog(
            self.words,
            workspace.reader,
            workspace.shop.store.path,
            backup_folders(workspace.preferences),
            self,
        )
        dialog.chosen.connect(self._leave_for)
        dialog.open()

    def _leave_for(self, copy: Path) -> None:
        """Let the window close this file, put the copy in its place and open it."""
        self.workspace.go("restore", copy)
