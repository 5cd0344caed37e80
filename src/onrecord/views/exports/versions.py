"""What a file was made with: versions of software, model, knowledge and ontology, none of which come from the clock."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any

from onrecord import __version__
from onrecord.ontologies import load_ontology


@lru_cache(maxsize=1)
def versions() -> dict[str, Any]:
    """Return the versions by what they are of: the model by the hashes on its card, the tables of the world by theirs."""
    card = json.loads(
        resources.files("onrecord.models").joinpath("weights", "reader.json").read_text(encoding="utf-8")
    )
    world = resources.files("onrecord.world").joinpath("world.sha256").read_text(encoding="utf-8").split()[0]
    return {
        "onrecord": __version__,
        "model": dict(sorted(card["sha256"].items())),
        "knowledge": f"world.db sha256 {world}",
        "ontology": f"PLOVER {load_ontology().version}; CAMEO 1.1b3",
    }
