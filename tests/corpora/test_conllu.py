"""Treebanks as running text."""

from pathlib import Path

from corpora.conllu import read_conllu

SAMPLE = """\
# newdoc id = one
# sent_id = one-1
# newpar
1\tShe\tshe\tPRON\tPRP\t_\t3\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = one-2
1\tWhy\twhy\tADV\tWRB\t_\t0\troot\t_\tSpaceAfter=No
2\t?\t?\tPUNCT\t.\t_\t1\tpunct\t_\t_

# sent_id = one-3
# newpar
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

"""


def test_the_text_is_put_together_again_with_its_paragraphs(tmp_path: Path) -> None:
    path = tmp_path / "sample.conllu"
    path.write_text(SAMPLE, encoding="utf-8")
    (document,) = read_conllu(path)
    assert document.text == "She didn't go. Why?\n\nYes"
    forms = [[document.text[w.start : w.end] for w in s] for s in document.sentences]
    assert forms == [["She", "did", "n't", "go", "."], ["Why", "?"], ["Yes"]]
    assert [w.head for w in document.sentences[0]] == [2, 3, 3, -1, 3]
