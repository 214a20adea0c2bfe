"""Languages: translations, names, refusals and durations as the window says them."""
