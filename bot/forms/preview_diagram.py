"""The transition diagram of one form, as inline SVG: questions down the middle, branches as arcs beside them."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

from bot.forms.definition import FormDefinition
from bot.forms.session import REVIEW
from bot.forms.walk import Edge
from bot.texts import Texts, bilingual

STEP = 34  # pixels from one question to the next
TOP = 24
LEFT, WIDTH, HEIGHT = 190, 300, 24
REACH_PER_ROW = 7  # pixels that an arc swings out per row it jumps, so that long jumps stand apart
WIDEST = 170


def diagram(
    form: FormDefinition, edges: Mapping[str, Sequence[Edge]], texts: Texts, anchor: Callable[[str], str]
) -> str:
    """Return the SVG; plain next steps are short lines, jumps ahead swing right, ways back swing left."""
    places = {question.key: index for index, question in enumerate(form.questions)}
    places[REVIEW] = len(places)
    arcs = [
        _arc(places[source], places[target], labels)
        for (source, target), labels in _joined(edges, texts).items()
        if source in places and target in places and source != target
    ]
    nodes = [_node(form, key, at, texts, anchor(key)) for key, at in places.items()]
    height = TOP * 2 + STEP * len(places)
    width = LEFT * 2 + WIDTH
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">'
        f"{''.join(arcs)}{''.join(nodes)}</svg>"
    )


def _joined(edges: Mapping[str, Sequence[Edge]], texts: Texts) -> dict[tuple[str, str], list[str]]:
    joined: dict[tuple[str, str], list[str]] = {}
    for leaving in edges.values():
        for edge in leaving:
            joined.setdefault((edge.source, edge.target), []).append(bilingual(edge.labels, texts.locale))
    return joined


def _arc(start: int, end: int, labels: Sequence[str]) -> str:
    from_y, to_y = TOP + start * STEP + HEIGHT / 2, TOP + end * STEP + HEIGHT / 2
    title = f"<title>{escape(' / '.join(labels))}</title>"
    if end == start + 1:
        middle = LEFT + WIDTH / 2
        return f'<path class="next" d="M{middle} {from_y + HEIGHT / 2}V{to_y - HEIGHT / 2}">{title}</path>'
    swing = min(WIDEST, 24 + REACH_PER_ROW * abs(end - start))
    side, x = ("ahead", LEFT + WIDTH) if end > start else ("backward", LEFT)
    far = x + swing if end > start else x - swing
    return f'<path class="{side}" d="M{x} {from_y}C{far} {from_y} {far} {to_y} {x} {to_y}">{title}</path>'


def _node(form: FormDefinition, key: str, at: int, texts: Texts, anchor: str) -> str:
    y = TOP + at * STEP
    question = form.by_key.get(key)
    kind = "end" if question is None else "must" if key in form.must_have else question.group
    title = texts("form-button-review") if question is None else bilingual(question.labels, texts.locale)
    return (
        f'<a href="#{anchor}"><g class="node {kind}"><title>{escape(title)}</title>'
        f'<rect x="{LEFT}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="7"/>'
        f'<text x="{LEFT + WIDTH / 2}" y="{y + 16}">{escape(key)}</text></g></a>'
    )
