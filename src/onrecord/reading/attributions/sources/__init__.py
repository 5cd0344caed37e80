"""Step two: who the source is, and how the text names it."""
