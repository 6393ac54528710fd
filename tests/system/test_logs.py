"""The log of defects: whole, bounded, and without what customers own."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from facturdesk.system import logs
from facturdesk.system.logs import described, keep_warnings, log_defect


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def test_where_it_failed_is_told_with_its_cause(tmp_path: Path) -> None:
    try:
        raise RuntimeError("second") from raised(ZeroDivisionError("first"))
    except RuntimeError as error:
        file = log_defect(error, tmp_path / "logs")

    text = file.read_text(encoding="utf-8")
    assert text.index("ZeroDivisionError: first") < text.index("RuntimeError: second")
    assert "test_logs.py" in text


@pytest.mark.parametrize(
    "said",
    ["no 'Café du Port' here", 'no "martin@exemple.fr" here', "[parameters: ('Martin', 12)]"],
)
def test_what_an_error_quotes_is_masked(said: str) -> None:
    text = described(raised(ValueError(said)))

    message = text.splitlines()[-1]
    assert "…" in message
    assert not any(word in message for word in ("Port", "martin", "Martin"))


def test_names_of_the_program_stay_readable() -> None:
    text = described(raised(AttributeError("'int' object has no attribute 'gross_minor'")))

    assert "'int' object has no attribute 'gross_minor'" in text


def test_old_logs_give_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "LONGEST_FILE", 2_000)
    for _ in range(40):
        log_defect(raised(ValueError("again")), tmp_path)

    files = list(tmp_path.iterdir())
    assert len(files) == 1 + logs.OLD_FILES
    assert all(file.stat().st_size <= 2_000 for file in files)


def test_a_warning_with_its_exception_is_masked_too(tmp_path: Path) -> None:
    keep_warnings(tmp_path)
    logger = logging.getLogger("facturdesk")
    try:
        raised_by = raised(ValueError("no 'Café du Port' here"))
        logger.warning("could not be read", exc_info=raised_by)
    finally:
        logger.handlers.clear()

    text = (tmp_path / logs.FILE_NAME).read_text(encoding="utf-8")
    assert "could not be read" in text and "ValueError" in text
    assert "Port" not in text
