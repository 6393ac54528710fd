"""Dialogs: one job each, cancelled without a trace or confirmed whole."""
