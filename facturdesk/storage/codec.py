"""Values of the domain as JSON and back: drafts, snapshots, the company's profile.

Every field is written, so that a default changed later does not change what is stored.
Reading is strict: a missing key takes the field's default, an unknown key or a value of
the wrong type is an error (the file is of another version, or was tampered with).
"""

from __future__ import annotations

import datetime as dt
import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

Convert = Callable[[Any], Any]


def canonical_json(data: object) -> str:
    """Write JSON with sorted keys and no spaces: the same data, the same bytes."""
    return _CANONICAL.encode(data)


def dump(value: Any, shape: Any = None) -> str:
    """Write a value as canonical JSON; `shape` is its type where the value does not say it."""
    kind: Any = shape or type(value)
    return canonical_json(_writer(kind)(value))


def load(shape: type[T], text: str) -> T:
    """Read a value of a type back.

    Raises:
        ValueError: the text is not what `dump` writes for this type.
    """
    kind: Any = shape
    value: T = _reader(kind)(json.loads(text))
    return value


_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)


@cache
def _writer(shape: Any) -> Convert:
    if is_dataclass(shape):
        parts = [(name, _writer(hint)) for name, hint in _hints(shape)]
        return lambda value: {name: write(getattr(value, name)) for name, write in parts}
    if get_origin(shape) is tuple:
        write_each = _writer(_element(shape))
        return lambda values: [write_each(value) for value in values]
    if (inner := _optional(shape)) is not None:
        write_inner = _writer(inner)
        return lambda value: None if value is None else write_inner(value)
    if shape is dt.date:
        return lambda value: value.isoformat()
    if isinstance(shape, type) and issubclass(shape, Enum):
        return lambda value: value.value
    if shape in {str, int, bool}:
        return lambda value: value
    raise TypeError(f"no JSON for {shape}")


@cache
def _reader(shape: Any) -> Convert:
    if is_dataclass(shape):
        return _dataclass_reader(shape)
    if get_origin(shape) is tuple:
        read_each = _reader(_element(shape))
        return lambda data: tuple([read_each(part) for part in _expected(list, data)])
    if (inner := _optional(shape)) is not None:
        read_inner = _reader(inner)
        return lambda data: None if data is None else read_inner(data)
    if shape is dt.date:
        return dt.date.fromisoformat
    if isinstance(shape, type) and issubclass(shape, Enum):
        return shape
    if shape in {str, int, bool}:
        return lambda data: _expected(shape, data)
    raise TypeError(f"no JSON for {shape}")


def _dataclass_reader(shape: Any) -> Convert:
    readers = {name: _reader(hint) for name, hint in _hints(shape)}
    required = {
        part.name
        for part in fields(shape)
        if part.default is MISSING and part.default_factory is MISSING
    }

    def read(data: Any) -> Any:
        given = _expected(dict, data).keys()
        if unknown := given - readers.keys():
            raise ValueError(f"{shape.__name__}: unknown {sorted(unknown)}")
        if missing := required - given:
            raise ValueError(f"{shape.__name__}: missing {sorted(missing)}")
        return shape(**{name: readers[name](part) for name, part in data.items()})

    return read


def _hints(shape: Any) -> list[tuple[str, Any]]:
    hints = get_type_hints(shape)
    return [(part.name, hints[part.name]) for part in fields(shape)]


def _element(shape: Any) -> Any:
    element, *rest = get_args(shape)
    if rest != [...]:
        raise TypeError(f"no JSON for {shape}: only tuples of one type")
    return element


def _optional(shape: Any) -> Any:
    if get_origin(shape) not in {Union, types.UnionType}:
        return None
    inner = [part for part in get_args(shape) if part is not type(None)]
    if len(inner) != 1:
        raise TypeError(f"no JSON for {shape}: only one type or None")
    return inner[0]


def _expected(shape: type, data: Any) -> Any:
    if type(data) is not shape:
        raise ValueError(f"{shape.__name__} expected, not {type(data).__name__}")
    return data
