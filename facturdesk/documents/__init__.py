"""A frozen document in, bytes out: paper, Factur-X, and the check of any e-invoice."""
