"""How the fast style network was trained."""
