"""A store of four reports that were really read, for the tests of questions."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

from onrecord.views import cli

REPORTS = [
    {
        "id": "talks",
        "title": "Talks to begin in June",
        "published": "2024-05-13",
        "url": "https://herald.example/talks",
        "text": "VIENNA (Reuters) - Foreign minister Ana Kovač said on Monday that she would meet Sergei Lavrov in Vienna on "
        '5 June.\n\n"We will not sign anything under pressure," Kovač told reporters in Vienna. Russia '
        "denied that it had agreed to the talks. A Kremlin spokesman said no date had been set.\n\nThe "
        "European Union condemned Russia. Russia shelled Odessa on Sunday and killed 12 people.",
    },
    {
        "id": "moved",
        "title": "Talks put off",
        "published": "2024-05-14",
        "url": "https://courier.example/moved",
        "text": "MOSCOW - Russian foreign minister Sergei Lavrov said on Tuesday that he would meet Ana Kovač "
        "in Vienna on 12 June instead of 5 June.\n\nUkraine accused Russia of shelling Odessa. At least 14 people were "
        "killed in the attack, officials said.\n\nPresident Vladimir Putin warned that Moscow would respond "
        "if sanctions were imposed.",
    },
    {
        "id": "summit",
        "title": "EU plans summit",
        "published": "2024-05-20",
        "url": "https://herald.example/summit",
        "text": "BRUSSELS - The European Union will hold a summit in Brussels on 20 June to discuss sanctions. If "
        "Russia does not withdraw, new sanctions will be imposed, said Ursula von der Leyen.\n\nAna Kovač "
        "will meet Sergei Lavrov in Vienna on 12 June, officials said. Parliament must approve the "
        "budget by 30 June.",
    },
    {
        "id": "arrests",
        "title": "Protesters arrested",
        "published": "2024-06-15",
        "url": "https://courier.example/arrests",
        "text": "VIENNA - Russian Foreign Minister Sergei Lavrov did not comment. Police arrested 30 demonstrators "
        "in Vienna on Friday.\n\nThe Austrian government will present its report in September.",
    },
]


@cache
def kept() -> Path:
    """Return the store, read once; nobody may write into it."""
    folder = Path(tempfile.mkdtemp(prefix="onrecord-questions-"))
    lines = folder / "reports.jsonl"
    lines.write_text("".join(json.dumps(report) + "\n" for report in REPORTS), encoding="utf-8")
    with redirect_stdout(io.StringIO()):
        assert cli.run(["add", str(lines), "--input", "jsonl", "--store", str(folder / "news.db")]) == 0
    return folder / "news.db"


def copied(folder: Path) -> Path:
    """Return a copy of the store, to be written into."""
    path = folder / "news.db"
    shutil.copyfile(kept(), path)
    return path
