"""Parts of the list pages: their words, columns, sums and what is done with a selection."""
