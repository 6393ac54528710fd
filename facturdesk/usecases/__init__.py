"""What the shop does: one module per activity, one public function per intention."""
