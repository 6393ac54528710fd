"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from facturdesk.system.files import write_whole


def test_a_file_is_written_and_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "out", b"content")

    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"content"]


def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "out").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "out", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


@pytest.mark.skipif(os.name != "posix", reason="there is no such device")
def test_a_device_stays_a_device() -> None:
    write_whole(Path(os.devnull), b"content")

    assert not Path(os.devnull).is_file()


def test_the_longest_name_of_a_file_is_written_too(tmp_path: Path) -> None:
    name = "é" * 100 + ".pdf"
    write_whole(tmp_path / name, b"content")

    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path, b"content")
