"""The version in a review's stamp changes with everything that can change its verdict, and with nothing else."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from review.taxonomy import load_taxonomy
from review.version import OTHER_PARTS, rules_digest, version_of

SIGNALS = Path(str(files("prompts") / "signals"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SIGNALS, tmp_path / "signals"))


@pytest.mark.parametrize("name", sorted(entry.name for entry in SIGNALS.iterdir() if entry.is_file()))
def test_every_file_of_the_taxonomy_counts(folder: Path, name: str) -> None:
    before = version_of(folder)
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("# a word more\n")
    assert version_of(folder) != before


def test_copy_without_a_change_has_the_same_version(folder: Path) -> None:
    assert version_of(folder) == load_taxonomy().version


def test_new_cue_file_counts(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "cues.yaml").write_text("{}", encoding="utf-8")
    assert version_of(folder) != load_taxonomy().version


def test_rules_questions_and_scorecard_are_read_for_the_version() -> None:
    from review import version

    read = {name for name, _ in version._files(files("review"), without=OTHER_PARTS)}
    assert {"evidence.py", "offline/registry.py", "offline/rules/stress_income_loss.py", "cues.py"} <= read
    assert not [name for name in read if name.endswith(".pyc") or name.startswith("llm/")]
    assert len(rules_digest()) == 64
