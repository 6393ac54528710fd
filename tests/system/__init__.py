"""Tests of FacturDesk."""
