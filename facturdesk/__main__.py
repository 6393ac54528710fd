"""The program: the window (no argument, or an existing data file), else one command."""

from __future__ import annotations

import sys

HELPER_ARGUMENT = "--helper"  # the frozen program calls itself so; see system.helper_process


def main() -> int:
    """Run the program and give its exit code."""
    if sys.argv[1:2] == [HELPER_ARGUMENT]:
        from facturdesk.system.helper_process import main as be_helper

        return be_helper()
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()
    from facturdesk.bootstrap import main as start

    return start(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
