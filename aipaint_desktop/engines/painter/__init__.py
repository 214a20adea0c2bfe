"""The painter: diffusion whose model is a picture."""
