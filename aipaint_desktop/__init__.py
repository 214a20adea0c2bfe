"""AIPaint: a painting studio in which local AI models paint with the artist."""

__version__ = "0.1.0"
