"""The encoder with its heads, as it runs: text in, sentences, trees, names and roles out."""

from onrecord.models.reader import Reader, load_model

__all__ = ["Reader", "load_model"]
