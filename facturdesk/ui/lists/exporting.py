"""Asks where a list is to be written, and writes it with progress."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from facturdesk.i18n import marked
from facturdesk.ui.lists.spec import ListSpec
from facturdesk.ui.models.columns import Column

if TYPE_CHECKING:
    from facturdesk.ui.activity import Activity
    from facturdesk.ui.page import Page
    from facturdesk.ui.workspace import Workspace
    from facturdesk.usecases.exporting import ExportColumn, ExportOrder
    from facturdesk.usecases.listing import ListWish

FOLDER: Final = "export/folder"
KIND: Final = "export/kind"
KINDS: Final = {
    ".xlsx": marked("ui", "Excel workbook (*.xlsx)"),
    ".csv": marked("ui", "CSV for spreadsheets (*.csv)"),
}


def export_rows(
    page: Page,
    spec: ListSpec,
    columns: Sequence[Column],
    wish: ListWish,
    *,
    ids: Sequence[int] | None = None,
) -> QFileDialog:
    """Ask for a file and write the list to it, or the rows with these ids."""
    from facturdesk.usecases.exporting import ExportOrder

    title = page.words.text("ui", spec.title)
    order = ExportOrder(
        source=spec.source.name,
        title=title,
        columns=tuple(_exported(column) for column in columns),
        wish=wish,
        ids=ids,
    )
    dialog = _file_dialog(page, title)
    dialog.fileSelected.connect(lambda name: _chosen(page.workspace, order, dialog, name))
    dialog.open()
    return dialog


def _exported(column: Column) -> ExportColumn:
    from facturdesk.usecases.exporting import ExportColumn, Word

    return ExportColumn(
        column.name,
        column.heading,
        tuple(Word(code, text) for code, text in column.codes.items()),
    )


def _file_dialog(page: Page, title: str) -> QFileDialog:
    words, preferences = page.words, page.workspace.preferences
    filters = {suffix: words.text("ui", text) for suffix, text in KINDS.items()}
    kind = preferences.get(KIND, "")
    suffix = kind if kind in KINDS else next(iter(KINDS))
    dialog = QFileDialog(
        page, words.text("ui", "Export the list"), _folder(preferences.get(FOLDER))
    )
    dialog.setObjectName("export")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(filters.values()))
    dialog.selectNameFilter(filters[suffix])
    dialog.setDefaultSuffix(suffix.lstrip("."))
    dialog.filterSelected.connect(
        lambda chosen: dialog.setDefaultSuffix(_suffix_of(chosen, filters).lstrip("."))
    )
    dialog.selectFile(f"{title}{suffix}")
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _chosen(workspace: Workspace, order: ExportOrder, dialog: QFileDialog, name: str) -> None:
    filters = {suffix: workspace.words.text("ui", text) for suffix, text in KINDS.items()}
    suffix = _suffix_of(dialog.selectedNameFilter(), filters)
    target = Path(name)
    if target.suffix.lower() not in KINDS:
        target = target.with_name(target.name + suffix)
    elif target.suffix.lower() != suffix and target.stem == order.title:
        target = target.with_suffix(suffix)  # the proposed name follows the chosen kind
    workspace.preferences.put(FOLDER, str(target.parent))
    workspace.preferences.put(KIND, target.suffix.lower())
    write_export(workspace, order, target)


def write_export(workspace: Workspace, order: ExportOrder, target: Path) -> None:
    """Write a list to a file, with progress in the status line."""
    from facturdesk.usecases.exporting import export_list

    shop, words = workspace.shop, workspace.words

    def work(activity: Activity) -> int:
        return export_list(shop, order, target, progress=activity)

    def done(count: int) -> None:
        said = words.plural(
            "ui",
            "{count} line written to {file}",
            "{count} lines written to {file}",
            count,
            file=target.name,
        )
        workspace.feedback.done(said)

    title = words.text("ui", "Exporting to {file}", file=target.name)
    workspace.activities.run(workspace.batch, title, work, done=done)


def _suffix_of(chosen: str, filters: dict[str, str]) -> str:
    return next((suffix for suffix, text in filters.items() if text == chosen), ".csv")


def _folder(kept: object) -> str:
    if isinstance(kept, str) and Path(kept).is_dir():
        return kept
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
