"""What the first page is made of: what it reads, how it says it, where it leads."""
