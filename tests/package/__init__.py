"""Builds what people install, installs it, and tries it as they use it."""
