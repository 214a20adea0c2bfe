"""Everything that the artist sets once, in one dialog."""
