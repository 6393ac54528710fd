"""Makes `resources/towns/towns.txt.gz`: `python -m tests.system.make_towns communes.json`.

The source is `data/communes.json` of the npm package `@etalab/decoupage-administratif` (INSEE and
La Poste, Licence Ouverte): see `resources/towns/NOTICE`.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path

from facturdesk.system.resources import resource


def main(source: Path) -> int:
    """Write one line a postcode: its towns, the most populous first."""
    towns: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for commune in json.loads(source.read_text(encoding="utf-8")):
        if commune["type"] == "commune-actuelle":
            for postcode in commune.get("codesPostaux", ()):
                towns[postcode].append((-commune.get("population", 0), commune["nom"]))
    lines = [
        f"{postcode}\t{';'.join(name for _, name in sorted(names))}\n"
        for postcode, names in sorted(towns.items())
    ]
    text = "\n" + "".join(lines)
    packed = gzip.compress(text.encode(), mtime=0)
    resource("towns").joinpath("towns.txt.gz").write_bytes(packed)
    print(f"{len(lines)} postcodes, {len(packed) // 1024} KiB")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
