"""Finds in the code each text for people, and each error code with its facts."""

from __future__ import annotations

import ast
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple

from babel.messages.extract import extract_from_file

import facturdesk
from facturdesk.domain.errors import ActionableError
from facturdesk.domain.units import UNITS
from facturdesk.i18n import CONTEXTS
from tests.architecture.sources import parsed, python_files

KEYWORDS = {
    "text": ((1, "c"), 2),
    "marked": ((1, "c"), 2),
    "plural": ((1, "c"), 2, 3),
}


class Text(NamedTuple):
    """One text of the code: its context, its msgid and, where it has one, its plural."""

    context: str
    msgid: str
    plural: str = ""


def texts_in_code() -> set[Text]:
    """Find the arguments of `text`, `plural` and `marked` in the program, and the units."""
    found = {Text("unit", code) for code in UNITS}
    for path in python_files("facturdesk"):
        for _, message, _, context in extract_from_file("python", str(path), keywords=KEYWORDS):
            if context not in CONTEXTS:
                continue  # another function of the same name
            ids = (message,) if isinstance(message, str) else message
            found.add(Text(str(context), *ids))
    return found


def error_codes() -> set[str]:
    """Find each code that a refusal or a problem may carry."""
    codes = {code for error in _errors(ActionableError) if (code := getattr(error, "code", ""))}
    for module in _modules():
        codes |= set(getattr(module, "PROBLEMS", ()))
    return codes | set(facts_of_codes())


def facts_of_codes() -> dict[str, set[str]]:
    """Give for each code raised by its name the facts that every such place gives."""
    facts: dict[str, set[str]] = {}
    for path in python_files("facturdesk"):
        for code, given in _raised(parsed(path)):
            facts[code] = facts[code] & given if code in facts else given
    return facts


def _raised(tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        name = node.func.attr if isinstance(node.func, ast.Attribute) else name
        if name == "Problem" and node.args:
            yield from ((code, _keys_of(node)) for code in _strings(node.args[0]))
        elif name == "refuse" and len(node.args) > 1:
            given = {keyword.arg for keyword in node.keywords if keyword.arg}
            yield from ((code, given) for code in _strings(node.args[1]))


def _keys_of(problem: ast.Call) -> set[str]:
    written = [keyword.value for keyword in problem.keywords if keyword.arg == "params"]
    written += problem.args[2:3]
    return {
        key.value
        for node in written
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def _strings(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _strings(node.body)
        yield from _strings(node.orelse)


def _errors(base: type[ActionableError]) -> Iterator[type[ActionableError]]:
    for module in _modules():
        assert module
    for error in base.__subclasses__():
        yield error
        yield from _errors(error)


def _modules() -> list[object]:
    names = [
        info.name
        for info in pkgutil.walk_packages(facturdesk.__path__, "facturdesk.")
        if not info.name.startswith("facturdesk.ui") and not info.name.endswith("__main__")
    ]
    return [import_module(name) for name in names if ".migrations." not in name]
