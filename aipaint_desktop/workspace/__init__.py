"""What the window shows and no widget knows: document, painting, settings, references, and their verbs. No widgets."""
