"""`huifang init`: asks for what going live needs, checks each answer at once, writes the settings file."""

import argparse
import asyncio
import getpass
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.bootstrap import build_services
from bot.chat.handlers.admin import invite_link
from bot.chat.whoami import who_am_i
from bot.errors import HuifangError, SettingsError
from bot.notices import notice_text
from bot.rulebook import load_rulebook
from bot.services.staff import InviteRequest, create_invite
from bot.settings import DEFAULT_FILE, Settings, read_settings, write_settings
from bot.texts import LOCALES, Texts, texts_for
from storage.engine import make_engine
from storage.errors import StorageError
from storage.migrate import reachable_revision

Check = Callable[[str], None]
KEY_BYTES = 32
NO_FILE = Path()  # a folder, so nothing is read: only the answer at hand is checked
OFFICIAL_API = "https://api.telegram.org"


def add(subparsers: Any) -> None:
    """Add the command of this file."""
    parser = subparsers.add_parser("init", help="ask for the settings, check them, write the settings file")
    parser.add_argument("--file", type=Path, default=Path(DEFAULT_FILE))
    parser.add_argument("--bot-api-url", default=OFFICIAL_API, help="a local Bot API server, if there is one")
    parser.set_defaults(run=run_init)


def run_init(options: argparse.Namespace) -> int:
    """Ask, check, write; end with the link that lets the first administrator in."""
    locale = options.locale or _choose("Language / 语言", LOCALES, LOCALES[0])
    texts = texts_for(locale)
    if options.file.exists() and input(
        texts("init-overwrite", file=str(options.file))
    ).strip().lower() not in ("y", "yes", "是"):
        print(texts("init-kept"))
        return 1
    answers = _Asker(texts, options.bot_api_url).ask()
    values = answers | {"default_locale": locale, "encryption_key": secrets.token_urlsafe(KEY_BYTES)}
    if options.bot_api_url != OFFICIAL_API:
        values["bot_api_url"] = options.bot_api_url
    write_settings(options.file, values)
    settings = read_settings({}, options.file)
    print(texts("init-written", file=str(options.file)))
    print(_first_admin(settings, texts))
    return 0


class _Asker:
    def __init__(self, texts: Texts, api_url: str) -> None:
        self._texts, self._api_url = texts, api_url
        self.bot_name = ""

    def ask(self) -> dict[str, str]:
        policies = tuple(load_rulebook().contact)
        return {
            "bot_token": self._until_good("init-token", self._check_token, secret=True),
            "database_url": self._until_good(
                "init-database", _check_database, default="sqlite:///var/huifang.sqlite3"
            ),
            "contact_policy": self._until_good(
                "init-policy", lambda value: _one_of(value, policies), default="default_strict",
                choices=", ".join(policies),
            ),
            "timezone": self._until_good("init-timezone", _check_zone, default="Asia/Shanghai"),
            "company": self._until_good("init-company", lambda _value: None),
            "hotline": self._until_good("init-hotline", lambda _value: None),
        }  # fmt: skip

    def _until_good(
        self, key: str, check: Check, *, default: str = "", secret: bool = False, **values: str
    ) -> str:
        while True:
            prompt = self._texts(key, default=default, **values)
            value = ((getpass.getpass(prompt) if secret else input(prompt)).strip()) or default
            try:
                check(value)
            except (HuifangError, StorageError) as error:
                print("  ✗", self._explain(error))
                continue
            print("  ✓", self._texts("init-good"))
            return value

    def _explain(self, error: HuifangError | StorageError) -> str:
        """Return why an answer cannot be used, in words, and what to do."""
        key = "init-reason-" + str(error.data.get("reason", "")).replace("_", "-")
        return self._texts(key) if self._texts.has(key) else notice_text(error, self._texts, reference=0)

    def _check_token(self, value: str) -> None:
        read_settings({"HUIFANG_BOT_TOKEN": value}, NO_FILE)
        self.bot_name = asyncio.run(who_am_i(value, self._api_url))


def _check_database(value: str) -> None:
    read_settings({"HUIFANG_DATABASE_URL": value}, NO_FILE)
    engine = make_engine(value)
    try:
        reachable_revision(engine)
    finally:
        engine.dispose()


def _check_zone(value: str) -> None:
    read_settings({"HUIFANG_TIMEZONE": value}, NO_FILE)


def _one_of(value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise SettingsError(name="HUIFANG_CONTACT_POLICY", reason=", ".join(choices))


def _choose(prompt: str, choices: tuple[str, ...], default: str) -> str:
    while True:
        value = input(f"{prompt} ({' / '.join(choices)}) [{default}]: ").strip() or default
        if value in choices:
            return value


def _first_admin(settings: Settings, texts: Texts) -> str:
    name = (
        asyncio.run(who_am_i(settings.bot_token.get_secret_value(), settings.bot_api_url))
        if settings.bot_token
        else ""
    )
    services = build_services(settings, bot_username=name)
    with services.new_unit() as uow:
        token = create_invite(uow, None, InviteRequest(role="admin"))
        uow.commit()
    return texts("init-admin", link=invite_link(name, token))
