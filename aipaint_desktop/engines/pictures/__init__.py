"""How pictures become tensors and come back: ground, transparency, pixels."""
