"""Speed beside peers, measured in one run on the same articles."""
