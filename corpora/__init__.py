"""Annotated corpora, one file per format, only read for training and benchmarks."""
