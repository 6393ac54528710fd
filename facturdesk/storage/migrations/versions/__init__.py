"""The versions of the data file, oldest first; a released one is never changed.

Each module has `VERSION`, the number in the header of the file, and `upgrade()`, which leads
there from the version before with Alembic's operations. It imports nothing of the program:
tables of today are not those of then.
"""

from __future__ import annotations

from types import ModuleType
from typing import Final

from facturdesk.storage.migrations.versions import v0001_first, v0002_cards

VERSIONS: Final[tuple[ModuleType, ...]] = (v0001_first, v0002_cards)
