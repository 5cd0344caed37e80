"""Load the scorers of the shared folder as modules; they are not part of the project."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType


def load_scorer(shared: Path, name: str) -> ModuleType:
    """Return the scorer `name` (such as `score_geo`) of the shared folder; raise if it is missing."""
    path = shared / "tools" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{path} is missing: the shared folder holds the scorers, give its path.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
