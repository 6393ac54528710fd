"""Files in and out; what can be chosen stands in an explicit tuple."""

from __future__ import annotations

from facturdesk.exchanges.csv_table import CSV
from facturdesk.exchanges.table import Export
from facturdesk.exchanges.xlsx_table import XLSX

EXPORTS: tuple[Export, ...] = (CSV, XLSX)
