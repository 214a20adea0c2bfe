"""Sets of pictures that recipes train on."""
