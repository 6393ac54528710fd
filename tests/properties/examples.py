"""How many random examples a property is tried on: some in the tests, many in the soak."""

from __future__ import annotations

import os
from typing import Final

from hypothesis import HealthCheck, Phase, settings

FACTOR_VARIABLE: Final = "FACTURDESK_EXAMPLES"  # set by `dev.py soak`


def examples(count: int) -> settings:
    """Try so many examples, or so many times more in the soak; slow ones are no fault."""
    factor = int(os.environ.get(FACTOR_VARIABLE, "1"))
    return settings(
        max_examples=count * factor,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        phases=[phase for phase in Phase if phase is not Phase.explain],
    )
