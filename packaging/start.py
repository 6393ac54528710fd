"""Where the frozen program starts."""

from __future__ import annotations

import os
import sys

from facturdesk.__main__ import main

_LIBRARIES = "LD_LIBRARY_PATH"  # PyInstaller points it at its own, and keeps what was there
_KEPT = "LD_LIBRARY_PATH_ORIG"


def restore_libraries() -> None:
    """Let programs of the system, such as the mail program, start with their own libraries.

    This program goes on with those inside: the loader read the variable when it started.
    """
    kept = os.environ.pop(_KEPT, None)
    os.environ.pop(_LIBRARIES, None)
    if kept is not None:
        os.environ[_LIBRARIES] = kept


restore_libraries()
sys.exit(main())
