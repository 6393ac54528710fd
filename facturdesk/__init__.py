"""FacturDesk: invoices for French shops, offline, with every cent and legal mention right."""

__version__ = "0.2.0"
