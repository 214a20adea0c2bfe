"""How the enlarging network was trained."""
