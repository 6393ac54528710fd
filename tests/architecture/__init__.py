"""How the house is built, held by tests: imports, sizes, exact numbers, a light start."""
