"""The engine of models that artists trained on their own pictures."""
