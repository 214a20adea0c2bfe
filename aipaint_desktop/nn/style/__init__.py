"""The fast style network, and style by nearest neighbours."""
