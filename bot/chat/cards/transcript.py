"""The receipt for a transcript: how much was read, what was left out, and who is who where that is open."""

from collections import Counter

from bot.chat.cards.words import button
from bot.forms.screen import Button, Screen
from bot.services.transcripts import NEEDS_MAPPING, load_transcript, voices
from bot.texts import Texts
from review.domain import Transcript
from review.transcript import parse_warning, speaker_samples
from storage.models import StoredTranscript

SAMPLE_LENGTH = 80
VOICES_SHOWN = 6  # more voices than this are no telephone call
LABEL_LENGTH = 12  # characters of a speaker's label on a button
WARNINGS_SHOWN = 4
SILENT = frozenset({"no_times", "no_confidence", "times_missing"})
"""Warnings that an agent can do nothing about and that change no finding."""


def received_screen(stored: StoredTranscript, texts: Texts, *, agent: int | None = None) -> Screen:
    """Return the receipt, or the question who is who; `agent` = the voice that was already chosen."""
    warnings = _warnings(stored, texts)
    if stored.state != NEEDS_MAPPING:
        head = texts("agent-transcript-received", turns=len(stored.turns))
        return Screen(text="\n".join([head, *warnings]))
    transcript = load_transcript(stored)
    several = len(voices(transcript)) > 2
    screen = _choose(stored, transcript, texts, agent) if several else _check(stored, transcript, texts)
    return Screen(text="\n".join([screen.text, *warnings]), rows=screen.rows, protected=True)


def _check(stored: StoredTranscript, transcript: Transcript, texts: Texts) -> Screen:
    samples = [turn.text[:SAMPLE_LENGTH] for turn in speaker_samples(transcript)]
    agent, customer = [*samples, "–", "–"][:2]
    return Screen(
        text=texts("agent-speakers-check", agent=agent, customer=customer),
        rows=(
            (
                button(texts, "agent-button-speakers-right", f"spk:{stored.id}:ok"),
                button(texts, "agent-button-swap", f"spk:{stored.id}:swap"),
            ),
        ),
    )


def _choose(stored: StoredTranscript, transcript: Transcript, texts: Texts, agent: int | None) -> Screen:
    labels = voices(transcript)[:VOICES_SHOWN]
    said = [texts("agent-speakers-which-agent" if agent is None else "agent-speakers-which-customer")]
    rows = []
    for place, label in enumerate(labels):
        if place == agent:
            continue
        lines = [turn.text for turn in transcript.turns if turn.label == label]
        said.append(f"{label}：{max(lines, key=len)[:SAMPLE_LENGTH]}")
        data = f"spk:{stored.id}:a:{place}" if agent is None else f"spk:{stored.id}:c:{agent}:{place}"
        rows.append((Button(label=label[:LABEL_LENGTH], data=data),))
    return Screen(text="\n".join(said), rows=tuple(rows))


def _warnings(stored: StoredTranscript, texts: Texts) -> list[str]:
    said: Counter[str] = Counter()
    for warning in stored.warnings:
        code, data = parse_warning(warning)
        key = "transcript-warning-" + code.replace("_", "-")
        if code in SILENT or not texts.has(key):
            continue
        said[texts(key, line=data.get("line", "?"), count=data.get("count", "?"))] += 1
    lines = [f"⚠️ {text}" for text in said]
    if len(lines) > WARNINGS_SHOWN:
        rest = len(lines) - WARNINGS_SHOWN
        lines = [*lines[:WARNINGS_SHOWN], texts("transcript-warning-rest", count=rest)]
    return lines
