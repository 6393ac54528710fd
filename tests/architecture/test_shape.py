"""Short enough to read standing, and no inexact number where money is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import parsed, python_files, shown

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
LONGEST_CLASS = 250


def test_no_file_is_long() -> None:
    long = [
        f"{shown(path)}: {count} lines"
        for path in python_files("facturdesk", "tests", "dev.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    ]

    assert long == []


def test_no_function_or_class_is_long() -> None:
    long = [
        f"{shown(path, node.lineno)}: {node.name} has {count} lines"
        for path in python_files("facturdesk", "tests", "dev.py")
        for node, count in definitions(path)
        if count > (LONGEST_CLASS if isinstance(node, ast.ClassDef) else LONGEST_FUNCTION)
    ]

    assert long == []


def test_money_is_never_a_float() -> None:
    inexact = [
        shown(path, node.lineno)
        for path in python_files("facturdesk/domain", "facturdesk/storage")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.expr) and is_float(node)
    ]

    assert inexact == []


def test_every_module_says_its_purpose() -> None:
    silent = [
        shown(path)
        for path in python_files("facturdesk", "tests", "dev.py")
        if not ast.get_docstring(parsed(path))
    ]

    assert silent == []


def definitions(
    path: Path,
) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, int]]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            assert node.end_lineno
            yield node, node.end_lineno - node.lineno + 1


def is_float(node: ast.expr) -> bool:
    literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
    return literal or (isinstance(node, ast.Name) and node.id == "float")
