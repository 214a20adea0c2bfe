"""Media: what a brush does to the pixels under it, one file a medium. They know documents, and no pen and no path."""
