"""The commands, each in the module of its name, loaded when it is used.

A module has `describe(form)`, which says what the command takes, and
`run(desk, arguments)`, which does it and gives the `Answer`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, cast

from facturdesk.i18n import marked

if TYPE_CHECKING:  # not where the window is wanted
    from facturdesk.cli.answers import Answer
    from facturdesk.cli.desk import Desk
    from facturdesk.cli.forms import Arguments, Form


class CommandModule(Protocol):
    """What each module of this folder has."""

    def describe(self, form: Form) -> None:
        """Say what the command takes."""

    def run(self, desk: Desk, arguments: Arguments) -> Answer:
        """Do it."""


class Command(NamedTuple):
    """A command by its name, with what it does in one line."""

    name: str
    summary: str

    def load(self) -> CommandModule:
        """Import the module of the command."""
        return cast("CommandModule", import_module(f"{__name__}.{self.name}"))


DATA_FILE: Final = ".facturdesk"
COMMANDS: Final = (
    Command("new", marked("cli", "make a data file from the profile of a shop")),
    Command("settings", marked("cli", "change the profile of the shop")),
    Command("customer", marked("cli", "add or update a customer")),
    Command("item", marked("cli", "add or update an item")),
    Command("sale", marked("cli", "make a draft of a sale, or issue it at once")),
    Command("issue", marked("cli", "issue a draft")),
    Command("credit", marked("cli", "make a credit note for all or part of an invoice")),
    Command("correct", marked("cli", "cancel and replace an invoice by a corrected one")),
    Command("pdf", marked("cli", "write the stored original of a document")),
    Command("xml", marked("cli", "write the XML of the e-invoice")),
    Command("pay", marked("cli", "record a payment")),
    Command("unpay", marked("cli", "cancel a payment by a counter-entry")),
    Command("settle", marked("cli", "settle invoices with the credit that a customer has")),
    Command("payments", marked("cli", "list the payments with their ids")),
    Command("job", marked("cli", "run one pass of what otherwise runs by itself")),
    Command("list", marked("cli", "list documents, newest first")),
    Command("show", marked("cli", "show one document whole")),
    Command("verify", marked("cli", "verify a data file: seals, originals, numbers, balances")),
    Command("backup", marked("cli", "write a verified copy of a data file")),
    Command("restore", marked("cli", "put a backup in the place of a data file")),
    Command("demo", marked("cli", "make a demonstration shop")),
    Command("check", marked("cli", "check any e-invoice, PDF or XML")),
)


def find_command(name: str) -> Command | None:
    """Find a command by its name."""
    return next((command for command in COMMANDS if command.name == name), None)


def wants_window(arguments: Sequence[str]) -> bool:
    """Tell whether no command is given: nothing at all, or a data file alone.

    One that is not there is the window's to say: an icon on the desk has no terminal.
    """
    if len(arguments) != 1:
        return not arguments
    name = arguments[0]
    if find_command(name) is not None or name.startswith("-"):
        return False
    return name.endswith(DATA_FILE) or os.path.isfile(name)  # noqa: PTH113 - never raises
