"""What the system knows of mail programs, and the folder where messages wait to be opened."""

from __future__ import annotations

import contextlib
import datetime as dt
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from facturdesk.system.programs import call

MESSAGE: Final = "message/rfc822"
_PREFIX: Final = "facturdesk-mail-"
_KEPT_FOR: Final = dt.timedelta(days=2)


def opens_messages() -> bool:
    """Tell whether some program opens a message; Windows and macOS say so when it is opened."""
    if sys.platform in {"win32", "darwin"}:
        return True
    try:
        answer = call("xdg-mime", "query", "default", MESSAGE)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and bool(answer.stdout.strip())


def private_folder(*, now: dt.datetime) -> Path:
    """Make a folder that only the user reads; what was left in such folders days ago goes.

    Raises:
        OSError: there is no room or place for it.
    """
    clear_folders(now=now)
    return Path(tempfile.mkdtemp(prefix=_PREFIX))


def clear_folders(*, now: dt.datetime) -> None:
    """Remove the folders of messages that were prepared days ago.

    Not sooner: a mail program may read the file long after it was asked to open it.
    """
    for old in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):  # another user's, or gone already
            made = dt.datetime.fromtimestamp(old.stat().st_mtime, dt.UTC)
            if now - made > _KEPT_FOR:
                shutil.rmtree(old)
