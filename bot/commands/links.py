"""`huifang link`: a one-time link for a customer, with its words and its QR code."""

import argparse
from typing import Any

from bot.commands.operate import live_services
from bot.errors import SettingsError
from bot.services.invite_customer import MEDIA, invite_customer, save_qr


def add(subparsers: Any) -> None:
    """Add the command of this file."""
    parser = subparsers.add_parser("link", help="make a one-time link for a customer")
    parser.add_argument("loan", metavar="LOAN", help="the lender's loan number")
    parser.add_argument(
        "--text", choices=MEDIA, default="sms", help="words for an SMS, an e-mail or a letter"
    )
    parser.add_argument("--qr", metavar="FILE", help="write the QR code there (.svg, .png, .pdf)")
    parser.set_defaults(run=run_link)


def run_link(options: argparse.Namespace) -> int:
    """Print the text with the link; write the QR code where it is asked for."""
    services = live_services()
    if not services.bot_username:
        # Without the bot's name there is no address that a customer could open.
        raise SettingsError(name="HUIFANG_BOT_TOKEN", reason="missing")
    with services.new_unit() as uow:
        invitation = invite_customer(services, uow, options.loan, options.text, actor=None)
        uow.commit()
    if options.qr:
        save_qr(invitation.link, options.qr)
    print(invitation.text)
    return 0
