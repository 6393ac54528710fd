"""Puts a copy in the place of a data file, or goes on with an older file, and says what became of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facturdesk.ui.welcome.host import Host

if TYPE_CHECKING:
    from facturdesk.usecases.safekeeping import RestoreResult


class Restoring(QObject):
    """`opened` names the file once it is in its place; `copy_wanted` asks for a copy of it."""

    opened = Signal(object)  # Path
    copy_wanted = Signal(object)  # Path

    def __init__(self, host: Host, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host

    def restore(self, path: Path, copy: Path) -> None:
        """Put a copy in the place of a data file that is not open."""
        from facturdesk.usecases.safekeeping import restore

        state, stamp = self._host.desk.state(), self._host.desk.stamp()
        label = self._host.words.text("ui", "before the restore of")
        self._run(path, lambda: restore(path, copy, state=state, stamp=stamp, label=label))

    def ask_about_behind(self, path: Path) -> None:
        """Explain that the file is older than what this computer saw last, and do as is chosen."""
        text = self._host.words.text
        chosen = self._host.feedback.choose(
            text("ui", "{name} is older than the last time on this computer.", name=path.name),
            {
                "restore": text("ui", "Restore a backup…"),
                "accept": text("ui", "Go on with this file"),
            },
            details=text(
                "ui",
                "It may be an old copy put in its place. Look for the newest file first. If you go "
                "on with this one, what was recorded since is not in it; numbers given since are "
                "passed over, and this is recorded.",
            ),
        )
        if chosen == "restore":
            self.copy_wanted.emit(path)
        elif chosen == "accept":
            self._accept(path)

    def _accept(self, path: Path) -> None:
        from facturdesk.usecases.safekeeping import accept_behind

        state, stamp = self._host.desk.state(), self._host.desk.stamp()
        self._run(path, lambda: accept_behind(path, state=state, stamp=stamp))

    def _run(self, path: Path, work: Callable[[], RestoreResult]) -> None:
        self._host.activities.run(
            self._host.work,
            self._host.words.text("ui", "Restoring {name}…", name=path.stem),
            lambda _: work(),
            done=lambda result: self._done(path, result),
            owner=self,
        )

    def _done(self, path: Path, result: RestoreResult) -> None:
        self._host.feedback.tell(
            self._host.words.text("ui", "{name} is restored and verified.", name=path.stem),
            details="\n\n".join(self._facts(result)),
        )
        self.opened.emit(path)

    def _facts(self, result: RestoreResult) -> list[str]:
        words = self._host.words
        counts = (
            words.plural("ui", "{count} document", "{count} documents", result.summary.documents),
            words.plural("ui", "{count} payment", "{count} payments", result.summary.payments),
        )
        facts = [
            words.text(
                "ui",
                "It holds {documents} and {payments}.",
                documents=counts[0],
                payments=counts[1],
            )
        ]
        if result.kept is not None:
            facts.append(
                words.text("ui", "What was there is kept as {file}.", file=result.kept.name)
            )
        if result.passed_over:
            facts.append(
                words.plural(
                    "ui",
                    "{count} number will not be given again: it was used after the backup.",
                    "{count} numbers will not be given again: they were used after the backup.",
                    result.passed_over,
                )
            )
        if result.blind:
            facts.append(
                words.text(
                    "ui",
                    "Nothing is known of what was recorded after the backup: compare with the last "
                    "invoice you sent before you issue another.",
                )
            )
        return facts
