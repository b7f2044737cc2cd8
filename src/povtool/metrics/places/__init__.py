"""Where: the places that a text names, and which of them each quantity belongs to."""
