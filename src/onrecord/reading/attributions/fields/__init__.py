"""Step three: the other fields of an attribution, and the attribution itself."""
