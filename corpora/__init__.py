"""Annotated corpora, one file a format, read for training and benchmarks alone."""
