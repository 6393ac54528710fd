"""Builds and tries the package of this system: `python3 dev.py package [--keep] [--no-build]`.

Linux: the folder of the program and the `.deb`, installed, driven with keys and mouse on a
display of its own, removed again. Windows and macOS: the installer or the disk image, and the
program started without a display; these two run on their own systems alone, in the workflow.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.package.freezing import DIST, freeze, look_into


def main() -> int:
    """Build and try, and give the exit code: an AssertionError says what is wrong."""
    parser = argparse.ArgumentParser(prog="dev.py package")
    parser.add_argument("--keep", action="store_true", help="leave the package installed (Linux)")
    parser.add_argument("--no-build", action="store_true", help="take what lies in dist/")
    given = parser.parse_args()
    start = time.monotonic()
    if not given.no_build:
        freeze()
    look_into(DIST)
    if sys.platform == "linux":
        from tests.package.debian import try_package

        try_package(build=not given.no_build, keep=given.keep)
    else:
        from tests.package.elsewhere import try_package as try_elsewhere

        try_elsewhere()
    print(f"The package works ({time.monotonic() - start:.0f} s).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
