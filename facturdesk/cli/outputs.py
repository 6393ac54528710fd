"""Writes the file that a command makes, or sends it to standard output."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from facturdesk.cli.answers import Answer
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments

STANDARD_OUTPUT: Final = Path("-")


def saved(desk: Desk, arguments: Arguments, content: bytes, said: str) -> Answer:
    """Write the content where `--output` says; `said` tells it, with {number} and {file}.

    Raises:
        ActionableError: the file cannot be written.
    """
    from facturdesk.usecases.saving import save_file

    if arguments.output == STANDARD_OUTPUT:
        return Answer(None, list, content=content)
    save_file(arguments.output, content, data_file=arguments.file)
    file = str(arguments.output)
    return Answer(
        {"number": arguments.number, "file": file, "bytes": len(content)},
        lambda: [desk.text("cli", said, number=arguments.number, file=file)],
    )
