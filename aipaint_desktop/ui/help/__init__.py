"""Help within the window: what can be done now, and what each model is for."""
