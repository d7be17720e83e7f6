"""The shipped taxonomy is whole, and a broken one is refused with the file's name."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from review.domain import Role, Severity
from review.errors import TaxonomyError
from review.taxonomy import load_taxonomy, read_taxonomy


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "signals"
    shutil.copytree(Path(str(files("prompts") / "signals")), copy)
    return copy


def test_shipped_taxonomy_has_22_customer_and_7_agent_signals():
    taxonomy = load_taxonomy()
    assert len(taxonomy.spoken_by(Role.CUSTOMER)) == 22
    assert len(taxonomy.spoken_by(Role.AGENT)) == 7


def test_definition_carries_words_severity_and_examples():
    found = load_taxonomy().get("stress.income_loss")
    assert found is not None
    assert (found.en, found.severity) == ("Income lost, cut or unstable", Severity.HIGH)
    assert found.positives("zh-CN")[0] == "我上个月被裁了，现在在找工作"
    assert found.negatives("en")[1].type == "past_resolved"


def test_unknown_key_is_none():
    assert load_taxonomy().get("stress.nothing") is None


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("customer.yaml", "sev: high", "sev: urgent"),
        ("customer.yaml", "    act:", "    acts:"),
        ("customer.yaml", "[negation,", "[nagation,"),
        ("customer.yaml", "[support_case", "[support_box"),
        ("agent.yaml", "k: agent.abusive_tone", "k: agent.threat_coercion"),
        ("agent.yaml", "k: agent.abusive_tone", "k: Agent Tone"),
        ("vocabulary.yaml", "k: negation", "k: [negation"),
    ],
)
def test_broken_file_is_refused(folder: Path, name: str, old: str, new: str):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(TaxonomyError):
        read_taxonomy(folder)


def test_missing_file_is_refused(folder: Path):
    (folder / "agent.yaml").unlink()
    with pytest.raises(TaxonomyError) as caught:
        read_taxonomy(folder)
    assert caught.value.data["file"] == "agent.yaml"


def test_version_changes_with_a_word(folder: Path):
    path = folder / "agent.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# a word\n", encoding="utf-8")
    assert read_taxonomy(folder).version != load_taxonomy().version
