"""What the window shows while no data file is open."""

from __future__ import annotations

from facturdesk.ui.welcome.welcome import Welcome

__all__ = ["Welcome"]
