"""Engines: one folder each, beside `base`, the contract, and what several of them use. No Qt; torch in runs only."""
