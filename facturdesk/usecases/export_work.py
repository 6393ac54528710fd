"""What the helper process does while a list is exported: begin, some rows more, end.

A file is written by one process from beginning to end; what it keeps between the parts
is in `_open`.
"""

from __future__ import annotations

import datetime as dt
import json
import struct
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Final, NoReturn

from facturdesk.exchanges import EXPORTS
from facturdesk.exchanges.table import Place, TableColumn, TableWriter, ValueKind
from facturdesk.i18n import load_catalogue
from facturdesk.storage import codec
from facturdesk.storage.engine import open_store
from facturdesk.system.resources import resource
from facturdesk.system.tables import load_rulebook
from facturdesk.usecases.listing import FieldKind, ListWish
from facturdesk.usecases.lists import source_named
from facturdesk.usecases.shop import Shop

_PART: Final = 2_000  # rows between two reports of progress
_HEAD: Final = struct.Struct(">I")  # bytes of the task; the ids follow


@dataclass(frozen=True, slots=True)
class Word:
    """What a code is called."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column as exported: a field of the list, its heading, the words of its codes."""

    name: str
    heading: str
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """Everything the helper is told: it shares nothing with the program."""

    data_file: str
    today: dt.date
    file: str
    scratch: str  # a folder for what is needed meanwhile
    export: str
    source: str
    title: str
    columns: tuple[ExportColumn, ...]
    wish: ListWish
    chosen: bool  # the ids follow, else they are those of the wish


def packed(task: Task, ids: Sequence[int]) -> bytes:
    """Write a task with the ids of the rows as bytes."""
    head = codec.dump(task).encode()
    return _HEAD.pack(len(head)) + head + array("q", ids).tobytes()


class _Work:
    """One file being written."""

    def __init__(self, task: Task, ids: array[int]) -> None:
        self._doors = ExitStack()
        self._source = source_named(task.source)
        self._shop = self._doors.enter_context(_opened(task))
        self._ids = ids if task.chosen else self._source.ids(self._shop, task.wish)
        self._values = [_value(self._source.fields[c.name].value, c) for c in task.columns]
        export = next(each for each in EXPORTS if each.name == task.export)
        kinds = [_KINDS[self._source.fields[c.name].kind] for c in task.columns]
        headings = [column.heading for column in task.columns]
        columns = [TableColumn(*each) for each in zip(headings, kinds, strict=True)]
        place = Place(Path(task.file), Path(task.scratch))
        self._table: TableWriter = export.begin(place, task.title, columns)
        self.done = self.written = 0

    @property
    def total(self) -> int:
        """How many rows there are to write."""
        return len(self._ids)

    def go_on(self) -> None:
        """Write some rows more; what was deleted meanwhile is left out."""
        part = self._ids[self.done : self.done + _PART]
        rows = self._source.rows(self._shop, part)
        self._table.add([[value(row) for value in self._values] for row in rows])
        self.done += len(part)
        self.written += len(rows)

    def finish(self) -> None:
        """Finish the file."""
        self._table.close()
        self._doors.close()


_open: list[_Work] = []


def _answering(job: Callable[[bytes], dict[str, int]]) -> Callable[[bytes], bytes]:
    """Answer in JSON; what the system says of the file is told to whoever asked."""

    @wraps(job)
    def answer(payload: bytes) -> bytes:
        try:
            return json.dumps(job(payload)).encode()
        except OSError as error:
            told = {"errno": error.errno, "strerror": error.strerror or str(error)}
            return json.dumps(told).encode()

    return answer


@_answering
def begin(payload: bytes) -> dict[str, int]:
    """Open the data file and the file to write."""
    (length,) = _HEAD.unpack_from(payload)
    start = _HEAD.size + length
    ids = array("q")
    ids.frombytes(payload[start:])
    _open.append(_Work(codec.load(Task, payload[_HEAD.size : start].decode()), ids))
    return {"total": _open[0].total}


@_answering
def more(_payload: bytes) -> dict[str, int]:
    """Write some rows more."""
    _open[0].go_on()
    return {"done": _open[0].done}


@_answering
def end(_payload: bytes) -> dict[str, int]:
    """Finish the file."""
    work = _open.pop()
    work.finish()
    return {"written": work.written}


@contextmanager
def _opened(task: Task) -> Iterator[Shop]:
    """Open the shop to read in it; nothing is written, so nobody acts."""
    with open_store(Path(task.data_file)) as store:
        yield Shop(
            store=store,
            rulebook=load_rulebook(),
            today=task.today,
            stamp=_nobody,
            catalogue=lambda language: load_catalogue(language, resource("locale")),
        )


def _nobody() -> NoReturn:
    raise RuntimeError("an export writes nothing in the data file")


def _value(value: Callable[[Any], Any], column: ExportColumn) -> Callable[[Any], Any]:
    words = {word.code: word.text for word in column.words}
    return (lambda row: words.get(value(row), value(row))) if words else value


_KINDS: Final = {
    FieldKind.TEXT: ValueKind.TEXT,
    FieldKind.CODE: ValueKind.TEXT,
    FieldKind.DAY: ValueKind.DAY,
    FieldKind.AMOUNT: ValueKind.AMOUNT,
    FieldKind.PRICE: ValueKind.PRICE,
    FieldKind.RATE: ValueKind.RATE,
    FieldKind.COUNT: ValueKind.COUNT,
}
