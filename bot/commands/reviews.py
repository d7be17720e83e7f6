"""`huifang review`, `evaluate` and `prompts lint`: the reviewer at the command line. Needs no database."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from bot.commands.at_hand import SystemTime, known_of_files, shared_budget
from bot.commands.common import add_json, print_json, services_of, texts_of
from bot.errors import BadInputError
from bot.forms.catalogue import form_keys, load_form
from bot.notices import notice_text
from bot.policy.days import local_day
from bot.reviewers import build_reviewer, load_prices
from bot.services.known_of_files import KnownOfFiles
from bot.settings import read_settings
from bot.texts import Texts
from review.domain import Grading, Review
from review.errors import ReviewError
from review.llm import export_files, import_replies, lint_prompts
from review.offline import OfflineReviewer
from review.ports import CallContext, Reviewer
from review.taxonomy import load_taxonomy
from review.transcript import read_transcript


def add(subparsers: Any) -> None:
    """Add the commands of this file."""
    review = subparsers.add_parser("review", help="review transcript files")
    review.add_argument("files", nargs="+", type=Path, metavar="FILE")
    review.add_argument("--form", type=Path, metavar="ANSWERS.json", help="form answers to compare with")
    review.add_argument(
        "--reviewer", choices=("offline", "llm"), help="by default: the model where one is set"
    )
    _add_whose(review)
    add_json(review)
    review.set_defaults(run=run_review)
    batch = subparsers.add_parser(
        "review-batch", help="reviews by way of an OpenAI Batch file"
    ).add_subparsers(required=True)
    export = batch.add_parser("export", help="write Batch input lines")
    export.add_argument("files", nargs="+", type=Path, metavar="FILE")
    export.add_argument("--out", type=Path, required=True, metavar="requests.jsonl")
    export.add_argument("--model", help="by default HUIFANG_LLM_MODEL")
    _add_whose(export)
    export.add_argument(
        "--only-known", action="store_true", help="leave out files that belong to no loan of the database"
    )
    export.set_defaults(run=run_export)
    imported = batch.add_parser("import", help="read Batch output lines and print the reviews")
    imported.add_argument("replies", type=Path, metavar="replies.jsonl")
    imported.add_argument("--requests", type=Path, help="the exported file, if it lies elsewhere")
    add_json(imported)
    imported.set_defaults(run=run_batch_import)
    evaluate = subparsers.add_parser("evaluate", help="measure the reviewer on labelled calls")
    evaluate.add_argument("folder", type=Path, metavar="DIR")
    evaluate.add_argument("--reviewer", choices=("offline", "llm"))
    evaluate.add_argument("--repeats", type=int, default=1, help="review every call that often")
    evaluate.add_argument("--out", type=Path, metavar="RUN.json", help="keep this run, to compare it later")
    evaluate.add_argument("--against", type=Path, metavar="RUN.json", help="compare with an earlier run")
    add_json(evaluate)
    evaluate.set_defaults(run=run_evaluate)
    exported = subparsers.add_parser("export", help="give data out").add_subparsers(required=True)
    labels = exported.add_parser("labels", help="decided signals as redacted, labelled calls")
    labels.add_argument("folder", type=Path, metavar="DIR")
    add_json(labels)
    labels.set_defaults(run=run_export_labels)
    prompts = subparsers.add_parser("prompts", help="check the data under prompts/").add_subparsers(
        required=True
    )
    prompts.add_parser("lint").set_defaults(run=run_lint)


def run_review(options: argparse.Namespace) -> int:
    """Review each file; a file that cannot be read is one line with its error, and the exit code says so."""
    reviewer = reviewer_for(options.reviewer)
    known = (
        known_of_files(options) if options.reviewer != "offline" and read_settings().llm_base_url else None
    )
    texts = texts_of(options)
    context = _context(options.form)
    failed = False
    for path in options.files:
        try:
            call = read_transcript(_read(path), name=path.name)
            review = reviewer.review(call, context, known(path, call) if known else None)
        except (ReviewError, BadInputError) as error:
            failed = True
            said = notice_text(error, texts, reference=0)
            if options.json:
                print_json({"file": str(path), "error": {"code": error.code, "message": said, **error.data}})
            else:
                print(f"{path}: {said}", file=sys.stderr)
            continue
        if options.json:
            print_json({"file": str(path)} | review.as_json())
        else:
            print("\n".join(_lines(path, review, texts)))
    return 1 if failed else 0


def run_export(options: argparse.Namespace) -> int:
    """Write request lines and, beside them, what the import will need; files that cannot be read are named."""
    texts = texts_of(options)
    model = options.model or read_settings().llm_model
    if not model:
        raise BadInputError("llm_not_set")
    known = known_of_files(options)
    files, left_out = _placed(options.files, known) if options.only_known else (options.files, [])
    done = export_files(files, options.out, model=model, taxonomy=load_taxonomy(), known=known)
    for path in left_out:
        print(texts("batch-left-out", file=str(path)), file=sys.stderr)
    for path in dict.fromkeys(known.unplaced) if known else files:
        if path not in left_out:
            print(texts("batch-unplaced", file=str(path)), file=sys.stderr)
    for file, error in done.failed:
        print(f"{file}: {notice_text(error, texts, reference=0)}", file=sys.stderr)
    print(f"{options.out}: {done.calls} calls, {done.requests} requests, ~{done.prompt_tokens} tokens")
    return 1 if done.failed else 0


def _add_whose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--loan", metavar="NUMBER", help="whose call it is, where the files do not say")
    parser.add_argument(
        "--pattern", default=None, help="how files are named, such as {time}_{loan} (see `huifang ingest`)"
    )


def _placed(files: list[Path], known: KnownOfFiles | None) -> tuple[list[Path], list[Path]]:
    """Return the files whose call is known and the others; a file that is no transcript is left to the export."""
    placed: list[Path] = []
    for path in files:
        try:
            if known and known(path, read_transcript(path.read_bytes(), name=path.name)):
                placed.append(path)
        except (ReviewError, OSError):
            placed.append(path)
    return placed, [path for path in files if path not in placed]


def run_batch_import(options: argparse.Namespace) -> int:
    """Print the same review objects as `review`, after the same gate."""
    taxonomy = load_taxonomy()
    context = CallContext(must_have=load_form("first_30d").must_have)
    done = import_replies(
        options.replies,
        options.requests,
        taxonomy=taxonomy,
        offline=OfflineReviewer(taxonomy),
        context=context,
        prices=load_prices(read_settings()),
    )
    texts = texts_of(options)
    for file, review in done.reviews:
        if options.json:
            print_json({"file": file} | review.as_json())
        else:
            print("\n".join(_lines(Path(file), review, texts)))
    for name in done.unknown:
        print(f"? {name}", file=sys.stderr)
    return 1 if done.unknown or done.bad_lines else 0


def run_evaluate(options: argparse.Namespace) -> int:
    """Measure the reviewer on a folder of labelled calls."""
    from review.evaluation import compare, evaluate, read_run, save_run

    before = read_run(options.against) if options.against else None
    report = evaluate(options.folder, reviewer_for(options.reviewer), repeats=options.repeats)
    if options.out:
        save_run(report, options.out)
    if options.json:
        print_json(report.as_json())
    else:
        print(report.render_text())
        if before:
            print("\n" + compare(before, report))
    return 0


def run_export_labels(options: argparse.Namespace) -> int:
    """Write what people decided as labelled calls, redacted, for `huifang evaluate`."""
    from bot.services.export_labels import export_labels

    services = services_of(options)
    done = export_labels(services.new_unit, options.folder)
    if options.json:
        print_json(done.as_json())
    else:
        print(texts_of(options, services)("labels-exported", folder=str(options.folder), **done.as_json()))
    return 0


def run_lint(_options: argparse.Namespace) -> int:
    """Load every data file under its strict schema; the first fault is an error that names its place."""
    from bot.rulebook import load_rulebook

    taxonomy = load_taxonomy()
    rules = load_rulebook()
    faults = missing_translations() + lint_prompts()
    for fault in faults:
        print(fault, file=sys.stderr)
    print(
        f"{len(taxonomy.signals)} signals, {len(rules.contact)} contact policies, {len(form_keys())} forms: ok"
    )
    return 1 if faults else 0


def missing_translations() -> list[str]:
    """Return every text key that one shipped language has and another has not."""
    from importlib.resources import files

    from bot.texts import LOCALES

    keys = {
        locale: {
            line.split("=", 1)[0].strip()
            for entry in (files("prompts") / "texts" / locale).iterdir()
            if entry.name.endswith(".ftl")
            for line in entry.read_text(encoding="utf-8").splitlines()
            if line[:1].isalpha() and "=" in line
        }
        for locale in LOCALES
    }
    everything = set().union(*keys.values())
    return [f"{locale}: no text {key}" for locale in LOCALES for key in sorted(everything - keys[locale])]


def reviewer_for(kind: str | None) -> Reviewer:
    """Return the asked reviewer; the offline one needs no settings at all."""
    settings = read_settings()
    if kind == "offline":
        return build_reviewer(settings.model_copy(update={"llm_base_url": None}))
    if kind == "llm" and settings.llm_base_url is None:
        raise BadInputError("llm_not_set")
    return build_reviewer(
        settings,
        budget=shared_budget(settings),
        today=lambda: local_day(SystemTime().now(), settings.timezone),
    )


def _context(form: Path | None) -> CallContext:
    if form is None:
        return CallContext(must_have=load_form("first_30d").must_have)
    try:
        content = json.loads(_read(form))
    except ValueError as error:
        raise BadInputError("answers_unreadable", file=form.name) from error
    if not isinstance(content, dict):
        raise BadInputError("answers_unreadable", file=form.name)
    key = str(content.get("form", "first_30d"))
    answers = content.get("answers", {k: v for k, v in content.items() if "." in k})
    return CallContext(form_key=key, answers=answers, must_have=load_form(key).must_have)


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise BadInputError("import_file_missing", file=path.name)
    return path.read_bytes()


def grading_line(grading: Grading, texts: Texts) -> str:
    """Return where the proposer's severity and that of the rules differ, and why the graver one is shown."""
    return texts(
        "lead-severity-differs",
        proposed=texts("lead-severity-" + grading.proposed.value),
        by_code=texts("lead-severity-" + grading.by_code.value),
        why=texts("lead-severity-by-" + grading.reason),
    )


def _lines(path: Path, review: Review, texts: Texts) -> list[str]:
    said = [str(path), review.summary_for(texts.locale)]
    taxonomy = load_taxonomy()
    for item in (*review.signals, *review.conduct):
        found = taxonomy.get(item.key)
        name = (found.zh if texts.locale == "zh-CN" else found.en) if found else item.key
        said.append(f"  {texts('lead-severity-' + item.severity.value)} · {name} [{item.key}]")
        said += [f"      {evidence.turn}: {evidence.quote}" for evidence in item.evidence]
        if item.grading is not None:
            said.append("      " + grading_line(item.grading, texts))
    rejected = len(review.rejected)
    shown = len(review.signals) + len(review.conduct)
    said.append("  " + texts("review-counts", proposed=shown + rejected, rejected=rejected))
    said += [f"      {item.reason}: {item.key} “{item.quote[:40]}”" for item in review.rejected]
    return said
