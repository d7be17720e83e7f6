"""The archive: what goes in comes out, nothing else does, and nothing lies readable on the disk."""

from pathlib import Path

import pytest

from storage.archive import ArchiveCipher, LocalArchive
from storage.errors import ArchiveError

CALL = b"the customer says that the wages are late" * 10


def archive_in(folder: Path, secret: bytes = b"a secret that tests made up") -> LocalArchive:
    return LocalArchive(folder, ArchiveCipher(secret))


def only_file(folder: Path) -> Path:
    [path] = [path for path in folder.rglob("*") if path.is_file()]
    return path


def test_what_was_put_comes_back_and_is_not_readable_on_the_disk(tmp_path: Path):
    archive = archive_in(tmp_path)
    digest = archive.put(CALL)
    assert archive.get(digest) == CALL
    assert b"wages" not in only_file(tmp_path).read_bytes()
    assert only_file(tmp_path).stat().st_mode & 0o077 == 0


def test_the_same_content_is_kept_once(tmp_path: Path):
    archive = archive_in(tmp_path)
    assert archive.put(CALL) == archive.put(CALL)
    assert list(archive.digests()) == [archive.put(CALL)]


@pytest.mark.parametrize("place", [0, 6, 20, -1])
def test_one_changed_byte_is_noticed(tmp_path: Path, place: int):
    archive = archive_in(tmp_path)
    digest = archive.put(CALL)
    sealed = bytearray(only_file(tmp_path).read_bytes())
    sealed[place] ^= 1
    only_file(tmp_path).write_bytes(sealed)
    with pytest.raises(ArchiveError) as caught:
        archive.get(digest)
    assert caught.value.code == "archive_damaged"


def test_a_damaged_copy_is_mended_by_the_same_content(tmp_path: Path):
    archive = archive_in(tmp_path)
    digest = archive.put(CALL)
    only_file(tmp_path).write_bytes(b"")
    archive.put(CALL)
    assert archive.get(digest) == CALL


def test_files_cannot_be_swapped(tmp_path: Path):
    archive = archive_in(tmp_path)
    first, second = archive.put(CALL), archive.put(b"another call")
    paths = {path.stem: path for path in tmp_path.rglob("*.hfa")}
    paths[first].write_bytes(paths[second].read_bytes())
    with pytest.raises(ArchiveError):
        archive.get(first)


def test_another_key_opens_nothing(tmp_path: Path):
    digest = archive_in(tmp_path).put(CALL)
    with pytest.raises(ArchiveError):
        archive_in(tmp_path, b"the secret of somebody else").get(digest)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "0" * 63, "0" * 64])
def test_what_is_not_there_is_missing(tmp_path: Path, digest: str):
    with pytest.raises(ArchiveError) as caught:
        archive_in(tmp_path).get(digest)
    assert caught.value.code == "archive_missing"


def test_what_was_erased_is_gone(tmp_path: Path):
    archive = archive_in(tmp_path)
    digest = archive.put(CALL)
    archive.erase(digest)
    archive.erase(digest)
    assert not archive.has(digest)
    assert not list(archive.digests())
