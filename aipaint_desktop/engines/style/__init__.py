"""Style transfer: the fast network and the master."""
