"""One-time links for customers: their words name nothing of the loan, and their QR code is a document of its own."""

from pathlib import Path

import pytest

from bot.errors import BadInputError
from bot.services.invite_customer import customer_link, qr_svg, save_qr

LINK = customer_link("huifang_bot", "A" * 32)


def test_a_link_opens_the_bot_with_its_token():
    assert LINK == "https://t.me/huifang_bot?start=c_" + "A" * 32


def test_a_qr_code_is_an_svg_document():
    assert qr_svg(LINK).lstrip().startswith(("<?xml", "<svg"))
    assert qr_svg(LINK) != qr_svg(LINK + "B")


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_a_qr_code_is_written_to_a_file(tmp_path: Path, ending: str):
    path = tmp_path / f"link.{ending}"
    save_qr(LINK, str(path))
    assert path.stat().st_size > 200


def test_an_unknown_kind_of_file_is_refused(tmp_path: Path):
    with pytest.raises(BadInputError, match="qr_kind_unknown"):
        save_qr(LINK, str(tmp_path / "link.doc"))
