"""Make `lexicon/word_texts.tsv.gz`: in how many news reports a word stands.

    python training/word_texts.py ../shared/data/stories/word_texts.tsv.gz src/onrecord/lexicon/word_texts.tsv.gz

The counts of the shared folder are over 37,554 reports on US politics, 2012 to 2020 (ramybaly/Article-Bias-Prediction:
Baly et al. 2020; repository Apache-2.0; its texts belong to the outlets and are not here: counts are facts). They lack
the words that nearly every text has; these stand in `stop_words.txt` and get the full count. Possessives are counted with their
word. The same input gives the same bytes.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

from onrecord.lexicon.word_texts import fold_word

LEAST = 10  # texts that a word must stand in to have a row; a rarer one is taken to stand in half as many
STOP = Path(__file__).with_name("stop_words.txt")  # the words that the counts lack
HEAD = """# In how many of 37,554 news reports on US politics, 2012 to 2020, a word stands: weights of words (inverse document
# frequency) that do not depend on what is in a store. Made by training/word_texts.py, which names the source.
# word: in small letters, without the ending of the possessive
# texts: how many reports have it; words that nearly every report has are taken to stand in all of them
word\ttexts
"""


def folded_counts(lines: list[str]) -> dict[str, int]:
    """Return the number of texts of each word; the first line, `#texts`, has the number of all."""
    total = int(lines[0].split("\t")[1])
    counts = dict.fromkeys(STOP.read_text(encoding="utf-8").split(), total)
    for line in lines[1:]:
        word, texts = line.split("\t")
        word = fold_word(word)
        # a report with "Iran's" nearly always has "Iran" too, so the larger count is nearer than the sum
        counts[word] = max(counts.get(word, 0), int(texts))
    return {word: texts for word, texts in sorted(counts.items()) if texts >= LEAST and len(word) > 1}


def main() -> None:
    """Write the table."""
    source, target = map(Path, sys.argv[1:])
    with gzip.open(source, "rt", encoding="utf-8") as stream:
        counts = folded_counts(stream.read().splitlines())
    text = HEAD + "".join(f"{word}\t{texts}\n" for word, texts in counts.items())
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
