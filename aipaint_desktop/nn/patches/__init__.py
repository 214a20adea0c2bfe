"""Diffusion over patches of a picture, and which patch is like which."""
