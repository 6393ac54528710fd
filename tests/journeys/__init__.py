"""Whole jobs, as a user does them."""
