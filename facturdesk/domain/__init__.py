"""The rules of the trade, pure Python: no screen, no data file, no clock, no language."""
