"""Models and references, shipped and the artist's own: manifests, catalogue. No Qt."""
