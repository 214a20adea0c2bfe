"""The lab: artists train models on their own pictures, and watch how it goes."""
