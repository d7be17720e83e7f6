"""Chats and their members."""

from bot.rehearsal.context import Context
from bot.rehearsal.errors import bad_request
from bot.rehearsal.methods.registry import Method
from bot.rehearsal.params import Params
from bot.rehearsal.values import Group, Json

GIFTS = (
    "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels",
)  # fmt: skip
RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_pin_messages", "can_manage_topics", "can_send_welcome_messages",
)  # fmt: skip


async def get_chat(context: Context, params: Params) -> Json:
    """Return the Bot API's ChatFullInfo."""
    chat_id = context.world.find_chat(params.chat())
    info = context.world.chat_json(chat_id) | {
        "accent_color_id": abs(chat_id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    pinned = context.world.pinned[chat_id]
    newest = context.world.message(chat_id, pinned[-1]) if pinned else None
    return info | ({"pinned_message": newest.payload} if newest else {})


async def get_chat_member(context: Context, params: Params) -> Json:
    """Return the Bot API's ChatMember for one user."""
    chat_id = context.world.find_chat(params.chat())
    return member_json(context, chat_id, params.integer("user_id"))


async def get_chat_administrators(context: Context, params: Params) -> list[Json]:
    """Return the administrators of a group."""
    group = _group(context, params, "there are no administrators in the private chat")
    return [member_json(context, group.id, user_id) for user_id in group.administrators]


async def get_chat_member_count(context: Context, params: Params) -> int:
    """Return how many are in a chat, the bot included."""
    chat_id = context.world.find_chat(params.chat())
    return len(context.world.groups[chat_id].members) + 1 if chat_id < 0 else 2


async def leave_chat(context: Context, params: Params) -> bool:
    """Leave a group; sending there gives 403 afterwards."""
    group = _group(context, params, "chat member status can't be changed in private chats")
    context.world.left.add(group.id)
    context.world.touch()
    return True


async def accept_for_group(context: Context, params: Params) -> bool:
    """Accept a moderation call on a group without acting it out."""
    _group(context, params, "method is available for supergroup and channel chats only")
    return True


def member_json(context: Context, chat_id: int, user_id: int) -> Json:
    """Return a ChatMember; ApiError 400 for a user nobody knows."""
    world = context.world
    if user_id == world.bot.id:
        user = world.bot.as_user()
    elif user_id in world.people:
        user = world.people[user_id].as_user()
    else:
        raise bad_request("user not found")
    return {"user": user} | _status(context, chat_id, user_id)


def _status(context: Context, chat_id: int, user_id: int) -> Json:
    world = context.world
    group = world.groups.get(chat_id)
    if group is None:
        return {"status": "member"}
    if user_id in group.administrators:
        rights = dict.fromkeys(RIGHTS, True)
        return {"status": "administrator", "can_be_edited": False, "is_anonymous": False} | rights
    inside = user_id in group.members or (user_id == world.bot.id and chat_id not in world.left)
    return {"status": "member" if inside else "left"}


def _group(context: Context, params: Params, complaint: str) -> Group:
    chat_id = context.world.find_chat(params.chat())
    if chat_id not in context.world.groups:
        raise bad_request(complaint)
    return context.world.groups[chat_id]


METHODS: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "getChatMemberCount": get_chat_member_count,
    "leaveChat": leave_chat,
    "banChatMember": accept_for_group,
    "unbanChatMember": accept_for_group,
    "restrictChatMember": accept_for_group,
}
