"""The check of any e-invoice: container, schema, EN 16931, Factur-X and French rules.

`invoice.check_invoice` is the way in; `schema.validate_cii` is what issuing calls.
This package imports nothing by itself, so that issuing does not load the check.
"""
