"""How the network of line drawings was trained."""
