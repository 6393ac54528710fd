"""Tests on real files of others; the files stay outside the project."""

from __future__ import annotations

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def corpus_folder() -> Path:
    """Say where the corpus is, or would be: beside the checkout, or as the variable says."""
    named = os.environ.get("FACTURDESK_CORPUS")
    return Path(named) if named else REPOSITORY.parent / "shared" / "corpus"
