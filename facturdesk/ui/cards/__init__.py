"""The parts of the cards of customers and items."""
