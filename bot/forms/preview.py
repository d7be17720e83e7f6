"""Every screen and every transition of every form, as one page that needs nothing from outside."""

from collections.abc import Iterable, Sequence
from html import escape

from bot.forms.catalogue import LENGTHS, Catalogue, catalogue
from bot.forms.definition import FormDefinition
from bot.forms.flow import start
from bot.forms.preview_diagram import diagram
from bot.forms.preview_style import STYLE
from bot.forms.render import render
from bot.forms.screen import Screen
from bot.forms.session import REVIEW, SUBMITTED, FormSession
from bot.forms.walk import (
    LONGEST_WALK,
    SAMPLE_DAY,
    SAMPLE_FACTS,
    Edge,
    act,
    clean_actions,
    count_clean_presses,
    edges_from,
    other_edges,
    reach_all,
)
from bot.texts import LOCALES, Texts, bilingual, texts_for

SAMPLE_ID = "preview"


def preview_html(*texts: Texts, forms: Catalogue | None = None) -> str:
    """Return the page; `texts` are the locales to show side by side (all shipped ones by default), the first leads."""
    shown = texts or tuple(texts_for(locale) for locale in LOCALES)
    found = forms or catalogue()
    parts = [_form(found.load(key, length), shown) for key in found.form_keys() for length in LENGTHS]
    title = escape(shown[0]("form-preview-title"))
    return (
        f'<!doctype html><html lang="{shown[0].locale}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style></head><body><header><h1>{title}</h1>"
        f"<p>{escape(shown[0]('form-preview-intro'))}</p></header><main>{''.join(parts)}</main></body></html>\n"
    )


def _form(form: FormDefinition, texts: Sequence[Texts]) -> str:
    lead = texts[0]
    reached = {key: session for key, session in reach_all(form).items() if session is not None}
    edges = {key: [*edges_from(session), *other_edges(session)] for key, session in reached.items()}
    name = bilingual(form.labels, lead.locale)
    about = lead(
        "form-preview-about",
        version=form.version,
        questions=len(form.questions),
        presses=count_clean_presses(form),
        minutes=form.target_minutes,
    )
    cards = [_card(form, key, session, edges[key], texts) for key, session in reached.items()]
    ends = [_card(form, session.cursor, session, [], texts) for session in _endings(form)]
    length = lead(f"form-preview-{form.length}")
    return (
        f'<details class="form" id="{_anchor(form, "")}"><summary><b>{escape(name)}</b> '
        f"<span>{escape(length)} · {escape(about)}</span></summary>"
        f'<div class="map">{diagram(form, edges, lead, lambda key: _anchor(form, key))}</div>'
        f'<div class="cards">{"".join([*cards, *ends])}</div></details>'
    )


def _endings(form: FormDefinition) -> list[FormSession]:
    session, found = start(form, facts=SAMPLE_FACTS, today=SAMPLE_DAY), []
    for _ in range(LONGEST_WALK):
        if session.cursor in {REVIEW, SUBMITTED}:
            found.append(session)
        if session.cursor == SUBMITTED:
            break
        for action in clean_actions(session):
            session = act(session, action)
    return found


def _card(
    form: FormDefinition, key: str, session: FormSession, edges: list[Edge], texts: Sequence[Texts]
) -> str:
    must = " ★" if key in form.must_have else ""
    screens = "".join(_phone(render(session, one, SAMPLE_ID), one) for one in texts)
    return (
        f'<section class="card" id="{_anchor(form, key)}"><h3><code>{escape(key)}</code>{must}</h3>'
        f'<div class="pair">{screens}</div>{_transitions(form, edges, texts[0])}</section>'
    )


def _phone(screen: Screen, texts: Texts) -> str:
    rows = "".join(
        f'<div class="row">{"".join(f"<span>{escape(button.label)}</span>" for button in row)}</div>'
        for row in screen.rows
    )
    lock = f" · {escape(texts('form-preview-protected'))}" if screen.protected else ""
    return (
        f'<div class="phone" lang="{texts.locale}"><div class="tag">{escape(texts.locale)}{lock}</div>'
        f'<div class="bubble">{escape(screen.text)}</div>{rows}</div>'
    )


def _transitions(form: FormDefinition, edges: Iterable[Edge], texts: Texts) -> str:
    by_target: dict[str, list[str]] = {}
    for edge in edges:
        by_target.setdefault(edge.target, []).append(bilingual(edge.labels, texts.locale))
    items = "".join(
        f'<li>{escape(" / ".join(dict.fromkeys(labels)))} → <a href="#{_anchor(form, target)}"><code>{escape(target)}</code></a></li>'
        for target, labels in by_target.items()
    )
    return f"<ul>{items}</ul>" if items else ""


def _anchor(form: FormDefinition, key: str) -> str:
    return f"{form.key}-{form.length}-{key}".replace(".", "-").rstrip("-")
