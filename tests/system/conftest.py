"""A real print service for the tests of printing."""

from __future__ import annotations

from tests.system.print_service import print_service, running_print_service

__all__ = ["print_service", "running_print_service"]
