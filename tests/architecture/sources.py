"""Reads the program's own source files for the tests of its architecture."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "facturdesk"


def python_files(*places: str) -> list[Path]:
    """Give the Python files of folders (or single files) of the project, in order."""
    found: list[Path] = []
    for place in places:
        path = ROOT / place
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return found


@cache
def parsed(path: Path) -> ast.Module:
    """Parse a source file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(tree: ast.Module) -> Iterator[str]:
    """Give the full name of each module that is imported, anywhere in a file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, "relative imports are not used here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def shown(path: Path, line: int | None = None) -> str:
    """Name a place in the sources."""
    name = path.relative_to(ROOT).as_posix()
    return name if line is None else f"{name}:{line}"
