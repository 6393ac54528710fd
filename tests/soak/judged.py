"""Random invoices of every VAT situation before the complete judge, and their credit notes.

`python -m tests.soak.judged --count N --seed S`; exit 1 with every finding.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from facturdesk.domain.errors import InputRefused
from facturdesk.usecases.crediting import credit
from tests.documents.agreement import disagreements
from tests.documents.frozen import is_judged_french
from tests.domain.strategies import SITUATIONS, build
from tests.judge import judge_invoice, why_not
from tests.properties.issued import Issued, issued, look_at


def main(arguments: list[str]) -> int:
    """Issue and judge, the situations in turn."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.judged")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    if missing := why_not():
        print(f"PDF/A cannot be judged here: {missing}")
        return 1
    dice = random.Random(options.seed)
    found: list[str] = []
    judged = 0
    with tempfile.TemporaryDirectory() as folder:
        names = sorted(SITUATIONS)
        for rank in range(options.count):
            name, seed = names[rank % len(names)], dice.getrandbits(48)
            for document in _documents(name, seed, Path(folder), dice):
                judged += 1
                found += [f"{name} {seed}: {text}" for text in _problems(document)]
    print("\n".join(found))
    print(f"{options.count} invoices of {judged} documents judged, {len(found)} findings")
    return 1 if found else 0


def _documents(name: str, seed: int, folder: Path, dice: random.Random) -> Iterator[Issued]:
    """Give the invoice, and for one in four the credit note of all of it."""
    with issued(build(name, seed), folder) as invoice:
        yield invoice
        if dice.random() < 0.25:
            try:
                result = credit(invoice.shop, str(invoice.result.number))
            except InputRefused:
                return  # nothing in it is worth crediting
            yield look_at(invoice.shop, result)


def _problems(document: Issued) -> list[str]:
    return [
        *judge_invoice(document.original, french=is_judged_french(document.document)),
        *disagreements(document.document, document.original),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
