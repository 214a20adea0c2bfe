"""The pictures to paint like."""
