"""Publishing: writes the resolved form as a snapshot and records its checksum. What is published never changes."""

from pathlib import Path

import yaml

from bot.errors import ConflictError
from bot.forms.catalogue import LENGTHS, Catalogue, canonical, checksum, snapshot_name

_HEAD = "# SHA-256 of every published form. Written by bot.forms.publish; lint refuses a form that differs.\n"


def publish_forms(folder: Path) -> list[str]:
    """Publish every current version in `folder` (prompts/forms) that is not yet; return the new names.

    Raises ConflictError where a version is published already and its sources have changed since.
    """
    forms = Catalogue(folder)
    recorded = dict(forms.checksums())
    fresh: dict[str, str] = {}
    for key in forms.form_keys():
        for length in LENGTHS:
            form = forms.load(key, length)
            name, text = snapshot_name(key, length, form.version), canonical(form)
            if name not in recorded:
                fresh[name] = text
            elif recorded[name] != checksum(text):
                raise ConflictError("form_published_changed", form=name)
    _write(folder, recorded, fresh)
    return sorted(fresh)


def _write(folder: Path, recorded: dict[str, str], fresh: dict[str, str]) -> None:
    target = folder / "published"
    target.mkdir(exist_ok=True)
    for name, text in fresh.items():
        (target / f"{name}.json").write_text(text, encoding="utf-8")
    sums = {**recorded, **{name: checksum(text) for name, text in fresh.items()}}
    (folder / "checksums.yaml").write_text(_HEAD + yaml.safe_dump(sums, sort_keys=True), encoding="utf-8")
