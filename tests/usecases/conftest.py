"""A fresh shop for each test of the use cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from facturdesk.usecases.shop import Shop
from tests.usecases.shops import new_file, opened


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A shop open on 24 November 2026."""
    with opened(new_file(tmp_path)) as found:
        yield found
