"""Writes a list to a file for spreadsheets: a part at a time, in a process of its own.

Reading and writing a million rows keeps Python busy for a minute: the window stays free,
says how far it is and may stop it. The file appears under its name once it is whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from facturdesk.domain.errors import ActionableError
from facturdesk.exchanges import EXPORTS
from facturdesk.exchanges.table import Export, Place
from facturdesk.system.files import put_whole
from facturdesk.system.helper_process import HelperProcess, kind_of
from facturdesk.usecases import export_work
from facturdesk.usecases.export_work import ExportColumn, Task, Word, packed
from facturdesk.usecases.listing import ListWish
from facturdesk.usecases.saving import output_errors, refuse_data_file
from facturdesk.usecases.shop import Shop

__all__ = ["EXPORTS", "ExportColumn", "ExportOrder", "TooManyRows", "Word", "export_list"]

Progress = Callable[[int, int], None]  # done, total; may raise to stop

_LONGEST_S: Final = 3600.0  # the last step of a workbook of a million rows takes a while
_FOR_ALL: Final = 1_000_000_000  # parts: no other process takes over in the midst of a file


class TooManyRows(ActionableError):
    """The kind of file holds fewer rows than the list has."""

    code = "too-many-rows"


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is exported: a list as wished for, or the rows with these ids."""

    source: str  # name of a ListSource
    title: str
    columns: tuple[ExportColumn, ...]
    wish: ListWish = field(default_factory=ListWish)
    ids: Sequence[int] | None = None


def export_list(shop: Shop, order: ExportOrder, target: Path, *, progress: Progress) -> int:
    """Write a list to a file whose suffix says what kind it is; how many rows it has.

    Raises:
        TooManyRows: a workbook does not hold that many.
        OutputIsDataFile, OutputForbidden, OutputFolderMissing, OutputDiskFull, OutputFailed:
            nothing was written, and what was there is still there.
    """
    export = export_of(target)
    refuse_data_file(target, shop.store.path)
    with (
        output_errors(target),
        put_whole(target) as aside,
        TemporaryDirectory(prefix="facturdesk-", ignore_cleanup_errors=True) as scratch,
        HelperProcess(timeout=_LONGEST_S, recycle_after=_FOR_ALL) as helper,
    ):
        total = _asked(
            helper, export_work.begin, _packed(shop, order, export, Place(aside, Path(scratch)))
        )["total"]
        if export.most_rows is not None and total > export.most_rows:
            raise TooManyRows(count=total, limit=export.most_rows)
        done = 0
        while done < total:
            progress(done, total)
            done = _asked(helper, export_work.more)["done"]
        progress(total, total)
        return int(_asked(helper, export_work.end)["written"])


def export_of(target: Path) -> Export:
    """Give the kind of file that a name asks for; CSV where it says nothing known."""
    for export in EXPORTS:
        if target.suffix.lower() == export.suffix:
            return export
    return EXPORTS[0]


def _packed(shop: Shop, order: ExportOrder, export: Export, place: Place) -> bytes:
    task = Task(
        data_file=str(shop.store.path),
        today=shop.today,
        file=str(place.file),
        scratch=str(place.scratch),
        export=export.name,
        source=order.source,
        title=order.title,
        columns=order.columns,
        wish=order.wish,
        chosen=order.ids is not None,
    )
    return packed(task, order.ids or ())


def _asked(helper: HelperProcess, job: Callable[[bytes], bytes], payload: bytes = b"") -> Any:
    answer = json.loads(helper.call(kind_of(job), payload))
    if "errno" in answer:
        raise OSError(answer["errno"], answer["strerror"])
    return answer
