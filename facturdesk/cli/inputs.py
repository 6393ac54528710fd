"""Reads the files that a command is given, strictly, and never more than it can take."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Final

from facturdesk.domain.errors import ActionableError

STANDARD_INPUT: Final = Path("-")
LONGEST_TEXT: Final = 20_000_000  # bytes of JSON or TOML; 5,000 lines take one million
LONGEST_LOGO: Final = 5_000_000
LONGEST_INVOICE: Final = 100_000_000  # a PDF or XML to check

_MEGABYTE: Final = 1_000_000
_LONG_NUMBER: Final = 19  # digits; Python itself refuses to read 4,300
_PLACE: Final = re.compile(r"line (\d+), column (\d+)")


class InputMissing(ActionableError):
    """There is no such file."""

    code = "input-missing"


class InputIsAFolder(ActionableError):
    """A folder was given where a file is wanted."""

    code = "input-is-a-folder"


class InputForbidden(ActionableError):
    """The user may not read the file."""

    code = "input-forbidden"


class InputUnreadable(ActionableError):
    """The system cannot read the file."""

    code = "input-unreadable"


class InputTooLarge(ActionableError):
    """The file is larger than any such file is."""

    code = "input-too-large"


class InputNotUtf8(ActionableError):
    """The file is not text in UTF-8."""

    code = "input-not-utf8"


class InputNotJson(ActionableError):
    """The file is not JSON."""

    code = "input-not-json"


class InputNotToml(ActionableError):
    """The file is not TOML."""

    code = "input-not-toml"


class InputTooDeep(ActionableError):
    """The file has brackets within brackets without end."""

    code = "input-too-deep"


class InputKeyTwice(ActionableError):
    """A JSON object has the same key twice."""

    code = "input-key-twice"


class InputNotAnObject(ActionableError):
    """The JSON is something else than an object."""

    code = "input-not-an-object"


class InputNotAList(ActionableError):
    """The JSON is something else than a list."""

    code = "input-not-a-list"


def read_json_object(path: Path) -> dict[str, object]:
    """Read a file that holds one JSON object; `-` is standard input.

    Raises:
        ActionableError: it cannot be read, or is not that.
    """
    value = _read_json(path)
    if not isinstance(value, dict):
        raise InputNotAnObject(file=_name(path))
    return value


def read_json_list(path: Path) -> list[object]:
    """Read a file that holds one JSON list; `-` is standard input.

    Raises:
        ActionableError: it cannot be read, or is not that.
    """
    value = _read_json(path)
    if not isinstance(value, list):
        raise InputNotAList(file=_name(path))
    return value


def read_toml(path: Path) -> dict[str, object]:
    """Read a TOML file; `-` is standard input.

    Raises:
        ActionableError: it cannot be read, or is not TOML.
    """
    import tomllib

    text = _read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line, column = _place(str(error), text)
        raise InputNotToml(file=_name(path), line=line, column=column) from None
    except RecursionError:
        raise InputTooDeep(file=_name(path)) from None


def read_bytes(path: Path, *, longest: int) -> bytes:
    """Read a file, or standard input for `-`, of at most `longest` bytes.

    Raises:
        ActionableError: it cannot be read, or is larger; then nothing was read.
    """
    try:
        return _read(path, longest)
    except FileNotFoundError:
        raise InputMissing(file=_name(path)) from None
    except IsADirectoryError:
        raise InputIsAFolder(file=_name(path)) from None
    except PermissionError:
        raise InputForbidden(file=_name(path)) from None
    except OSError as error:
        raise InputUnreadable(file=_name(path), reason=error.strerror or str(error)) from None


def _read(path: Path, longest: int) -> bytes:
    if path == STANDARD_INPUT:
        if sys.stdin is None:  # closed by who started the program
            raise FileNotFoundError
        data = sys.stdin.buffer.read(longest + 1)
    else:
        if path.is_dir():  # Windows says « permission denied »
            raise IsADirectoryError
        with path.open("rb") as file:
            if path.stat().st_size > longest:
                raise _too_large(path, longest)
            data = file.read(longest + 1)  # a device has no size
    if len(data) > longest:
        raise _too_large(path, longest)
    return data


def _too_large(path: Path, longest: int) -> InputTooLarge:
    return InputTooLarge(file=_name(path), most=longest // _MEGABYTE)


def _read_text(path: Path) -> str:
    data = read_bytes(path, longest=LONGEST_TEXT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputNotUtf8(file=_name(path), line=line) from None


def _read_json(path: Path) -> object:
    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [key for key, _ in pairs]
            twice = next(key for key in names if names.count(key) > 1)
            raise InputKeyTwice(file=_name(path), key=twice[:60])
        return found

    text = _read_text(path)
    try:
        return json.loads(text, object_pairs_hook=unique, parse_int=_whole)
    except json.JSONDecodeError as error:
        line, column = error.lineno, error.colno
        raise InputNotJson(file=_name(path), line=line, column=column) from None
    except RecursionError:
        raise InputTooDeep(file=_name(path)) from None


def _whole(digits: str) -> float:
    """Read a whole number; one that is far too long is left to be refused by its field."""
    return int(digits) if len(digits) < _LONG_NUMBER else float(digits)


def _place(message: str, text: str) -> tuple[int, int]:
    """Give the line and column that a parser names; the end of the file where it names none."""
    found = _PLACE.search(message)
    if found:
        return int(found[1]), int(found[2])
    last = text.rpartition("\n")[2]
    return text.count("\n") + 1, len(last) + 1


def _name(path: Path) -> str:
    return "stdin" if path == STANDARD_INPUT else str(path)
