"""What the window remembers on this computer: sizes, columns, recent files, printers, theme.

Nothing of the shop's is kept here; what must travel with the data is in the data file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QByteArray, QSettings

_MOST_RECENT: Final = 10


class Preferences:
    """A file of keys and JSON values; what cannot be read is as if it had never been kept."""

    def __init__(self, file: Path) -> None:
        self._settings = QSettings(str(file), QSettings.Format.IniFormat)

    def get(self, key: str, default: Any = None) -> Any:
        """Give what was kept under a key such as `printing/copies`."""
        text = self._settings.value(key, None)
        if not isinstance(text, str):
            return default
        try:
            return json.loads(text)
        except ValueError:
            return default

    def put(self, key: str, value: Any) -> None:
        """Keep a value that JSON can hold."""
        self._settings.setValue(key, json.dumps(value, ensure_ascii=False))

    def forget(self, key: str) -> None:
        """Keep nothing under a key any more."""
        self._settings.remove(key)

    def get_bytes(self, key: str) -> QByteArray:
        """Give what was kept as bytes, such as the state of a header; empty when nothing was."""
        text = self.get(key, "")
        return QByteArray.fromBase64(text.encode() if isinstance(text, str) else b"")

    def put_bytes(self, key: str, value: QByteArray) -> None:
        """Keep bytes."""
        self.put(key, bytes(value.toBase64().data()).decode())

    def sync(self) -> None:
        """Write everything to the disk now."""
        self._settings.sync()

    @property
    def recent_files(self) -> list[Path]:
        """The data files opened last, the newest first; some may be gone."""
        kept = self.get("recent_files", [])
        return [Path(each) for each in kept if isinstance(each, str)]

    def remember_file(self, path: Path) -> None:
        """Put a data file first among the recent ones."""
        others = [each for each in self.recent_files if each != path]
        self.put("recent_files", [str(each) for each in [path, *others][:_MOST_RECENT]])

    def forget_file(self, path: Path) -> None:
        """Take a data file out of the recent ones."""
        self.put("recent_files", [str(each) for each in self.recent_files if each != path])
