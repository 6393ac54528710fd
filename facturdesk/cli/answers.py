"""What a command answers: a value for other programs, a text for people, an exit code."""

from __future__ import annotations

import json
import os
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
    content: bytes | None = None  # a file that standard output carries, and nothing else


class AnswerNotWritten(ActionableError):
    """What was asked is done, but standard output did not take the answer."""

    code = "answer-not-written"


def print_answer(answer: Answer, *, as_json: bool) -> None:
    """Write an answer to standard output, where there is one.

    Raises:
        BrokenPipeError: nobody reads it any more.
        AnswerNotWritten: the system cannot write it.
    """
    if sys.stdout is None:
        return
    try:
        _write_answer(answer, as_json=as_json)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise AnswerNotWritten(reason=error.strerror or str(error)) from None


def drop_output() -> None:
    """Forget what standard output did not take: leaving the program would try it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _write_answer(answer: Answer, *, as_json: bool) -> None:
    if answer.content is not None:
        sys.stdout.buffer.write(answer.content)
    elif as_json:
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
    _say(message)
    for detail in details:
        line = catalogue.text("cli", "{field}: {message}", **detail)
        _say(f"  {line if detail['field'] else detail['message']}")
    if as_json and sys.stdout is not None:
        try:
            print_json({"error": {"code": refusal.code, "message": message, "details": details}})
            sys.stdout.flush()
        except OSError:  # it has been said on standard error
            drop_output()


def _say(line: str) -> None:
    """Write a line to standard error; without one, `print` would take standard output."""
    if sys.stderr is not None:
        print(line, file=sys.stderr)
