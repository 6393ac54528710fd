"""What views show: models that hold ids and fetch rows a page at a time."""
