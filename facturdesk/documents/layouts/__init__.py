"""Layouts of the paper: one module each, and its line in the tuple."""

from __future__ import annotations

from typing import Final

from facturdesk.documents.layouts import sober

LAYOUTS: Final = (sober.LAYOUT,)
