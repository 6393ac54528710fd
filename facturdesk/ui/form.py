"""A form: fields by the names that use cases read, each with its label and its fault beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from facturdesk.domain.errors import Problem
from facturdesk.ui.feedback import Feedback
from facturdesk.ui.inputs import Input
from facturdesk.ui.theme import GRID, heading


class Form(QWidget):
    """Rows of label and field; `values` gives what `put_customer` and its kin take.

    A field's name is the path of the input, such as `address.postcode`; its widget gets the
    objectName `<form>.<field>` and the label as accessible name.
    """

    edited = Signal(str)  # the field

    def __init__(self, name: str, feedback: Feedback, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._feedback = feedback
        self._inputs: dict[str, Any] = {}  # Input and QWidget at once
        self._faults: dict[str, QLabel] = {}
        self._labels: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GRID * 2)
        self._grid.setVerticalSpacing(GRID // 2)
        self._grid.setColumnStretch(1, 1)

    def add(self, field: str, label: str, widget: Input, *, hint: str = "") -> None:
        """Add a row."""
        row = self._grid.rowCount()
        caption = QLabel(label)
        assert isinstance(widget, QWidget)
        caption.setBuddy(widget)
        widget.setObjectName(f"{self.objectName()}.{field}")
        widget.setAccessibleName(label.rstrip(" :*"))
        if hint:
            widget.setToolTip(hint)
            widget.setAccessibleDescription(hint)
        fault = QLabel()
        fault.setProperty("look", "problem")
        fault.setWordWrap(True)
        fault.hide()
        self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(widget, row, 1)
        self._grid.addWidget(fault, row + 1, 1)
        self._inputs[field], self._faults[field], self._labels[field] = widget, fault, caption
        widget.edited.connect(lambda: self._edited(field))

    def add_heading(self, text: str) -> None:
        """Add a heading over the rows that follow."""
        label = QLabel(text)
        label.setFont(heading(label.font(), steps=1))
        label.setContentsMargins(0, GRID * 2, 0, GRID // 2)
        self._grid.addWidget(label, self._grid.rowCount(), 0, 1, 2)

    def add_widget(self, widget: QWidget) -> None:
        """Add something that is no field, over both columns."""
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)

    def add_beside(self, widget: QWidget) -> None:
        """Add something that is no field, in the column of the fields."""
        self._grid.addWidget(widget, self._grid.rowCount(), 1)

    def show_row(self, field: str, *, shown: bool) -> None:
        """Show or hide a row; a hidden field still has its value."""
        self._inputs[field].setVisible(shown)
        self._labels[field].setVisible(shown)
        if not shown:
            self._faults[field].hide()

    def input(self, field: str) -> Any:
        """Give the widget of a field."""
        return self._inputs[field]

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of all fields, in order."""
        return tuple(self._inputs)

    def values(self) -> dict[str, object]:
        """Give what is filled in, nested by the points of the names; empty fields are left out."""
        found: dict[str, object] = {}
        for path, widget in self._inputs.items():
            value = widget.value()
            if value is not None:
                _put(found, path.split("."), value)
        return found

    def fill(self, values: Mapping[str, object]) -> None:
        """Show values, nested as `values` gives them; a field without one is emptied."""
        for path, widget in self._inputs.items():
            widget.set_value(_get(values, path.split(".")))
        self.show_problems(())

    def show_problems(self, problems: Iterable[Problem]) -> list[Problem]:
        """Show each problem at its field and go to the first; those of no field come back."""
        for field in self._inputs:
            self._mark(field, "")
        elsewhere = []
        shown: list[str] = []
        for problem in problems:
            found = self._field_of(problem.field)
            if found is None:
                elsewhere.append(problem)
                continue
            self._mark(found, self._feedback.problem(problem))
            shown.append(found)
        if shown:
            self._inputs[min(shown, key=self.fields.index)].setFocus(
                Qt.FocusReason.OtherFocusReason
            )
        return elsewhere

    def show_problem_of(self, field: str, problem: Problem | None) -> None:
        """Show what is wrong with one field, or nothing; the focus stays where it is."""
        self._mark(field, self._feedback.problem(problem) if problem else "")

    def _field_of(self, path: str) -> str | None:
        if path in self._inputs:
            return path
        inside = [field for field in self._inputs if field.startswith(path + ".")]
        return inside[0] if path and inside else None

    def _mark(self, field: str, sentence: str) -> None:
        widget, fault = self._inputs[field], self._faults[field]
        fault.setText(sentence)
        fault.setVisible(bool(sentence))
        if bool(widget.property("wrong")) != bool(sentence):
            widget.setProperty("wrong", bool(sentence))
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def _edited(self, field: str) -> None:
        self._mark(field, "")
        self.edited.emit(field)


def _put(target: dict[str, object], path: list[str], value: object) -> None:
    for part in path[:-1]:
        inner = target.setdefault(part, {})
        assert isinstance(inner, dict)
        target = inner
    target[path[-1]] = value


def _get(values: Mapping[str, object], path: list[str]) -> object:
    value: object = values
    for part in path:
        if not isinstance(value, Mapping) or part not in value:
            return None
        value = value[part]
    return value
