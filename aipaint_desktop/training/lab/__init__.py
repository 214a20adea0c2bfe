"""Training an artist's own generative models on a folder of pictures."""
