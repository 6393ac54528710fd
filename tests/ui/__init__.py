"""The window, driven with Qt events on a real data file."""
