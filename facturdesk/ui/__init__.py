"""The window: thin pages over the use cases; the only floor that knows Qt."""
