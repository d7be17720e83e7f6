"""Evaluation on small folders, and the recorded floor on the calls for tuning."""

import json
from pathlib import Path

import pytest

from review.evaluation import below, compare, evaluate, read_run, save_run
from review.evaluation.labels import LabelsError
from review.evaluation.saved import RunError
from review.offline import OfflineReviewer
from review.taxonomy import load_taxonomy

CALLS = Path(__file__).parents[2] / "fixtures" / "calls"
FIGURES = Path(__file__).parents[2] / "fixtures" / "offline" / "figures.json"
REVIEWER = OfflineReviewer(load_taxonomy())
STRESS = "坐席：这期能还吗？\n客户：厂里两个月没发工资了，还不上。\n"
CLEAN = "坐席：这期能还吗？\n客户：能，钱准备好了。\n"


def label(name: str, *keys: str, optional: str = "") -> str:
    row = {
        "id": name,
        "variant": "due_followup",
        "clean": not keys,
        "customer_signals": [{"key": key, "severity": "high", "turns": [2], "quote": ""} for key in keys],
        "optional_signals": [{"key": optional, "turns": [2]}] if optional else [],
    }
    return json.dumps(row) + "\n"


def folder(tmp_path: Path, labels: dict[str, str], **texts: str) -> Path:
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    for name, rows in labels.items():
        (tmp_path / name).write_text(rows, "utf-8")
    return tmp_path


def test_hits_misses_and_false_alarms_are_counted_by_key(tmp_path: Path) -> None:
    rows = label("a", "stress.payment_affected", "intent.default") + label("b")
    report = evaluate(folder(tmp_path, {"labels.jsonl": rows}, a=STRESS, b=CLEAN), REVIEWER)
    assert report.by_key["stress.payment_affected"].hits == 1
    assert report.by_key["stress.income_loss"].false_alarms == 1
    assert report.by_key["intent.default"].misses == 1
    assert (report.false_alarm_rate, report.flagged_share, report.quote_validity) == (0.0, 1.0, 1.0)


def test_optional_signals_count_neither_way(tmp_path: Path) -> None:
    rows = label("a", "stress.payment_affected", optional="stress.income_loss")
    report = evaluate(folder(tmp_path, {"labels.jsonl": rows}, a=STRESS), REVIEWER)
    assert report.customer.as_json()["f1"] == 1.0


def test_all_label_files_of_a_folder_are_read(tmp_path: Path) -> None:
    files = {"labels.jsonl": label("a", "stress.payment_affected"), "labels-en.jsonl": label("b")}
    assert len(evaluate(folder(tmp_path, files, a=STRESS, b=CLEAN), REVIEWER).calls) == 2


def test_broken_line_is_named(tmp_path: Path) -> None:
    with pytest.raises(LabelsError) as caught:
        evaluate(folder(tmp_path, {"labels.jsonl": label("a") + "{\n"}, a=CLEAN), REVIEWER)
    assert caught.value.data == {"file": "labels.jsonl", "line": 2}


def test_report_is_readable_and_json(tmp_path: Path) -> None:
    rows = label("a", "stress.payment_affected")
    report = evaluate(folder(tmp_path, {"labels.jsonl": rows}, a=STRESS), REVIEWER, repeats=2)
    assert "stress.payment_affected" in report.render_text()
    assert json.loads(json.dumps(report.as_json()))["severity_confusion"] == {"high>high": 1}
    assert report.unstable == ()
    assert "customer F1" in compare(report, report)


def test_a_kept_run_compares_like_the_run_itself(tmp_path: Path) -> None:
    rows = label("a", "stress.payment_affected") + label("b")
    report = evaluate(folder(tmp_path, {"labels.jsonl": rows}, a=STRESS, b=CLEAN), REVIEWER)
    save_run(report, tmp_path / "run.json")
    kept = read_run(tmp_path / "run.json")
    assert kept == report
    assert [line for line in compare(kept, report).splitlines() if line.startswith(("a:", "b:"))] == []


def test_a_file_that_is_no_run_is_named(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text("[]", "utf-8")
    with pytest.raises(RunError) as caught:
        read_run(tmp_path / "run.json")
    assert caught.value.data == {"file": "run.json"}


def test_figures_on_the_calls_for_tuning_do_not_fall_below_the_floor() -> None:
    floor = json.loads(FIGURES.read_text("utf-8"))["dev"]
    assert below(evaluate(CALLS / "dev", REVIEWER), floor) == ()


def test_every_figure_below_its_floor_is_named(tmp_path: Path) -> None:
    files = folder(tmp_path, {"labels.jsonl": label("a", "intent.default") + label("b")}, a=CLEAN, b=STRESS)
    floor = {"customer_f1": 0.1, "flagged_share": 0.1, "false_alarm_rate_clean": 0.9}
    fallen = below(evaluate(files, REVIEWER), floor)
    assert [words.split()[0] for words in fallen] == [
        "customer_f1",
        "flagged_share",
        "false_alarm_rate_clean",
    ]
