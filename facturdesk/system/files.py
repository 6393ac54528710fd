"""Writes files whole or not at all: aside, synced, then renamed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that it is never seen in part, even after a power cut.

    What is there is replaced; a link keeps pointing where it does; a device or a pipe
    is written as it is.

    Raises:
        OSError: nothing was written, and what was there is still there.
    """
    target = target.resolve()
    if target.is_dir():
        raise IsADirectoryError(target)
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    aside = target.with_name(f".{target.name[:60]}.{secrets.token_hex(4)}")
    try:
        with aside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(target.parent)


@contextmanager
def put_whole(target: Path) -> Iterator[Path]:
    """Give a name beside the target to write a large file to; it takes its place at the end.

    Whatever is raised meanwhile leaves what was there.

    Raises:
        OSError: nothing was put there, and what was there is still there.
    """
    target = target.resolve()
    if target.is_dir():
        raise IsADirectoryError(target)
    aside = target.with_name(f".{target.name[:60]}.{secrets.token_hex(4)}")
    aside.open("xb").close()  # whoever may not write here learns it at once
    try:
        yield aside
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder durable, where the system can say so."""
    if os.name != "posix":
        return  # Windows has no such call, and does it by itself
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
