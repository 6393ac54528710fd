"""The editor of drafts: one immutable sale, changed value by value, kept as one types."""
