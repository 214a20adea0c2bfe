"""Who a key belongs to, and what it means on any keyboard."""
