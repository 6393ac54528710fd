"""The lock files pin what the project asks for, with hashes and without addresses."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
WANTED = {
    "requirements.lock": PROJECT["dependencies"] + EXTRAS["checkout"],
    "requirements-dev.lock": PROJECT["dependencies"]
    + EXTRAS["checkout"]
    + EXTRAS["test"]
    + EXTRAS["bench"],
}
PIN = re.compile(
    r"^(\S+)==(\S+)[^\n]*\\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE
)


@pytest.mark.parametrize("name", WANTED)
def test_everything_is_pinned_with_its_hashes_and_nothing_else_is_said(name: str) -> None:
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")

    rest = PIN.sub("", text)
    assert [line for line in rest.splitlines() if line.strip() and line[0] != "#"] == []
    assert "://" not in text


@pytest.mark.parametrize("name", WANTED)
def test_the_pins_are_what_the_project_asks_for(name: str) -> None:
    pins = pinned(name)
    needs = [Requirement(text) for text in WANTED[name]]

    assert [
        need for need in needs if pins[canonicalize_name(need.name)] not in need.specifier
    ] == []


def test_the_tests_run_on_the_versions_that_the_program_has() -> None:
    assert pinned("requirements.lock").items() <= pinned("requirements-dev.lock").items()


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), ([], 2), (["tset"], 2)])
def test_dev_names_its_commands(arguments: list[str], code: int) -> None:
    run = subprocess.run(
        [sys.executable, str(ROOT / "dev.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == code
    for command in ("run", "test", "bench", "soak", "demo", "catalogue", "lock"):
        assert f"dev.py {command} " in run.stdout + run.stderr


def pinned(name: str) -> dict[str, str]:
    text = (ROOT / "packaging" / name).read_text(encoding="utf-8")
    return {canonicalize_name(found[1]): found[2] for found in PIN.finditer(text)}
