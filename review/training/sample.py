"""Labelled talk from every source, as pieces: short talk and whole calls, the calls for tuning, the taxonomy's examples."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from review.domain import Role
from review.evaluation.labels import read_labels
from review.taxonomy import SignalDefinition, Taxonomy
from review.training.talk import Piece, read_talk
from review.transcript import read_transcript

TUNING, TAXONOMY, ORDINARY = "calls for tuning", "taxonomy", "ordinary talk"
CLAIMS = "claims"
NOT_ABOUT_WORDS = frozenset(
    {
        "speaker_suspect",
        "injection",
        "lying_slots",
        "unknown_key",
        "digits",
        "wrong_speaker",
        "wrong_turn",
        "verbatim",
    }
)
"""Traps of the evidence corpus in which the quote or the speaker is wrong, not the meaning."""
CLAIM_ROLES = {
    "zh": {"agent": "坐席：", "customer": "客户：", "third_party": "第三人："},
    "en": {"agent": "Agent: ", "customer": "Customer: ", "third_party": "Third party: "},
}
OPENINGS = ("坐席：您好\n客户：", "Agent: Hello\nCustomer: ")


def read_all(fixtures: Path, taxonomy: Taxonomy) -> tuple[Piece, ...]:
    """Return everything that may be trained on. The calls for testing are no part of it."""
    return (
        *read_talk(fixtures / "talk"),
        *_calls(fixtures / "calls" / "dev"),
        *_examples(taxonomy),
        *_ordinary(fixtures / "offline" / "ordinary_talk.tsv"),
        *_claims(fixtures / "evidence", taxonomy),
    )


def _calls(folder: Path) -> Iterator[Piece]:
    rows = {}
    for file in sorted(folder.glob("labels*.jsonl")):
        for line in filter(str.strip, file.read_text("utf-8").splitlines()):
            row = json.loads(line)
            rows[row["id"]] = [*row.get("customer_signals", ()), *row.get("agent_signals", ())]
    for call in read_labels(folder):
        yield Piece(
            author=TUNING,
            transcript=read_transcript(call.path.read_bytes(), name=call.path.name),
            keys=frozenset(call.expected),
            at={item["key"]: frozenset(item["turns"]) for item in rows[call.id]},
            optional=call.optional,
        )


def _examples(taxonomy: Taxonomy) -> Iterator[Piece]:
    for signal in taxonomy.signals:
        for number, language in enumerate(("zh", "en")):
            yield from _said(signal, signal.positives(language), number, found=True)
            plain = [item.text for item in signal.negatives(language)]
            yield from _said(
                signal, (text for text in plain if "：" not in text and ": " not in text), number
            )


def _said(
    signal: SignalDefinition, texts: Iterable[str], language: int, *, found: bool = False
) -> Iterator[Piece]:
    agent = signal.speaker is Role.AGENT
    opening = ("坐席：", "Agent: ")[language] if agent else OPENINGS[language]
    for text in texts:
        yield _piece(opening + text, TAXONOMY, {signal.key} if found else set())


def _ordinary(file: Path) -> Iterator[Piece]:
    for line in file.read_text("utf-8").splitlines():
        asked, said = line.split("\t")
        yield _piece(f"坐席：{asked}\n客户：{said}", ORDINARY, set())


def _claims(folder: Path, taxonomy: Taxonomy) -> Iterator[Piece]:
    """Yield the claims of the evidence corpus; what else stands in their talk, nobody has labelled."""
    keys = frozenset(signal.key for signal in taxonomy.signals)
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines() if file.stem not in NOT_ABOUT_WORDS else ():
            row = json.loads(line)
            names = CLAIM_ROLES[row["lang"][:2]]
            turns = [
                names[role] + text.replace("\n", " ") for role, text in row["transcript"] if role in names
            ]
            key = row["claim"]["key"]
            piece = _piece("\n".join(turns), CLAIMS, {key} if row["accept"] else set())
            yield replace(piece, optional=keys - {key})


def _piece(text: str, author: str, keys: set[str]) -> Piece:
    transcript = read_transcript(text.encode(), name="example.txt")
    return Piece(author=author, transcript=transcript, keys=frozenset(keys))
