"""What media paint on: an edit as it is, repeated without end, or as mirrors show it."""
