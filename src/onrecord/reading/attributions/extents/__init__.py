"""Step one: which words are source, cue and content; each find is a `Draft`."""
