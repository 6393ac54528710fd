"""Help that needs no connection: its pages, the first steps, what is new, who made it."""
