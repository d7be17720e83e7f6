"""What a person can do with their phone: type, press, send, start, block, edit, forward, vote."""

from datetime import timedelta

from bot.rehearsal.errors import RefusedToPersonError
from bot.rehearsal.files import media_json
from bot.rehearsal.formatting import TEXT_MAX, formatted
from bot.rehearsal.formatting.entities import Formatted
from bot.rehearsal.looking import Onlooker
from bot.rehearsal.methods.copying import content_of, origin_of
from bot.rehearsal.values import InlineAsk, Json, Press, StoredMessage

ACCESSIBLE_FOR = timedelta(hours=48)  # a press on an older message carries no content


class Phone(Onlooker):
    """One person's Telegram. Chats are named by id; the default is the private chat with the bot."""

    # -- acting ---------------------------------------------------------------------------------

    def start(self, payload: str = "") -> StoredMessage:
        """Press Start, or open a deep link t.me/<bot>?start=<payload>; unblocks the bot."""
        self.unblock()
        return self.type(f"/start {payload}".strip())

    def type(self, text: str, *, chat_id: int | None = None, reply_to: int | None = None) -> StoredMessage:
        """Type a message; a long one goes out in pieces, as apps do. Returns the last piece."""
        pieces = [text[at : at + TEXT_MAX] for at in range(0, len(text), TEXT_MAX)]
        if not text.strip():
            raise RefusedToPersonError("nothing to send")
        sent = [self._say(_text_content(formatted(piece, "", None)), chat_id, reply_to) for piece in pieces]
        return sent[-1]

    def press(self, button: str, *, on: int | None = None, chat_id: int | None = None) -> Press:
        """Press the inline button with this label or callback data, on the newest message that has it.

        `on` names a message, which may be deleted already: that is how a late press looks.
        """
        chat = self._chat(chat_id)
        message, data = self._find_button(button, on, chat)
        press = self._world.add_press(self._id, message, data)
        query = {
            "id": press.id,
            "from": self.person.as_user(),
            "message": self._as_seen_by_bot(message),
            "chat_instance": str(-7_000_000_000_000 - chat),
            "data": data,
        }
        self._queue.push("callback_query", query, chat)
        return press

    def press_key(self, label: str, *, chat_id: int | None = None) -> StoredMessage:
        """Press a key of the reply keyboard; one that asks for the contact sends the person's own."""
        chat = self._chat(chat_id)
        keyboard = self._world.keyboards.get(chat, {})
        for key in (key for row in keyboard.get("keyboard", []) for key in row):
            if key["text"] == label:
                if keyboard.get("one_time_keyboard"):
                    self._world.keyboards.pop(chat, None)
                if key.get("request_contact"):
                    return self.send_contact(chat_id=chat_id)
                return self.type(label, chat_id=chat_id)
        raise RefusedToPersonError(f"no key {label!r}")

    def send_document(
        self, name: str, data: bytes, *, mime_type: str = "", caption: str = "", chat_id: int | None = None
    ) -> StoredMessage:
        """Send a file of any size."""
        return self._send_file("document", name, data, mime_type, caption, chat_id)

    def send_photo(
        self, name: str, data: bytes, *, caption: str = "", chat_id: int | None = None
    ) -> StoredMessage:
        """Send a PNG or JPEG as a photo."""
        return self._send_file("photo", name, data, "", caption, chat_id)

    def send_voice(self, data: bytes, *, duration: int = 1, chat_id: int | None = None) -> StoredMessage:
        """Send a voice note of so many seconds."""
        return self._send_file("voice", "voice.ogg", data, "audio/ogg", "", chat_id, duration)

    def send_location(
        self, latitude: float, longitude: float, *, chat_id: int | None = None
    ) -> StoredMessage:
        """Send a point on the map."""
        return self._say({"location": {"latitude": latitude, "longitude": longitude}}, chat_id)

    def send_contact(
        self, phone_number: str = "", *, first_name: str = "", chat_id: int | None = None
    ) -> StoredMessage:
        """Share a contact; without a number it is the person's own, with their user id."""
        person = self.person
        own: Json = {} if phone_number else {"user_id": person.id}
        number = phone_number or person.phone_number
        contact = {"phone_number": number, "first_name": first_name or person.first_name} | own
        return self._say({"contact": contact}, chat_id)

    def edit(self, message_id: int, text: str, *, chat_id: int | None = None) -> StoredMessage:
        """Change the text of an own message; the bot gets edited_message."""
        message = self._own(message_id, self._chat(chat_id))
        kept = {key: value for key, value in message.payload.items() if key not in ("text", "entities")}
        edited = {"edit_date": int(self._world.clock.now().timestamp())}
        message.payload = kept | _text_content(formatted(text, "", None)) | edited
        message.rewritten = True
        self._world.touch(message)
        self._queue.push("edited_message", message.payload, message.chat_id)
        return message

    def forward(self, message_id: int, *, chat_id: int | None = None, to: int | None = None) -> StoredMessage:
        """Forward a message; refused by the app when its content is protected."""
        message = self._visible(message_id, self._chat(chat_id))
        if message.protected:
            raise RefusedToPersonError("the content is protected")
        return self._say(content_of(message) | {"forward_origin": origin_of(message)}, to)

    def save_file(self, message_id: int, *, chat_id: int | None = None) -> bytes:
        """Save the file of a message; refused by the app when its content is protected."""
        message = self._visible(message_id, self._chat(chat_id))
        if message.protected:
            raise RefusedToPersonError("the content is protected")
        for kind in ("document", "photo", "voice", "audio"):
            if found := message.payload.get(kind):
                item = found[-1] if isinstance(found, list) else found
                return self._world.files.get(item["file_id"]).data
        raise RefusedToPersonError("no file in this message")

    def vote(self, message_id: int, *options: int, chat_id: int | None = None) -> None:
        """Vote in a poll by option numbers from 0; none of them takes the vote back."""
        message = self._visible(message_id, self._chat(chat_id))
        poll = message.payload.get("poll")
        if poll is None or poll["is_closed"]:
            raise RefusedToPersonError("no open poll here")
        poll = self._world.polls.count(poll, self._id, options)
        message.payload = message.payload | {"poll": poll}
        self._world.touch(message)
        self._queue.push("poll", poll, message.chat_id)
        if not poll["is_anonymous"]:
            answer = {
                "poll_id": poll["id"],
                "user": self.person.as_user(),
                "option_ids": list(options),
                "option_persistent_ids": [poll["options"][number]["persistent_id"] for number in options],
            }
            self._queue.push("poll_answer", answer, message.chat_id)

    def ask_inline(self, query: str) -> InlineAsk:
        """Type @bot and a query; the results come with `await ask.answered()`."""
        ask = self._world.add_inline_ask()
        content = {"id": ask.id, "from": self.person.as_user(), "query": query, "offset": ""}
        self._queue.push("inline_query", content | {"chat_type": "sender"}, self._id)
        return ask

    def block(self) -> None:
        """Block the bot; sending to this person gives 403 from now on."""
        if self._id not in self._world.blocked:
            self._world.blocked.add(self._id)
            self._membership("member", "kicked")

    def unblock(self) -> None:
        """Unblock the bot."""
        if self._id in self._world.blocked:
            self._world.blocked.discard(self._id)
            self._membership("kicked", "member")

    # -- inside ---------------------------------------------------------------------------------

    def _say(self, content: Json, chat_id: int | None, reply_to: int | None = None) -> StoredMessage:
        chat = self._chat(chat_id)
        if chat == self._id and self._id in self._world.blocked:
            raise RefusedToPersonError("the bot is blocked; unblock it first")
        reply = self._world.message(chat, reply_to) if reply_to else None
        if reply is not None:
            quoted = {key: value for key, value in reply.payload.items() if key != "reply_to_message"}
            content = {"reply_to_message": quoted} | content
        if chat == self._id:
            self._world.started.add(self._id)
        message = self._world.add_message(chat, self.person.as_user(), content)
        if self._bot_hears(message):
            update_id = self._queue.push("message", message.payload, chat)
            if update_id is not None:
                self._world.unread[update_id] = message
        return message

    def _bot_hears(self, message: StoredMessage) -> bool:
        if message.chat_id > 0 or not self._world.bot.privacy:
            return message.chat_id not in self._world.left
        replied = message.payload.get("reply_to_message", {}).get("from", {})
        named = f"@{self._world.bot.username}".lower() in message.text.lower()
        return message.text.startswith("/") or named or replied.get("id") == self._world.bot.id

    def _send_file(
        self,
        kind: str,
        name: str,
        data: bytes,
        mime_type: str,
        caption: str,
        chat_id: int | None,
        duration: int = 0,
    ) -> StoredMessage:
        stored = self._world.files.add(kind, data, name, mime_type)
        content: Json = {kind: media_json(kind, stored, {"duration": duration})}
        said = formatted(caption, "", None)
        words: Json = {"caption": said.text} if said.text else {}
        if said.entities:
            words["caption_entities"] = list(said.entities)
        return self._say(content | words, chat_id)

    def _find_button(self, button: str, on: int | None, chat: int) -> tuple[StoredMessage, str]:
        if on is None:
            candidates = list(reversed(self.messages(chat_id=chat)))
        else:
            remembered = self._world.remembered(chat, on)
            candidates = [remembered] if remembered else []
        for message in candidates:
            for item in message.buttons():
                if "callback_data" in item and button in (item["text"], item["callback_data"]):
                    return message, str(item["callback_data"])
        raise RefusedToPersonError(f"no button {button!r}")

    def _as_seen_by_bot(self, message: StoredMessage) -> Json:
        old = self._world.clock.now() - message.sent_at > ACCESSIBLE_FOR
        if message.deleted or old:
            chat = self._world.chat_json(message.chat_id)
            return {"chat": chat, "message_id": message.id, "date": 0}
        return message.payload

    def _visible(self, message_id: int, chat: int) -> StoredMessage:
        message = self._world.message(chat, message_id)
        if message is None:
            raise RefusedToPersonError("no such message")
        return message

    def _own(self, message_id: int, chat: int) -> StoredMessage:
        message = self._visible(message_id, chat)
        if message.payload["from"]["id"] != self._id or "text" not in message.payload:
            raise RefusedToPersonError("not an own text message")
        return message

    def _membership(self, before: str, after: str) -> None:
        bot = self._world.bot.as_user()
        until = {"until_date": 0}
        change = {
            "chat": self._world.chat_json(self._id),
            "from": self.person.as_user(),
            "date": int(self._world.clock.now().timestamp()),
            "old_chat_member": {"user": bot, "status": before} | (until if before == "kicked" else {}),
            "new_chat_member": {"user": bot, "status": after} | (until if after == "kicked" else {}),
        }
        self._world.touch()
        self._queue.push("my_chat_member", change, self._id)


def _text_content(value: Formatted) -> Json:
    content: Json = {"text": value.text}
    return content | ({"entities": list(value.entities)} if value.entities else {})
