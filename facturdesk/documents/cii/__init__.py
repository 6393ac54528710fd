"""The e-invoice in XML: UN/CEFACT Cross Industry Invoice D22B, profile EN 16931 of Factur-X."""
