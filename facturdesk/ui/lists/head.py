"""Over a list: its title, the search, chips, the period, and which columns are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from facturdesk.ui.icons import icon
from facturdesk.ui.lists.spec import ListSpec
from facturdesk.ui.requests import ListRequest
from facturdesk.ui.theme import GRID, heading
from facturdesk.ui.widgets.chips import Chips
from facturdesk.ui.widgets.heading import ActionButton
from facturdesk.ui.widgets.kept_columns import KeptColumns
from facturdesk.ui.widgets.period import PeriodChooser
from facturdesk.usecases.listing import ALL, ListWish

if TYPE_CHECKING:
    from facturdesk.ui.workspace import Workspace

_TO_TABLE: Final = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ListHead(QWidget):
    """Everything that narrows a list; `changed` says that something else is wished for."""

    changed = Signal()
    left = Signal()  # from the search down to the table

    def __init__(
        self, workspace: Workspace, spec: ListSpec, new_action: QAction, export_action: QAction
    ) -> None:
        super().__init__()
        self.setObjectName("head")
        self._words = workspace.words
        self._customer: str | None = None
        words = self._words
        self.search = self._make_search(spec)
        self.chips = Chips([(name, words.text("ui", text)) for name, text in spec.chips], words)
        self.period = PeriodChooser(words, lambda: workspace.shop.today)
        self.columns_button = self._make_columns_button()
        self._of_customer = self._make_of_customer()
        self._lay_out(spec, new_action, export_action)
        self.search.textChanged.connect(self.changed)
        self.chips.chosen.connect(self.changed)
        self.period.changed.connect(self.changed)

    def wish(self, sort: tuple[str, bool]) -> ListWish:
        """Give what is wished for, in an order."""
        since, until = self.period.bounds()
        return ListWish(
            chip=self.chips.current,
            since=since,
            until=until,
            text=self.search.text().strip(),
            customer_code=self._customer,
            sort=sort[0],
            descending=sort[1],
        )

    def show_request(self, request: ListRequest) -> None:
        """Narrow the list as another page asks."""
        self.blockSignals(True)
        self.chips.choose(request.chip if request.chip in self.chips.names else ALL)
        self.period.show_bounds(request.since, request.until)
        self.search.setText(request.text)
        self._show_customer(request.customer_code)
        self.blockSignals(False)

    def clear(self) -> None:
        """Show everything again."""
        self.show_request(ListRequest())
        self.changed.emit()

    def show_tools(self, *, shown: bool) -> None:
        """Show what a list is narrowed with; where nothing is, there is nothing to narrow."""
        self._tools.setVisible(shown)
        self._lower.setVisible(shown)

    def use_columns(self, columns: KeptColumns) -> None:
        """Let the button show the columns of a table."""
        menu = QMenu(self.columns_button)
        menu.setObjectName("columns.menu")
        menu.aboutToShow.connect(menu.clear)
        menu.aboutToShow.connect(lambda: columns.fill_menu(menu))
        self.columns_button.setMenu(menu)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Override
        """Go down from the search to the table; Escape empties it first."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _TO_TABLE:
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _make_search(self, spec: ListSpec) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("list.search")
        field.setAccessibleName(self._words.text("ui", "Search in this list"))
        field.setPlaceholderText(self._words.text("ui", spec.hint))
        field.setClearButtonEnabled(True)
        field.addAction(icon("ph.magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        field.setMinimumWidth(GRID * 14)
        field.setMaximumWidth(GRID * 36)
        field.installEventFilter(self)
        return field

    def _make_columns_button(self) -> QPushButton:
        button = QPushButton()
        button.setObjectName("list.columns")
        button.setAccessibleName(self._words.text("ui", "Columns"))
        button.setToolTip(self._words.text("ui", "Show, move, size and sort columns"))
        button.setIcon(icon("ph.columns"))
        return button

    def _make_of_customer(self) -> QPushButton:
        button = QPushButton()
        button.setObjectName("list.of_customer")
        button.setToolTip(self._words.text("ui", "Show all customers again"))
        button.setAccessibleName(button.toolTip())
        button.clicked.connect(self._forget_customer)
        button.hide()
        return button

    def _show_customer(self, code: str | None) -> None:
        self._customer = code
        self._of_customer.setVisible(code is not None)
        if code is not None:
            self._of_customer.setText(self._words.text("ui", "Customer {code}  ×", code=code))

    def _forget_customer(self) -> None:
        self._show_customer(None)
        self.changed.emit()

    def _lay_out(self, spec: ListSpec, new_action: QAction, export_action: QAction) -> None:
        title = QLabel(self._words.text("ui", spec.title))
        title.setObjectName("heading.title")
        title.setFont(heading(title.font(), steps=5))
        self._tools = QWidget()
        tools = _row(self._tools)
        parts: list[QWidget] = [self.search, self.columns_button, ActionButton(export_action)]
        if spec.has_period:
            parts.insert(1, self.period)
        if spec.new_is_main:
            parts.append(ActionButton(new_action, look="main"))
        tools.addStretch(1)
        for part in parts:
            tools.addWidget(part, 100 if part is self.search else 0)  # it takes what is left
        upper = QHBoxLayout()
        upper.addWidget(title)
        upper.addWidget(self._tools, 1)
        self._lower = QWidget()
        lower = _row(self._lower)
        lower.addWidget(self.chips)
        lower.addWidget(self._of_customer)
        lower.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(upper)
        column.addWidget(self._lower)


def _row(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID)
    return row
