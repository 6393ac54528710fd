"""Messages out: drafts for the user's own mail program."""
