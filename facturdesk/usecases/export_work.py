"""What the helper process does while a list is exported: begin, some rows more, end."""

from __future__ import annotations

import datetime as dt
import json
import struct
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Final, NoReturn

from facturdesk.exchanges import EXPORTS
from facturdesk.exchanges.table import TableColumn, TableWriter, ValueKind
from facturdesk.i18n import load_catalogue
from facturdesk.storage.engine import Stamp, open_store
from facturdesk.system.resources import resource
from facturdesk.system.tables import load_rulebook
from facturdesk.usecases.listing import FieldKind, ListSource, ListWish
from facturdesk.usecases.shop import Shop
