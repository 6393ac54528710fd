"""Where the frozen program starts."""

from __future__ import annotations

import sys

from facturdesk.__main__ import main

sys.exit(main())
