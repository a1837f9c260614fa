"""Labels that a page sets above its headlines: “App management” in small print over each title.

Such a label stands before its heading, so that a page cut at its headings gives it to what comes before: to the entry
above, or to the bare heading of a week, which would then be news. It belongs to the heading that follows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from omfeed.collect.learn_tree import Node
from omfeed.text.blocks import fold, plain

_LAST: Final = re.compile(
    r"(?:<(p|div)>((?:[^<]|</?(?:strong|em|b|i)>){2,60})</\1>|(?:\A|(?<=>))\s*([^<>\s][^<>]{1,60}))\s*\Z"
)
_SENTENCE: Final = re.compile(r"[.!?:;,。！？：]\Z|\d")
_MOST_WORDS: Final = 5
_AT_LEAST: Final = 3
_NEARLY_ALL: Final = 0.8


def give_labels(nodes: Sequence[Node]) -> None:
    """Take each label from what stands before a heading and give it to that heading.

    It is done for headings of a level of which nearly all follow a short line that is no sentence, where lines repeat,
    and where the line is all there is between the heading above and the first below it: the last line of an entry is
    its own.

    Args:
        nodes: the headings of a page in reading order, each with what stands under it; they are changed.
    """
    for level in {node.level for node in nodes[1:]}:
        followers = [(nodes[at - 1], node) for at, node in enumerate(nodes) if at and node.level == level]
        labels = {id(node): label for before, node in followers if (label := _label(before))}
        firsts = [(before, node) for before, node in followers if before.level < level]
        alone = sum(1 for before, node in firsts if labels.get(id(node)) == fold(before.text))
        times = Counter(labels.values())
        if (
            len(labels) >= max(_AT_LEAST, _NEARLY_ALL * len(followers))
            and len(times) < len(labels)
            and alone
            and alone >= _NEARLY_ALL * len(firsts)
        ):
            for before, node in followers:
                if id(node) in labels:
                    node.label = labels[id(node)]
                    before.html = _LAST.sub("", before.html).rstrip()
                    before.text = plain(before.html)


def _label(node: Node) -> str:
    """The short last line under a heading, or empty."""
    last = _LAST.search(node.html)
    words = fold(plain(last[2] or last[3])) if last else ""
    return "" if not words or len(words.split()) > _MOST_WORDS or _SENTENCE.search(words) else words
