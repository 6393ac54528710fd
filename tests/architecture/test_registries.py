"""What can be chosen from a folder stands in its explicit tuple, so nothing is forgotten."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.sources import PROGRAM, imports_of, parsed, shown

REGISTRIES = {
    "documents/layouts": {"LAYOUTS"},
    "exchanges": {"EXPORTS", "IMPORTS"},
    "jobs": {"JOBS"},
    "reports": {"REPORTS"},
}


def test_each_module_of_such_a_folder_is_in_its_tuple() -> None:
    forgotten = [
        shown(module)
        for folder, names in REGISTRIES.items()
        if (PROGRAM / folder / "__init__.py").is_file()
        for module in unregistered(PROGRAM / folder, names)
    ]

    assert forgotten == []


def unregistered(folder: Path, names: set[str]) -> list[Path]:
    """Give the public modules of a folder that its tuples do not draw on."""
    tree = parsed(folder / "__init__.py")
    assert names & assigned(tree), f"{shown(folder)} has none of {names}"
    imported = set(imports_of(tree))
    package = ".".join(folder.relative_to(PROGRAM.parent).parts)
    return [
        path
        for path in sorted(folder.glob("[!_]*.py"))
        if not any(f"{name}.".startswith(f"{package}.{path.stem}.") for name in imported)
    ]


def assigned(tree: ast.Module) -> set[str]:
    """Give the names that a module assigns at its top."""
    targets: list[ast.expr] = []
    for node in tree.body:
        targets += node.targets if isinstance(node, ast.Assign) else []
        targets += [node.target] if isinstance(node, ast.AnnAssign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}
