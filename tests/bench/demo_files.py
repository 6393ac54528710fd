"""The large files that are measured: made once by `facturdesk demo`, kept in a cache."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.settings import Settings, program_key


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A demonstration file: how many invoices, on which day made, how long that took."""

    path: Path
    invoices: int
    day: dt.date
    seconds: float

    @property
    def bytes_each(self) -> float:
        """Bytes of the file an invoice."""
        return self.path.stat().st_size / self.invoices


def without_originals(settings: Settings) -> DemoFile:
    """Give the file with very many invoices and no original."""
    return _made(settings, settings.many, "--no-pdf")


def with_originals(settings: Settings) -> DemoFile:
    """Give the file whose every document has its original."""
    return _made(settings, settings.with_originals)


def _made(settings: Settings, invoices: int, *options: str) -> DemoFile:
    kind = "bare" if options else "whole"
    path = settings.cache / f"{kind}-{invoices}-{program_key()}.facturdesk"
    record = path.with_suffix(".json")
    if not record.exists():
        for old in settings.cache.glob(f"{kind}-{invoices}-*"):
            old.unlink()
        print(f"  making {path.name} …", file=sys.stderr, flush=True)
        size = ["--invoices", str(invoices), "--years", "3", "--seed", "1", *options]
        command = [sys.executable, "-m", "facturdesk", "demo", str(path), *size]
        start = time.perf_counter()
        own = {**os.environ, "FACTURDESK_HOME": str(settings.folder)}  # not the user's folders
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=own)
        made = [dt.date.today().isoformat(), time.perf_counter() - start]
        record.write_text(json.dumps(made), encoding="utf-8")
    day, seconds = json.loads(record.read_text(encoding="utf-8"))
    return DemoFile(path, invoices, dt.date.fromisoformat(day), seconds)
