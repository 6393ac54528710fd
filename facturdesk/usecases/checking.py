"""Checks any e-invoice of anyone by every official rule that applies to it."""

from __future__ import annotations

from facturdesk.documents.checking.invoice import check_invoice
from facturdesk.documents.checking.report import CheckReport

__all__ = ["CheckReport", "check_invoice"]
