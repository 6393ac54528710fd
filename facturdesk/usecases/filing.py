"""Files originals as PDF in a folder of the shop's choice, by a pattern of names."""

from __future__ import annotations

import os
import string
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Final

from facturdesk.domain.document import Document
from facturdesk.domain.errors import InputRefused, Problem
from facturdesk.storage.documents import load_original
from facturdesk.storage.events import SAVED, add_event
from facturdesk.system.names import safe_name
from facturdesk.usecases.finding import issued_document
from facturdesk.usecases.refusals import OriginalMissing
from facturdesk.usecases.saving import OutputFolderMissing, output_errors, save_file
from facturdesk.usecases.shop import Shop

DEFAULT_PATTERN: Final = "{year}/{number} {customer}"
FIELDS: Final = ("year", "month", "date", "number", "customer", "code")
SUFFIX: Final = ".pdf"
PROBLEMS: Final = frozenset(
    {"pattern-broken", "pattern-empty", "pattern-unknown-field", "pattern-no-number"}
)
_LONGEST_FACT: Final = 60  # characters of a customer's name

Step = Callable[[int, int], None]  # done, total; may raise to stop


@dataclass(frozen=True, slots=True)
class Filed:
    """What filing did: the files of the documents in their order."""

    files: tuple[Path, ...] = ()
    written: int = 0  # the others were there already, with the same bytes
    missing: tuple[str, ...] = ()  # numbers of documents without an original, passed over


@dataclass(frozen=True, slots=True)
class Place:
    """The folder and the pattern; the folder must exist, those inside it are made."""

    folder: Path
    pattern: str = DEFAULT_PATTERN


def file_originals(
    shop: Shop, numbers: Iterable[str], place: Place, *, step: Step | None = None
) -> Filed:
    """Write originals byte for byte; no other file is ever written over.

    Where a file of that name has other content, a number is put behind the name. `step`
    is called before each document and may raise to stop.

    Raises:
        InputRefused: the pattern cannot be used.
        DocumentUnknown: of one of them; those before it were written.
        OriginalMissing: none of them has an original.
        OutputFolderMissing, OutputForbidden, OutputDiskFull, OutputFailed: likewise.
    """
    check_pattern(place.pattern)
    wanted = list(numbers)
    filed = Filed()
    for done, number in enumerate(wanted):
        if step is not None:
            step(done, len(wanted))
        try:
            file, new = _file_one(shop, number, place)
        except OriginalMissing:
            filed = replace(filed, missing=(*filed.missing, number))
        else:
            filed = replace(filed, files=(*filed.files, file), written=filed.written + new)
    if filed.missing and not filed.files:
        raise OriginalMissing(number=filed.missing[0])
    return filed


def check_pattern(pattern: str) -> None:
    """Refuse a pattern that cannot name files.

    Raises:
        InputRefused: with every problem.
    """
    problems = list(_pattern_problems(pattern))
    if problems:
        raise InputRefused(problems)


def path_of(document: Document, pattern: str) -> Path:
    """Give the path of a document under the folder, as the pattern says."""
    day = document.issued_on
    return _path(
        pattern,
        {
            "year": f"{day.year:04}",
            "month": f"{day.month:02}",
            "date": day.isoformat(),
            "number": document.number,
            "customer": document.customer.name,
            "code": document.customer.code,
        },
    )


def example_path(pattern: str, *, year: int) -> Path:
    """Give the path of an imagined document, to show what a pattern does.

    Raises:
        InputRefused: the pattern cannot be used.
    """
    check_pattern(pattern)
    return _path(
        pattern,
        {
            "year": f"{year}",
            "month": "11",
            "date": f"{year}-11-24",
            "number": f"F{year}-00012",
            "customer": "Dupont et fils",
            "code": "C0007",
        },
    )


def _path(pattern: str, facts: Mapping[str, str]) -> Path:
    """Fill a pattern; what a fact holds stays in its part of the path."""
    safe = {name: safe_name(fact[:_LONGEST_FACT], otherwise="") for name, fact in facts.items()}
    parts = [safe_name(part.format_map(safe), otherwise="") for part in _parts(pattern)]
    names = [part for part in parts if part] or [safe["number"]]
    return Path(*names[:-1], names[-1] + SUFFIX)


def _parts(pattern: str) -> list[str]:
    """Cut a pattern into folders and a name, which gets its suffix later."""
    bare = pattern.strip()
    if bare.lower().endswith(SUFFIX):
        bare = bare[: -len(SUFFIX)]
    return bare.replace("\\", "/").split("/")


def _pattern_problems(pattern: str) -> Iterator[Problem]:
    if not any(part.strip(" .") for part in _parts(pattern)):
        yield Problem("pattern-empty", "pattern", {})
        return
    try:
        found = [part for part in string.Formatter().parse(pattern) if part[1] is not None]
    except ValueError:
        yield Problem("pattern-broken", "pattern", {})
        return
    for _, name, width, conversion in found:
        if name not in FIELDS or width or conversion:
            yield Problem("pattern-unknown-field", "pattern", {"field": name})
    if all(name != "number" for _, name, _, _ in found):  # « {{number}} » is none
        yield Problem("pattern-no-number", "pattern", {})


def _file_one(shop: Shop, number: str, place: Place) -> tuple[Path, bool]:
    with shop.store.read() as connection:
        found = issued_document(connection, number)
        content = load_original(connection, found.id)
    if content is None:
        raise OriginalMissing(number=number)
    target = place.folder / path_of(found.document, place.pattern)
    if not place.folder.is_dir():  # a stick pulled out is not to be made anew under its name
        raise OutputFolderMissing(file=str(target), folder=str(place.folder))
    with output_errors(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    file, new = _written(target, content, shop)
    if new:
        with shop.store.write(shop.stamp()) as tx:
            add_event(tx, found.id, SAVED, {"file": str(file)})
    return file, new


def _written(target: Path, content: bytes, shop: Shop) -> tuple[Path, bool]:
    """Write under the first name that is free, unless a file with these bytes is there."""
    for candidate in _candidates(target):
        if _holds(candidate, content):
            return candidate, False
        with output_errors(candidate):
            try:
                os.close(os.open(candidate, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
            except FileExistsError:
                continue
        try:
            save_file(candidate, content, data_file=shop.store.path)
        except BaseException:
            candidate.unlink(missing_ok=True)
            raise
        return candidate, True
    raise AssertionError("there is always one name more")


def _candidates(target: Path) -> Iterator[Path]:
    yield target
    for number in count(2):
        yield target.with_name(f"{target.stem} ({number}){target.suffix}")


def _holds(file: Path, content: bytes) -> bool:
    try:
        return file.stat().st_size == len(content) and file.read_bytes() == content
    except OSError:  # not there, or not to be read: then it is not ours
        return False
