"""The use cases, on real data files in a temporary folder."""
