"""What moves, turns, scales and bends what is painted: maps of the plane, a resampler, and states to states."""
