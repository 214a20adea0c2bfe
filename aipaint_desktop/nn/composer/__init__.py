"""What turns words into compositions."""
