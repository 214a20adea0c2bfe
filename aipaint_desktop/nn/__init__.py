"""Networks and samplers by family, and what families share. Nothing but torch and `words`."""
