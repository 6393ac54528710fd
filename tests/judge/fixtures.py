"""The pytest fixture `judge`: judge_invoice, or a skip that says what is missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.judge import judge_invoice, why_not


@pytest.fixture(scope="session")
def judge() -> Callable[..., list[str]]:
    """Give the complete judge of e-invoices (see `tests.judge.judge_invoice`)."""
    missing = why_not()
    if missing:
        pytest.skip(f"PDF/A cannot be judged here: {missing}")
    return judge_invoice
