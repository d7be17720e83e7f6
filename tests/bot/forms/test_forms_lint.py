"""The shipped forms are clean, and lint sees what is broken."""

from importlib.resources import files
from pathlib import Path

import pytest

from bot.errors import ConflictError
from bot.forms.catalogue import LENGTHS, Catalogue, canonical, form_keys, load_form
from bot.forms.lint import finding_text, lint_forms
from bot.forms.preview import preview_html
from bot.forms.publish import publish_forms
from bot.texts import texts_for

OTHERS = set(form_keys()) - {"first_30d"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped files with one variant only, and nothing published."""
    target = tmp_path / "forms"
    target.mkdir()
    for entry in (files("prompts") / "forms").iterdir():
        if entry.is_file() and entry.name.removesuffix(".yaml") not in {*OTHERS, "checksums"}:
            (target / entry.name).write_text(entry.read_text(encoding="utf-8"), encoding="utf-8")
    return target


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(folder: Path) -> set[tuple[str, str]]:
    findings = [item for item in lint_forms(folder) if item.problem != "not_published"]
    assert all(finding_text(item, texts_for(locale)) for item in findings for locale in ("zh-CN", "en"))
    return {(item.place, item.problem) for item in findings}


def test_shipped_forms_are_clean():
    assert lint_forms() == []


def test_circle_of_conditions_is_found_and_named(folder):
    change(
        folder,
        "bank.yaml",
        'en: "Is your current source of income stable?",',
        'en: "Is your current source of income stable?", s: {q: inc.change_reason, answered: true},',
    )
    assert ("inc.stable", "cycle") in problems(folder) or ("inc.change_reason", "cycle") in problems(folder)


def test_question_that_nothing_leads_to_is_found(folder):
    change(
        folder,
        "bank.yaml",
        "s: {q: disb.amount_match, in: [higher, lower, unsure]}",
        "s: {all: [{q: disb.amount_match, in: [higher]}, {q: disb.amount_match, in: [lower]}]}",
    )
    assert ("disb.amount_stated", "unreachable") in problems(folder)


def test_unknown_question_in_a_condition_is_found(folder):
    change(
        folder,
        "bank.yaml",
        "s: {q: disb.amount_match, in: [higher, lower, unsure]}",
        "s: {q: disb.nothing, in: [higher]}",
    )
    assert ("disb.amount_stated", "unknown_key") in problems(folder)


def test_unknown_option_in_a_condition_is_found(folder):
    change(folder, "bank.yaml", "in: [higher, lower, unsure]", "in: [highest]")
    assert ("disb.amount_stated", "unknown_key") in problems(folder)


def test_missing_translation_is_found(folder):
    change(folder, "bank.yaml", 'en: "Has the user changed?"', 'en: ""')
    assert ("veh.user_changed", "missing_translation") in problems(folder)


def test_too_many_presses_are_found(folder):
    change(folder, "first_30d.yaml", "press_budget: 20", "press_budget: 17")
    assert ("short", "press_budget") in problems(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "place"),
    [
        ("first_30d.yaml", "version: 1", 'version: "1"', "version"),
        ("first_30d.yaml", "version: 1", "version: 1\nsurprise: yes", "surprise"),
        ("first_30d.yaml", "[phone, self_link]", "[phone, self_link", "line 7"),
        ("first_30d.yaml", "idv.factor1, idv.factor2, idv.result, disb.received,", "idv.factor9,", "short"),
        ("bank.yaml", "o: received,", "o: recieved,", "disb.received"),
        ("bank.yaml", "k: disb.payee, g: disb,", "k: disb.payee, g: dsib,", "disb.payee"),
        ("bank.yaml", "k: disb.payee,", "k: disb.received,", "questions"),
        ("bank.yaml", "t: rating5", "t: rating7", "sat.score.t"),
        ("rules.yaml", "raise: fraud.ab_loan", "rise: fraud.ab_loan", "7.do"),
        ("scripts.yaml", "shown_at:", "shown:", "shown"),
    ],
)
def test_file_of_the_wrong_shape_is_one_finding_with_its_place(folder, name, old, new, place):
    change(folder, name, old, new)
    assert {problem for _, problem in problems(folder)} == {"file"}
    assert lint_forms(folder)[0].place.startswith(place)


def test_missing_file_is_a_finding(folder):
    (folder / "options.yaml").unlink()
    assert [(item.form, item.problem) for item in lint_forms(folder)] == [("options.yaml", "file")]


def test_published_form_that_changes_is_refused(folder):
    publish_forms(folder)
    change(folder, "bank.yaml", 'en: "Has the user changed?"', 'en: "Did the user change?"')
    assert {item.problem for item in lint_forms(folder)} >= {"published_changed"}
    with pytest.raises(ConflictError):
        publish_forms(folder)


def test_new_version_leaves_the_old_one_as_it_was(folder):
    publish_forms(folder)
    old = canonical(Catalogue(folder).load("first_30d"))
    change(folder, "first_30d.yaml", "version: 1", "version: 2")
    change(folder, "first_30d.yaml", "target_minutes: 6", "target_minutes: 5")
    assert canonical(Catalogue(folder).load("first_30d", version=1)) == old
    assert Catalogue(folder).load("first_30d").target_minutes == 5


def test_tampered_snapshot_is_found(folder):
    publish_forms(folder)
    snapshot = folder / "published" / "first_30d.v1.short.json"
    snapshot.write_text(snapshot.read_text(encoding="utf-8").replace("收到", "拿到"), encoding="utf-8")
    assert "snapshot_changed" in {item.problem for item in lint_forms(folder)}


def test_preview_shows_every_question_of_every_form_and_loads_nothing():
    page = preview_html(texts_for("zh-CN"), texts_for("en"))
    for key in form_keys():
        for length in LENGTHS:
            form = load_form(key, length)
            asked = [
                q.key for q in form.questions if not (q.key == "idv.result" and form.audience == "customer")
            ]
            missing = [q for q in asked if f'id="{key}-{length}-{q.replace(".", "-")}"' not in page]
            assert missing == []
    assert not any(outside in page for outside in ("http://", "https://", "<script", "url("))
