"""Text on the canvas: how it is set, what pixels that gives, and words while they are typed."""
