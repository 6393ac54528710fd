"""The window: thin pages over the use cases; the only floor that knows Qt."""

from __future__ import annotations

import builtins

# PySide6 puts an import of its own in the place of Python's, for `from __feature__ import …`,
# which is not used here. It reads the source of every module imported from then on: an eighth
# of the time until the first list, and every line stays in memory.
_python_import = builtins.__import__

import PySide6.QtCore  # noqa: E402, F401 - it does so

builtins.__import__ = _python_import
