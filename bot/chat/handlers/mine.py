"""The customer's own corner: what is known about me, correct it, how to reach me, complain, consents, leave."""

from bot.chat.cards.support import terms_text
from bot.chat.cards.words import button, kept_for, masked_phone
from bot.chat.handlers.common import in_rows, word
from bot.chat.handlers.customer import company_of, customer
from bot.chat.router import Router
from bot.chat.turn import Turn
from bot.errors import BadInputError
from bot.forms.screen import Button, Screen
from bot.services.consents import KINDS, has_consent
from bot.services.own_record import (
    BANDS,
    CHANNELS,
    ask_correction,
    choose_contact,
    complain,
    own_record,
    withdraw,
)
from bot.services.reach import unlink
from bot.texts import LOCALES, closest_locale, texts_for

EXPECT_FIX, EXPECT_COMPLAINT = "my_fix", "my_complaint"


def register(router: Router) -> None:
    """Register the handlers of this file."""
    router.press("my")(mine)
    router.text(EXPECT_FIX)(fixed)
    router.text(EXPECT_COMPLAINT)(complained)


def mine(turn: Turn) -> None:
    """Show the corner, or do what was pressed in it: `my`, `my:WHAT`, `my:WHAT:CHOICE`."""
    customer(turn)
    what = turn.args[0] if turn.args else "menu"
    action = {
        "menu": _menu, "data": _data, "fix": _fix, "contact": _contact, "ch": _channel, "tm": _time,
        "complain": _complain, "consent": _consents, "wd": _withdraw, "unlink": _unlink, "lang": _language,
    }.get(what)  # fmt: skip
    if action is None:
        raise BadInputError("bad_input")
    action(turn)


def fixed(turn: Turn) -> None:
    """Take what is wrong to the people who keep the data."""
    ask_correction(turn.uow, customer(turn), turn.text)
    turn.expect_nothing()
    turn.reply(_screen(turn, "mine-fix-thanks"))


def complained(turn: Turn) -> None:
    """Register the complaint."""
    complain(turn.services, turn.uow, customer(turn), turn.text)
    turn.expect_nothing()
    turn.reply(_screen(turn, "mine-complain-thanks", hotline=turn.services.settings.hotline or "–"))


def menu_rows(turn: Turn) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons of the corner; a person is always one of them."""
    keys = ("data", "contact", "consent", "complain", "lang")
    buttons = [button(turn.texts, "mine-button-" + key, f"my:{key}") for key in keys]
    return (*in_rows(buttons), _person(turn))


def _menu(turn: Turn) -> None:
    turn.edit(Screen(text=_here(turn), rows=menu_rows(turn)))


def _here(turn: Turn) -> str:
    hotline = turn.services.settings.hotline or "–"
    return turn.texts("customer-here", company=company_of(turn), hotline=hotline)


def _data(turn: Turn) -> None:
    record, texts = own_record(turn.services, turn.uow, customer(turn)), turn.texts
    none = texts("mine-none")
    wishes = " · ".join(_wish(turn, kind, value) for kind, value in record.wishes) or none
    consents = " · ".join(texts("mine-consent-" + kind) for kind in record.consents) or none
    text = texts(
        "mine-data",
        name=_masked_name(record.name),
        phone=masked_phone(record.phone, texts),
        id=("****" + record.id_number[-4:]) if record.id_number else none,
        loans=", ".join(record.loans),
        calls=record.calls,
        forms=record.forms,
        transcripts=kept_for(record.transcript_days, texts),
        reviews=kept_for(record.review_days, texts),
        wishes=wishes,
        consents=consents,
        arrangement=terms_text(record.arrangement, texts) if record.arrangement else none,
    )
    rows = ((button(texts, "mine-button-fix", "my:fix"), _back(turn)), _person(turn))
    turn.edit(Screen(text=text, rows=rows, protected=True))


def _masked_name(name: str | None) -> str:
    return name[0] + "*" * (len(name) - 1) if name else "–"


def _wish(turn: Turn, kind: str, value: str) -> str:
    key = f"mine-{kind}-{value}".replace("_", "-")
    return turn.texts(key) if turn.texts.has(key) else value


def _fix(turn: Turn) -> None:
    turn.expect(EXPECT_FIX)
    turn.edit(_screen(turn, "mine-fix-type"))


def _contact(turn: Turn) -> None:
    texts = turn.texts
    channels = [button(texts, f"mine-channel-{key}", f"my:ch:{key}") for key in CHANNELS]
    bands = [button(texts, f"mine-time-band-{key}", f"my:tm:{key}") for key in BANDS]
    rows = (*in_rows(channels, 3), *in_rows(bands, 3), (_back(turn),), _person(turn))
    turn.edit(Screen(text=texts("mine-contact"), rows=rows))


def _channel(turn: Turn) -> None:
    _choose(turn, "channel", "mine-channel-")


def _time(turn: Turn) -> None:
    _choose(turn, "time_band", "mine-time-band-")


def _choose(turn: Turn, kind: str, prefix: str) -> None:
    value = word(turn, 1)
    choose_contact(turn.uow, customer(turn), kind, value)
    turn.toast(turn.texts("mine-contact-set", wish=turn.texts(prefix + value)))


def _complain(turn: Turn) -> None:
    turn.expect(EXPECT_COMPLAINT)
    turn.edit(_screen(turn, "mine-complain-type"))


def _consents(turn: Turn) -> None:
    person = customer(turn)
    given = [kind for kind in KINDS if has_consent(turn.uow, person, kind)]
    rows = [
        (
            button(
                turn.texts, "mine-button-withdraw", f"my:wd:{kind}", what=turn.texts("mine-consent-" + kind)
            ),
        )
        for kind in given
    ]
    leave = (button(turn.texts, "mine-button-unlink", "my:unlink"),)
    text = turn.texts("mine-consents" if given else "mine-consents-none")
    turn.edit(Screen(text=text, rows=(*rows, leave, (_back(turn),), _person(turn))))


def _withdraw(turn: Turn) -> None:
    withdraw(turn.uow, customer(turn), word(turn, 1))
    turn.edit(Screen(text=turn.texts("mine-withdrawn", what=turn.texts("mine-consent-" + word(turn, 1)))))


def _unlink(turn: Turn) -> None:
    if len(turn.args) < 2:
        rows = (
            (button(turn.texts, "mine-button-unlink-yes", "my:unlink:yes"), _back(turn)), _person(turn),
        )  # fmt: skip
        turn.edit(Screen(text=turn.texts("mine-unlink-sure"), rows=rows))
        return
    unlink(turn.uow, customer(turn))
    turn.edit(turn.texts("mine-unlinked", hotline=turn.services.settings.hotline or "–"))


def _language(turn: Turn) -> None:
    other = LOCALES[(LOCALES.index(closest_locale(turn.locale)) + 1) % len(LOCALES)]
    customer(turn).language = other
    turn.locale, turn.texts = other, texts_for(other)
    _menu(turn)


def _screen(turn: Turn, key: str, **values: str) -> Screen:
    return Screen(text=turn.texts(key, **values), rows=((_back(turn),), _person(turn)))


def _back(turn: Turn) -> Button:
    return button(turn.texts, "mine-button-back", "my")


def _person(turn: Turn) -> tuple[Button, ...]:
    return (button(turn.texts, "customer-button-person", "person"),)
