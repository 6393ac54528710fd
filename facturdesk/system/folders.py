"""Where the program keeps what is the user's: settings, state, backups, logs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from facturdesk.system.resources import resource

__all__ = ["Folders", "resource", "user_folders"]

HOME_VARIABLE = "FACTURDESK_HOME"  # read in bootstrap; puts everything in one folder


@dataclass(frozen=True, slots=True)
class Folders:
    """The user's folders; nothing guarantees that they exist yet."""

    settings: Path
    state: Path  # what a copy of the data file must not carry: last seals seen
    backups: Path
    logs: Path
    documents: Path  # where people keep their own files


def user_folders(home: Path | None = None) -> Folders:
    """Give the folders that this system has for programs, or those under one `home`."""
    if home is not None:
        return Folders(
            home / "settings", home / "state", home / "backups", home / "logs", home / "documents"
        )
    from platformdirs import PlatformDirs  # only where the real folders are wanted

    system = PlatformDirs("FacturDesk", appauthor=False)
    return Folders(
        Path(system.user_config_dir),
        Path(system.user_state_dir),
        Path(system.user_data_dir) / "backups",
        Path(system.user_log_dir),
        Path(system.user_documents_dir),
    )
