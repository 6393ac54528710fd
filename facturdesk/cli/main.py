"""Runs one command: reads its arguments, does it, prints the answer or the refusal."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Sequence
from typing import Final

from facturdesk import __version__
from facturdesk.cli.answers import (
    DONE,
    REFUSED,
    AnswerNotWritten,
    drop_output,
    print_answer,
    print_refusal,
)
from facturdesk.cli.commands import COMMANDS, Command, find_command
from facturdesk.cli.desk import Desk
from facturdesk.cli.forms import Arguments, Form, argparse_speaks
from facturdesk.cli.tables import aligned
from facturdesk.domain.errors import ActionableError
from facturdesk.i18n import Catalogue

PROGRAM: Final = "facturdesk"


def run(arguments: Sequence[str], desk: Desk) -> int:
    """Run the command that the arguments say and give the exit code; not where the window is wanted."""
    as_json = "--json" in arguments
    try:
        return _run_command(arguments, desk)
    except SystemExit as stop:  # argparse has said why, or shown the help
        return stop.code if isinstance(stop.code, int) else DONE
    except AnswerNotWritten as refusal:
        drop_output()
        print_refusal(refusal, desk.catalogue, as_json=False)
        return REFUSED
    except ActionableError as refusal:
        print_refusal(refusal, desk.catalogue, as_json=as_json)
        return REFUSED


def _run_command(arguments: Sequence[str], desk: Desk) -> int:
    command = find_command(arguments[0])
    with argparse_speaks(desk.catalogue):
        if command is None:
            _program_parser(desk.catalogue).parse_args(arguments)
            return DONE
        module = command.load()
        parser = _command_parser(command, desk.catalogue)
        form = Form(parser, desk.catalogue)
        module.describe(form)
        form.json()
        given: Arguments = parser.parse_args(arguments[1:])
    answer = module.run(desk, given)
    print_answer(answer, as_json=given.json)
    return answer.code


def _program_parser(catalogue: Catalogue) -> argparse.ArgumentParser:
    listed = aligned([(f"  {name}", catalogue.text("cli", summary)) for name, summary in COMMANDS])
    heading = catalogue.text("cli", "commands:")
    more = catalogue.text("cli", "“{program} COMMAND --help” explains a command.", program=PROGRAM)
    writing = catalogue.text(
        "cli", "Amounts are written 1200.00 and days 2026-11-24; “-” is standard input or output."
    )
    codes = catalogue.text(
        "cli", "Exit code: 0 done, 1 refused, 2 wrong usage, 3 a defect of the program."
    )
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        usage=catalogue.text("cli", "{program} COMMAND FILE …", program=PROGRAM),
        description=catalogue.text("cli", "Invoices for French shops, offline."),
        epilog="\n".join([heading, *listed, "", more, writing, codes]),
        formatter_class=_Layout,
        allow_abbrev=False,
    )
    names = [name for name, _ in COMMANDS]
    parser.add_argument(
        "command",
        metavar=catalogue.text("cli", "COMMAND"),
        choices=names,
        help=catalogue.text("cli", "one of the commands below"),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"FacturDesk {__version__}",
        help=catalogue.text("cli", "show the version and exit"),
    )
    return parser


def _command_parser(command: Command, catalogue: Catalogue) -> argparse.ArgumentParser:
    summary = catalogue.text("cli", command.summary)
    return argparse.ArgumentParser(
        prog=f"{PROGRAM} {command.name}",
        description=f"{summary[:1].upper()}{summary[1:]}.",
        formatter_class=_Layout,
        allow_abbrev=False,
    )


class _Layout(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal, at most 100 columns."""

    def __init__(self, prog: str) -> None:
        columns = shutil.get_terminal_size().columns
        super().__init__(prog, width=min(columns, 100) - 2)
