"""Reads the dated tables of `resources/tables/` into the rulebook."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from facturdesk.domain.rulebook import TABLES, Row, Rulebook
from facturdesk.system.resources import resource

_OWN: Final = frozenset({"code", "valid_from", "value", "source", "review_by"})


def load_rulebook(own_rows: Iterable[Row] = ()) -> Rulebook:
    """Give the rulebook: the tables that come with the program, and the user's own rows.

    Raises:
        ValueError: a table is not what it should be: a defect.
    """
    own = tuple(own_rows)
    return Rulebook(program_rows(), own) if own else _program_rulebook()


@cache
def program_rows() -> tuple[Row, ...]:
    """Read every row of the tables that come with the program."""
    folder = resource("tables")
    return tuple(row for table in TABLES for row in read_table(folder / f"{table}.toml", table))


@cache
def _program_rulebook() -> Rulebook:
    return Rulebook(program_rows())


def read_table(path: Path, table: str) -> Iterator[Row]:
    """Read one table.

    Raises:
        ValueError: a row lacks its code, day, value, source or day of review.
    """
    with path.open("rb") as file:
        content = tomllib.load(file)
    for values in content["row"]:
        try:
            yield Row(
                table,
                values["code"],
                _day(values["valid_from"]),
                values["value"],
                values["source"],
                _day(values["review_by"]),
                {name: value for name, value in values.items() if name not in _OWN},
            )
        except KeyError as missing:
            raise ValueError(f"{path.name}: {missing} is missing in {values}") from None


def _day(value: object) -> dt.date:
    if type(value) is not dt.date:
        raise ValueError(f"not a day: {value!r}")
    return value
