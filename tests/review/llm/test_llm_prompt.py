"""Prompts are data: strict, versioned, locked once published, cheap, and their examples pass the real gate."""

import json
import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from review.domain import Transcript
from review.evidence import gate
from review.llm import PromptError, lint_prompts
from review.llm.answer import answer_schema
from review.llm.prompt import quoted_turns, write_script
from review.llm.prompt_file import LOCALES, load_prompt, read_prompt
from review.llm.reading import prepare
from review.llm.tokens import estimate_tokens
from tests.review.llm.calls import STRESSED, TAXONOMY, call

MOST_OF_NAIVE = 0.6
TURNS = 60


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with as_file(files("prompts") / "review") as shipped:
        return Path(shutil.copytree(shipped, tmp_path / "review"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_shipped_prompts_have_no_fault() -> None:
    assert lint_prompts() == []


def test_published_prompt_that_changed_is_a_fault(folder: Path) -> None:
    edit(folder / "en" / "call.v1.yaml", "Short but complete", "Short")
    assert lint_prompts(folder) == ["en/call.v1.yaml: published versions never change; make a new version"]


def test_published_prompt_that_vanished_is_a_fault(folder: Path) -> None:
    (folder / "en" / "call.v1.yaml").unlink()
    assert "en/call.v1.yaml: published, but gone" in lint_prompts(folder)


def test_published_prompt_without_checksum_is_a_fault(folder: Path) -> None:
    (folder / "checksums.yaml").unlink()
    assert len(lint_prompts(folder)) == len(LOCALES) * 2


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("key: call", "key: call\nmood: kind", "schema"),
        ("{taxonomy}", "", "variables"),
        ("{open}", "{opened}", "variables"),
        ("version: 2", "version: 3", "name"),
        ("holder: self", "holder: me", "schema"),
    ],
)
def test_prompt_file_is_read_strictly(folder: Path, old: str, new: str, reason: str) -> None:
    edit(folder / "en" / "call.v2.yaml", old, new)
    with pytest.raises(PromptError) as caught:
        read_prompt(folder, "en")
    assert caught.value.data["reason"] == reason


@pytest.mark.parametrize("locale", LOCALES)
def test_examples_pass_the_production_gate(locale: str) -> None:
    for example in load_prompt(locale).examples:
        said = Transcript(
            source_format="example", language=locale, turns=quoted_turns(example),
            speakers=STRESSED.speakers, checksum="",
        )  # fmt: skip
        result = gate([item.proposal() for item in example.answer.findings], said, TAXONOMY)
        assert result.rejected == ()
        assert len(result.signals) == len(example.answer.findings) > 0


@pytest.mark.parametrize("locale", LOCALES)
def test_taxonomy_enters_whole_and_is_nowhere_retyped(locale: str) -> None:
    script, raw = write_script(TAXONOMY, locale), load_prompt(locale)
    for item in TAXONOMY.signals:
        assert f"{item.key}={item.severity}: {item.definition.rstrip('.')}" in script.system
        assert item.definition.rstrip(".") not in raw.system
    assert set(raw.contrast) <= {item.key for item in TAXONOMY.signals}


LINES = {
    "zh-CN": (
        "A: 好的，那我再跟您核实一下，您现在的工作和住址跟申请贷款的时候一样吗？有没有变化？",
        "C: 没有变，还是在原来的地方上班，住的也是那边，就是最近加班比较多。",
    ),
    "en": (
        "A: All right, let me check one more thing with you, are your job and your address still the same?",
        "C: Yes, nothing has changed, I work at the same place, only a bit more overtime these days.",
    ),
}


def naive_prompt(transcript: Transcript, *, one_language: bool) -> str:
    """The plain prompt: instructions, the taxonomy's files, the call as JSON, the schema."""
    signals = []
    for item in TAXONOMY.signals:
        whole = {
            "key": item.key, "name_zh": item.zh, "name_en": item.en, "severity": item.severity,
            "severity_rule": item.severity_rule, "definition": item.definition, "speaker": item.speaker,
            "follow_up": item.actions,
        }  # fmt: skip
        for language in [transcript.language] if one_language else LOCALES:
            whole[f"examples_{language}"] = item.positives(language)
            whole[f"not_{language}"] = [[no.type, no.text] for no in item.negatives(language)]
        signals.append(whole)
    turns = [{"turn": turn.index, "speaker": turn.role, "text": turn.text} for turn in transcript.turns]
    parts = [signals, turns, answer_schema(item.key for item in TAXONOMY.signals)]
    asked = "Find all signals of this taxonomy in the transcript. Quote verbatim. Answer in JSON of this schema.\n"
    return asked + "\n".join(json.dumps(part, ensure_ascii=False) for part in parts)


def our_tokens(transcript: Transcript) -> int:
    """Everything that is sent: both messages and the schema, which servers with a grammar do not even count."""
    prepared = prepare(transcript, TAXONOMY)
    schema = json.dumps(answer_schema(item.key for item in TAXONOMY.signals))
    said = [message.content for message in prepared.messages(prepared.chunks[0])]
    return sum(map(estimate_tokens, [*said, schema]))


@pytest.mark.parametrize("one_language", [False, True], ids=["whole taxonomy", "one language of it"])
@pytest.mark.parametrize("language", LOCALES)
def test_prompt_costs_at_most_six_tenths_of_the_naive_one(language: str, one_language: bool) -> None:
    transcript = call(*(LINES[language] * (TURNS // 2)), language=language)
    naive = estimate_tokens(naive_prompt(transcript, one_language=one_language))
    ours = our_tokens(transcript)
    print(f"{language}: {ours} of {naive} = {ours / naive:.2f}")
    assert ours <= MOST_OF_NAIVE * naive


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("我这个月还不上", 5, 9), ("I cannot pay this month.", 5, 9), ("13800138000", 3, 5), ("", 0, 0)],
)
def test_estimate_is_near_what_tokenisers_count(text: str, least: int, most: int) -> None:
    assert least <= estimate_tokens(text) <= most
