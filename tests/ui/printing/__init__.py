"""Printing, filing and mailing from the window, on real queues and folders."""
