"""Learning one reference: the fast style network tuned to a single picture."""
