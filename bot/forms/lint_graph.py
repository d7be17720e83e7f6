"""Conditions must end, every question must be reachable, and from every screen there must be a way to the end."""

from collections.abc import Iterator, Mapping

from bot.forms.conditions import questions_in, signals_in
from bot.forms.definition import FormDefinition
from bot.forms.session import REVIEW
from bot.forms.view import IDENTITY
from bot.forms.walk import edges_from, other_edges, reach_all

Trouble = tuple[str, str, str]


def cycles(form: FormDefinition) -> Iterator[Trouble]:
    """Yield a question that waits, through conditions or raised signals, for its own answer."""
    graph = {question.key: _waits_for(form, question.key) for question in form.questions}
    done: set[str] = set()
    for key in graph:
        loop = _loop(graph, key, (), done)
        if loop:
            yield key, "cycle", " → ".join(loop)
            return


def reachability(form: FormDefinition) -> Iterator[Trouble]:
    """Yield questions that no presses lead to, and questions from which no presses lead to the end."""
    targets: dict[str, set[str]] = {}
    for key, session in reach_all(form).items():
        if key == IDENTITY and form.audience == "customer":
            continue  # always derived, never asked of a customer
        if session is None:
            yield key, "unreachable", ""
            continue
        edges = (*edges_from(session), *other_edges(session))
        targets[key] = {edge.target for edge in edges} - {key}
    ending = _leading_to(targets, REVIEW)
    for key in targets:
        if key not in ending:
            yield key, "dead_end", ""


def _waits_for(form: FormDefinition, key: str) -> frozenset[str]:
    condition = form.by_key[key].show_if
    signals = signals_in(condition)
    raisers = [rule.when for rule in form.rules if rule.do.raise_ in signals]
    asked = questions_in(condition).union(*map(questions_in, raisers))
    return frozenset(name for name in asked if name in form.by_key)


def _loop(
    graph: Mapping[str, frozenset[str]], key: str, path: tuple[str, ...], done: set[str]
) -> tuple[str, ...] | None:
    if key in path:
        return (*path[path.index(key) :], key)
    if key in done:
        return None
    for onward in sorted(graph[key]):
        loop = _loop(graph, onward, (*path, key), done)
        if loop:
            return loop
    done.add(key)
    return None


def _leading_to(targets: Mapping[str, set[str]], end: str) -> set[str]:
    found, before = {end}, 0
    while len(found) > before:
        before = len(found)
        found |= {key for key, onward in targets.items() if onward & found}
    return found
