"""Who may import whom, where import-linter cannot say it (its contracts: pyproject.toml)."""

from __future__ import annotations

import sys

from tests.architecture.sources import imports_of, parsed, python_files, shown

NOT_FOR_RULES = {"io", "os", "pathlib", "random", "shutil", "socket", "sqlite3", "subprocess"}
NOT_FOR_RULES |= {"tempfile", "threading", "time", "urllib"}
CLOSED_TO_PEOPLE = ("documents", "exchanges", "mail", "storage", "system")


def test_the_rules_know_only_the_standard_library() -> None:
    allowed = sys.stdlib_module_names - NOT_FOR_RULES
    strangers = [
        f"{shown(path)}: {name}"
        for path in python_files("facturdesk/domain")
        for name in imports_of(parsed(path))
        if name.partition(".")[0] not in allowed and not name.startswith("facturdesk.domain.")
    ]

    assert strangers == []


def test_the_window_and_the_commands_never_reach_past_the_use_cases() -> None:
    closed = tuple(f"facturdesk.{floor}." for floor in CLOSED_TO_PEOPLE)
    reached = [
        f"{shown(path)}: {name}"
        for path in python_files("facturdesk/cli", "facturdesk/ui")
        for name in imports_of(parsed(path))
        if f"{name}.".startswith(closed)
    ]

    assert reached == []


def test_a_released_migration_never_imports_the_program_of_today() -> None:
    versions = [p for p in python_files("facturdesk/storage") if p.parent.name == "versions"]
    strangers = [
        f"{shown(path)}: {name}"
        for path in versions
        for name in imports_of(parsed(path))
        if name.startswith("facturdesk") and not name.startswith("facturdesk.storage.migrations.")
    ]

    assert versions
    assert strangers == []
