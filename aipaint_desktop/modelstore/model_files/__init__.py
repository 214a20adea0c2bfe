"""The artist's model files where they lie: what each is, told from its tensors, and the index of them. No torch."""
