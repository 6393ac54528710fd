"""The log of defects: a few files that replace one another, without what customers own.

The log is for people who help: it holds where the program failed and why, never what was
typed. Texts that an error quotes are masked unless they look like a name of the program.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Final

from facturdesk import __version__

FILE_NAME: Final = "facturdesk.log"
LONGEST_FILE: Final = 1_000_000  # bytes
OLD_FILES: Final = 4
MASK: Final = "…"

_QUOTED: Final = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
_NAME: Final = re.compile(r"'[a-z_][a-z0-9_.]*'")
_PARAMETERS: Final = re.compile(r"\[parameters: .*\]", re.DOTALL)  # of SQLAlchemy


def log_defect(error: BaseException, folder: Path) -> Path:
    """Write a defect whole to the log and give its file.

    Raises:
        OSError: the log cannot be written.
    """
    python = sys.version.partition(" ")[0]
    text = f"FacturDesk {__version__}, Python {python}, {sys.platform}\n{described(error)}".rstrip()
    return _written(folder, logging.LogRecord(__name__, logging.ERROR, "", 0, text, None, None))


def keep_warnings(folder: Path) -> None:
    """Send what the program's modules warn of to the log, not to the terminal."""
    logger = logging.getLogger("facturdesk")
    if not any(isinstance(handler, _Warnings) for handler in logger.handlers):
        logger.addHandler(_Warnings(folder))


class _Warnings(logging.Handler):
    """Writes a record to the log file, which is only open meanwhile."""

    def __init__(self, folder: Path) -> None:
        super().__init__(logging.WARNING)
        self._folder = folder

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record; a log that cannot be written is said as `logging` does."""
        try:
            _written(self._folder, record)
        except OSError:
            self.handleError(record)


class _Masking(logging.Formatter):
    """Tells an exception as `described` does."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 - Override
        """Tell the exception of a record, texts masked."""
        return described(ei[1]).rstrip() if ei[1] is not None else ""


def _written(folder: Path, record: logging.LogRecord) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / FILE_NAME
    handler = RotatingFileHandler(
        file, maxBytes=LONGEST_FILE, backupCount=OLD_FILES, encoding="utf-8"
    )
    try:
        handler.setFormatter(_Masking("%(asctime)s %(levelname)s %(message)s"))
        handler.emit(record)
    finally:
        handler.close()
    return file


def described(error: BaseException) -> str:
    """Tell an exception and its causes with their places in the code, texts masked."""
    told = traceback.TracebackException.from_exception(error)
    return "".join(_masked(line) for line in told.format())


def _masked(text: str) -> str:
    if text.lstrip().startswith("File "):  # a place in the code, and its line
        return text
    bare = _PARAMETERS.sub(f"[parameters: {MASK}]", text)
    return _QUOTED.sub(lambda found: found[0] if _NAME.fullmatch(found[0]) else MASK, bare)
