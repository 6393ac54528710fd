"""A small demonstration shop with everything in it, made once and copied."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from facturdesk.usecases.demo import DemoWish, make_demo
from tests.usecases.shops import TODAY


def demo_file(folder: Path, invoices: int = 400) -> Path:
    """Put a shop with so many invoices, without originals, in a folder."""
    path = folder / "Demo.facturdesk"
    shutil.copyfile(_made(invoices), path)
    return path


@cache
def _made(invoices: int) -> Path:
    path = Path(_folder().name) / f"{invoices}.facturdesk"
    wish = DemoWish(invoices, 2, 1, originals=False)
    make_demo(path, wish, today=TODAY, state=None, progress=lambda _done, _total: None)
    return path


@cache
def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="facturdesk-demo-")
