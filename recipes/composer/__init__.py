"""How the composer was trained."""
