"""What every field has in common."""

from __future__ import annotations

from typing import Any, Protocol


class Input(Protocol):
    """A widget with a value as `sale.json`, `company.toml` and their kin write it.

    Texts are str, amounts and rates str with a point ("1200.00"), days ISO str, flags bool;
    None is an empty field. A field that cannot be read gives back what was typed: the use
    case refuses it by name.
    """

    edited: Any  # Signal(): the user changed it

    def value(self) -> object:
        """Give the value."""

    def set_value(self, value: object) -> None:
        """Show a value; `edited` is not emitted."""
