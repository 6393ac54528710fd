"""What a command takes: files, options and days, read by argparse in the user's words."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeAlias

from facturdesk.domain.money import parse_scaled
from facturdesk.i18n import Catalogue, marked

Arguments: TypeAlias = argparse.Namespace

_UNREAD: Final = re.compile("[\ud800-\udfff]")  # bytes that Python could not read as text

# what argparse itself says, word for word
ARGPARSE_WORDS: Final = frozenset(
    {
        marked("cli", "positional arguments"),
        marked("cli", "options"),
        marked("cli", "show this help message and exit"),
        marked("cli", "%(prog)s: error: %(message)s\n"),
        marked("cli", "argument %(argument_name)s: %(message)s"),
        marked("cli", "the following arguments are required: %s"),
        marked("cli", "unrecognized arguments: %s"),
        marked("cli", "expected one argument"),
        marked("cli", "ignored explicit argument %r"),
        marked("cli", "invalid choice: %(value)r (choose from %(choices)s)"),
    }
)


@contextmanager
def argparse_speaks(catalogue: Catalogue) -> Iterator[None]:
    """Make argparse speak the language of a catalogue: it looks its words up in its module."""

    def say(msgid: str) -> str:
        if msgid == "usage: ":
            return catalogue.text("cli", "usage:") + " "
        return catalogue.text("cli", msgid) if msgid in ARGPARSE_WORDS else msgid

    before = vars(argparse)["_"]
    vars(argparse)["_"] = say
    try:
        yield
    finally:
        vars(argparse)["_"] = before


class Form:
    """The arguments of one command, described in the order in which they are written."""

    def __init__(self, parser: argparse.ArgumentParser, catalogue: Catalogue) -> None:
        self._parser = parser
        self._catalogue = catalogue

    def data_file(self) -> None:
        """Take the data file, `file`."""
        self.path("file", marked("cli", "FILE"), marked("cli", "the data file"))

    def path(self, name: str, metavar: str, text: str) -> None:
        """Take the path of a file."""
        self._add(name, metavar, self._say(text), read=self._read_path)

    def word(self, name: str, metavar: str, text: str, *, choices: Iterable[str] = ()) -> None:
        """Take a word, one of a few where there are `choices`."""
        self._add(name, metavar, self._say(text), choices=tuple(choices) or None)

    def whole(self, name: str, metavar: str, text: str, *, default: int | None = None) -> None:
        """Take a whole number, at least 0; an option when the name starts with a dash."""
        self._add(name, metavar, self._say(text), read=self._read_whole)
        if default is not None:
            self._parser.set_defaults(**{name.lstrip("-"): default})

    def option(
        self,
        name: str,
        metavar: str,
        text: str,
        *,
        required: bool = False,
        choices: Iterable[str] = (),
    ) -> None:
        """Take an option with a word or a text."""
        self._add(name, metavar, self._say(text), required=required, choices=tuple(choices) or None)

    def path_option(
        self, name: str, metavar: str, text: str, *, required: bool = False, example: str = ""
    ) -> None:
        """Take an option with the path of a file; `example` shows what is in it."""
        said = f"{self._say(text)} {example}".rstrip()
        self._add(name, metavar, said, read=self._read_path, required=required)

    def output(self, text: str, *, stream: bool = True) -> None:
        """Take where to write, `-o` or `--output`; `-` where a stream will do."""
        self._parser.add_argument(
            "-o",
            "--output",
            metavar=self._say(marked("cli", "OUT")),
            type=self._read_path if stream else self._read_file,
            required=True,
            help=self._say(text),
        )

    def day(self, name: str, text: str) -> None:
        """Take an option with a day."""
        self._add(name, marked("cli", "DAY"), self._say(text), read=self._read_day)

    def issue_day(self) -> None:
        """Take the day of issue, and the word that the clock is right."""
        self.day("--date", marked("cli", "the day of issue, instead of today"))
        self.flag(
            "--confirm-clock",
            marked("cli", "the clock is right, though nothing was recorded for a month"),
        )

    def flag(self, name: str, text: str) -> None:
        """Take an option without a value."""
        self._parser.add_argument(name, action="store_true", help=self._say(text))

    def json(self) -> None:
        """Take `--json`, as every command does."""
        self.flag("--json", marked("cli", "print JSON for other programs"))

    def _add(
        self,
        name: str,
        metavar: str,
        text: str,
        *,
        read: Callable[[str], object] | None = None,
        required: bool = False,
        choices: tuple[str, ...] | None = None,
    ) -> None:
        needed = {"required": required} if name.startswith("-") else {}
        self._parser.add_argument(
            name,
            metavar=self._say(metavar),
            type=read or self._read_text,
            choices=choices,
            help=text,
            **needed,  # type: ignore[arg-type]  # one boolean, or nothing
        )

    def _say(self, text: str) -> str:
        return self._catalogue.text("cli", text)

    def _read_text(self, text: str) -> str:
        if _UNREAD.search(text):
            raise self._refused(marked("cli", "“{value}” is not text in UTF-8"), text)
        return text

    def _read_path(self, text: str) -> Path:
        if not text:  # Path("") is the folder where the program runs
            raise self._refused(marked("cli", "the name of a file is empty"), text)
        return Path(text)

    def _read_file(self, text: str) -> Path:
        if text == "-":
            raise self._refused(marked("cli", "a file is wanted here, not “{value}”"), text)
        return self._read_path(text)

    def _read_day(self, text: str) -> dt.date:
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            day = None
        if day is None or day.isoformat() != text:  # 2026-W48-2 is not for people
            raise self._refused(marked("cli", "“{value}” is not a day such as 2026-11-24"), text)
        return day

    def _read_whole(self, text: str) -> int:
        try:
            value = parse_scaled(text, 0)
        except ValueError:
            value = -1
        if value < 0:
            msgid = marked("cli", "“{value}” is not a whole number")
            raise self._refused(msgid, text)
        return value

    def _refused(self, msgid: str, value: str) -> argparse.ArgumentTypeError:
        return argparse.ArgumentTypeError(self._catalogue.text("cli", msgid, value=value[:40]))
