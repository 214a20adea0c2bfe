"""What is selected: found in a picture, combined, reshaped and kept. Functions on masks, and on states."""
