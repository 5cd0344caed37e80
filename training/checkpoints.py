"""What a run of training leaves in its folder: the weights, with the step that they are of, and the labels of their heads."""

from __future__ import annotations

CHECKPOINT = "checkpoint.pt"
"""`{"network": weights by name, "step": int}`, and in some runs the state of the optimizer, as torch writes it."""
LABELS = "labels.json"
