"""What a command answers: a value for other programs, a text for people, an exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from facturdesk.domain.errors import ActionableError
from facturdesk.i18n import Catalogue

DONE: Final = 0
REFUSED: Final = 1
WRONG_USAGE: Final = 2
DEFECT: Final = 3
INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command did; `lines` are only asked for when no JSON is wanted."""

    data: object
    lines: Callable[[], Iterable[str]]
    code: int = DONE
    silent: bool = False  # standard output carries the file itself


def print_answer(answer: Answer, *, as_json: bool) -> None:
    """Write an answer to standard output.

    Raises:
        BrokenPipeError: nobody reads it any more.
    """
    if as_json and not answer.silent:
        print_json(answer.data)
    else:
        for line in answer.lines():
            print(line)
    sys.stdout.flush()


def print_json(data: object) -> None:
    """Write one JSON value to standard output."""
    plain = "utf" not in (sys.stdout.encoding or "").lower()
    print(json.dumps(data, ensure_ascii=plain))


def print_refusal(refusal: ActionableError, catalogue: Catalogue, *, as_json: bool) -> None:
    """Say what was refused: a sentence, then each problem with its field."""
    message = catalogue.error_sentence(refusal.code, refusal.params)
    details = [
        {
            "field": problem.field,
            "code": problem.code,
            "message": catalogue.error_sentence(problem.code, problem.params),
        }
        for problem in refusal.problems
    ]
    print(message, file=sys.stderr)
    for detail in details:
        line = catalogue.text("cli", "{field}: {message}", **detail)
        print(f"  {line if detail['field'] else detail['message']}", file=sys.stderr)
    if as_json:
        print_json({"error": {"code": refusal.code, "message": message, "details": details}})
        sys.stdout.flush()
