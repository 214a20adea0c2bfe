"""Steadiers: what makes a calm line of an unsteady hand, by the samples of the pen alone."""
