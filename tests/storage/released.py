"""Makes the data file of a version that is about to be released: `python -m tests.storage.released`.

It is kept for ever in `tests/data/released` and opened, upgraded and verified in every run.
"""

from __future__ import annotations

import sys
from pathlib import Path

from facturdesk import __version__
from tests.faults.sample_file import make_sample

FOLDER = Path(__file__).parents[1] / "data" / "released"


def main() -> int:
    """Write the file of this version; one that was released is never written over."""
    path = FOLDER / f"{__version__}.facturdesk"
    if path.exists():
        print(f"{path} is there already.", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    make_sample(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
