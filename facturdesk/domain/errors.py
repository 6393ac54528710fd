"""Errors a user can act on: a code and the facts; the sentences are in the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong or missing: its code, the field it belongs to, and the facts.

    `field` is the path of the input as the user wrote it: `lines[2].unit_price`
    (counted from 0, as in the file), `customer.address.postcode`.
    """

    code: str
    field: str
    params: dict[str, object] = dataclass_field(default_factory=dict)


class ActionableError(Exception):
    """A refusal the user can act on; nothing was saved when it is raised.

    `code` keys the translated sentence and `params` fill its blanks. No text
    lives here: the domain has no language.
    """

    code: ClassVar[str]

    def __init__(self, **params: object) -> None:
        super().__init__(f"{self.code}: {params}")
        self.params = params

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The single problems behind the refusal; empty when there is only one reason."""
        return ()


class InputRefused(ActionableError):
    """The input is wrong or incomplete: everything is reported at once, field by field."""

    code = "input-refused"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self._problems = tuple(problems)
        if not self._problems:
            raise ValueError("a refusal needs at least one problem")
        super().__init__(count=len(self._problems))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Each problem with the field it belongs to."""
        return self._problems


class CurrencyMismatch(ActionableError):
    """Two amounts of different currencies were added."""

    code = "currency-mismatch"
