"""From a stored original to the printer of the shop."""
