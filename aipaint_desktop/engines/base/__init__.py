"""The contract between engines and whoever runs them: no Qt, no torch."""
