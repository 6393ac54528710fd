"""The data file: engine, schema, rows, seals, search, backup. Nothing here decides the law."""
