"""The program itself: help, usage, languages, exit codes, defects."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from facturdesk import __main__, __version__
from facturdesk.bootstrap import SCREEN_VARIABLES, language_of, main
from facturdesk.cli.commands import COMMANDS
from facturdesk.system import helper_process
from tests.cli.conftest import Run

NAMES = [name for name, _ in COMMANDS]


def test_help_names_every_command(run: Run) -> None:
    shown = run("--help")

    assert shown.code == 0
    assert [name for name in NAMES if f"\n  {name} " not in shown.out] == []


@pytest.mark.parametrize("name", NAMES)
def test_each_command_explains_itself(run: Run, name: str) -> None:
    shown = run(name, "--help")

    assert shown.code == 0
    assert "--json" in shown.out


def test_each_command_has_its_module() -> None:
    folder = Path(sys.modules["facturdesk.cli.commands"].__file__ or "").parent

    assert sorted(path.stem for path in folder.glob("[!_]*.py")) == sorted(NAMES)


def test_the_frozen_program_knows_its_helper_by_the_same_word() -> None:
    assert __main__.HELPER_ARGUMENT == helper_process.HELPER_ARGUMENT


def test_help_speaks_the_language_of_the_user(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    french = run("list", "--help").out
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    english = run("list", "--help").out

    assert "Lister les documents" in french
    assert "usage :" in french.replace("\u00a0", " ")
    assert "FICHIER" in french
    assert "show this help" not in french
    assert "List documents" in english
    assert "show this help message and exit" in english


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "de:en_GB:fr"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
    ],
)
def test_the_language_is_what_the_environment_wishes(
    environment: dict[str, str], language: str
) -> None:
    assert language_of(environment) == language


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["list"],
        ["list", "shop.facturdesk", "--limit", "many"],
        ["list", "shop.facturdesk", "--limit", "-1"],
        ["list", "shop.facturdesk", "--from", "24/11/2026"],
        ["list", "shop.facturdesk", "--from", "2026-W48-2"],
        ["list", "shop.facturdesk", "--state", "lost"],
        ["list", "shop.facturdesk", "--lim", "3"],
        ["pay", "shop.facturdesk", "F2026-00001", "--amount"],
        ["show", "shop.facturdesk", "F2026-00001", "--json=yes"],
        ["job", "everything", "shop.facturdesk"],
    ],
)
def test_wrong_usage_is_said_in_french_and_ends_with_2(run: Run, arguments: list[str]) -> None:
    wrong = run(*arguments)

    assert (wrong.code, wrong.out) == (2, "")
    assert "usage" in wrong.err
    assert "error" not in wrong.err
    assert not any(word in wrong.err for word in ("invalid", "expected", "required", "choose"))


def test_a_word_that_is_no_text_is_wrong_usage(run: Run, shop: str) -> None:
    for arguments in (["show", shop, "\udcff"], ["list", shop, "--search", "\udcff"]):
        assert run(*arguments).code == 2, arguments


def test_the_version_is_shown(run: Run) -> None:
    assert run("--version").out == f"FacturDesk {__version__}\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_the_window_says_so(
    run: Run, shop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in SCREEN_VARIABLES:
        monkeypatch.delenv(name, raising=False)

    for arguments in ([], [shop]):
        refused = run(*arguments)
        assert (refused.code, refused.out) == (1, "")
        assert "--help" in refused.err


def test_a_refusal_is_one_sentence_and_with_json_an_object(run: Run, shop: str) -> None:
    refused = run("show", shop, "F1999-00001")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.count("\n") == 1

    as_json = run("show", shop, "F1999-00001", "--json")
    assert as_json.err == refused.err
    assert as_json.json["error"] == {
        "code": "document-unknown", "message": refused.err.strip(), "details": [],
    }  # fmt: skip


def test_a_defect_is_logged_whole_without_what_was_typed(
    run: Run, shop: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    typed = "Café " + "du Port"

    def broken(*_: object, **__: object) -> None:
        raise KeyError(typed)

    monkeypatch.setattr("facturdesk.usecases.viewing.show", broken)
    ended = run("show", shop, "F1", "--json")

    log = (tmp_path / "home" / "logs" / "facturdesk.log").read_text(encoding="utf-8")
    assert ended.code == 3
    assert ended.json["error"]["code"] == "defect"
    assert "facturdesk.log" in ended.err
    assert "KeyError" in log
    assert "commands/show.py" in log.replace("\\", "/")
    assert "Café du" not in log


def test_a_defect_without_a_log_is_shown(
    run: Run, shop: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("facturdesk.usecases.viewing.show", lambda *_: 1 // 0)
    (tmp_path / "home" / "logs").write_text("a file where the folder should be")

    ended = run("show", shop, "F1")
    assert ended.code == 3
    assert "ZeroDivisionError" in ended.err


@pytest.mark.skipif(os.name != "posix", reason="a pipe that breaks is told otherwise there")
def test_a_reader_that_goes_away_is_no_defect(run: Run, invoice: str, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    program = [sys.executable, "-m", "facturdesk", "list", "shop.facturdesk"]
    ended = subprocess.run(program, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "shop.facturdesk", "--json"),
        ("pdf", "shop.facturdesk", "F2026-00001", "-o", "-"),
        ("show", "shop.facturdesk", "NONE", "--json"),
    ],
)
def test_an_answer_that_cannot_be_written_is_told(
    run: Run, invoice: str, arguments: tuple[str, ...]
) -> None:
    program = [sys.executable, "-m", "facturdesk", *arguments]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, check=False)

    assert ended.returncode == 1
    assert ended.stderr.decode().count("\n") == 1


def test_without_standard_streams_the_work_is_done_in_silence(
    run: Run, shop: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", None)
    monkeypatch.setattr("sys.stderr", None)

    assert main(["list", shop, "--json"]) == 0
    assert main(["show", shop, "NONE", "--json"]) == 1


def test_a_terminal_of_few_characters_is_enough(run: Run, invoice: str, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    program = [sys.executable, "-m", "facturdesk", "list", "shop.facturdesk"]
    for option in ("--json", "--count"):
        ended = subprocess.run(
            [*program, option], capture_output=True, env=environment, check=False
        )
        assert (ended.returncode, ended.stderr) == (0, b"")
        assert ended.stdout.isascii()
