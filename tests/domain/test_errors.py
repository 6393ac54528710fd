"""Refusals carry a code, facts and the single problems behind them."""

from __future__ import annotations

import pytest

from facturdesk.domain.errors import CurrencyMismatch, InputRefused, Problem


def test_a_refusal_lists_its_problems() -> None:
    problem = Problem("field-missing", "customer.name")
    refusal = InputRefused([problem])

    assert refusal.problems == (problem,)
    assert refusal.params == {"count": 1}
    assert CurrencyMismatch(left="EUR", right="USD").problems == ()


def test_a_refusal_has_a_reason() -> None:
    with pytest.raises(ValueError, match="at least one problem"):
        InputRefused([])
