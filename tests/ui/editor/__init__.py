"""The editor of drafts, driven with keys and clicks."""
