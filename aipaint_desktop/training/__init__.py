"""Datasets, losses, loops and checkpoints that train the shipped networks. Depends on `nn` alone."""
