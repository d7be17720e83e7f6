"""What people do on the page by mouse and keyboard, each as one request under /stage/."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.rehearsal.params import Params
from bot.rehearsal.people import Phone
from bot.rehearsal.values import Json, StoredMessage


class PeopleByMouse:
    """Turns a request's arguments into an act of the person named in it."""

    def __init__(self, phone: Callable[[int], Phone]) -> None:
        self._phone = phone

    def actions(self) -> dict[str, Callable[[Params], Awaitable[Json]]]:
        """Return the acts by the last part of their path."""
        return {
            "type": self._type,
            "press": self._press,
            "key": self._key,
            "upload": self._upload,
            "location": self._location,
            "contact": self._contact,
            "edit": self._edit,
            "vote": self._vote,
            "start": self._start,
            "block": self._block,
        }

    async def _vote(self, params: Params) -> Json:
        phone, option = self._who(params), params.integer("option")
        phone.vote(params.integer("message_id"), option, chat_id=_chat(params))
        return {}

    async def _type(self, params: Params) -> Json:
        reply_to = params.integer("reply_to") or None
        return _sent(self._who(params).type(params.text("text"), chat_id=_chat(params), reply_to=reply_to))

    async def _press(self, params: Params) -> Json:
        phone = self._who(params)
        press = phone.press(params.text("data"), on=params.integer("message_id"), chat_id=_chat(params))
        return {"press": press.id}

    async def _key(self, params: Params) -> Json:
        return _sent(self._who(params).press_key(params.text("label"), chat_id=_chat(params)))

    async def _upload(self, params: Params) -> Json:
        phone, upload, caption = self._who(params), params.uploads["file"], params.text("caption")
        if params.text("as") == "photo":
            return _sent(phone.send_photo(upload.name, upload.data, caption=caption, chat_id=_chat(params)))
        message = phone.send_document(
            upload.name, upload.data, mime_type=upload.mime_type, caption=caption, chat_id=_chat(params)
        )
        return _sent(message)

    async def _location(self, params: Params) -> Json:
        latitude, longitude = params.number("latitude"), params.number("longitude")
        return _sent(self._who(params).send_location(latitude, longitude, chat_id=_chat(params)))

    async def _contact(self, params: Params) -> Json:
        return _sent(self._who(params).send_contact(chat_id=_chat(params)))

    async def _edit(self, params: Params) -> Json:
        phone = self._who(params)
        return _sent(phone.edit(params.integer("message_id"), params.text("text"), chat_id=_chat(params)))

    async def _start(self, params: Params) -> Json:
        return _sent(self._who(params).start(params.text("payload")))

    async def _block(self, params: Params) -> Json:
        phone = self._who(params)
        if params.flag("blocked"):
            phone.block()
        else:
            phone.unblock()
        return {}

    def _who(self, params: Params) -> Phone:
        return self._phone(params.integer("person"))


def _chat(params: Params) -> int | None:
    return params.integer("chat") or None


def _sent(message: StoredMessage) -> Json:
    payload: dict[str, Any] = message.payload
    return {"message_id": payload["message_id"]}
