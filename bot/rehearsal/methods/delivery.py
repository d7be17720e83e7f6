"""Who am I, and how do updates and files reach me: getMe, getUpdates, webhooks, getFile."""

from bot.rehearsal.context import Context
from bot.rehearsal.errors import WEBHOOK_ACTIVE, ApiError, bad_request
from bot.rehearsal.files import DOWNLOAD_MAX
from bot.rehearsal.methods.registry import Method
from bot.rehearsal.params import Params
from bot.rehearsal.values import Json
from bot.rehearsal.webhook import CONNECTIONS_DEFAULT, CONNECTIONS_MAX, Hook

BATCH_MAX = 100  # updates in one answer


async def get_me(context: Context, _params: Params) -> Json:
    """Return the bot's user with what it can do."""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": not context.world.bot.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return context.world.bot.as_user() | abilities


async def get_updates(context: Context, params: Params) -> list[Json]:
    """Long-poll; the offset confirms everything below it."""
    if context.webhook.active:
        raise ApiError(409, WEBHOOK_ACTIVE)
    context.queue.allow(params.items("allowed_updates"))
    limit = min(max(params.integer("limit", BATCH_MAX), 1), BATCH_MAX)
    return await context.queue.poll(params.integer("offset"), limit, max(0, params.integer("timeout")))


async def set_webhook(context: Context, params: Params) -> bool:
    """Push updates to a URL from now on; an empty URL ends that."""
    context.queue.allow(params.items("allowed_updates"))
    if params.flag("drop_pending_updates"):
        context.queue.drop_pending()
    if not params.has("url"):
        await context.webhook.stop()
        return True
    connections = min(max(params.integer("max_connections", CONNECTIONS_DEFAULT), 1), CONNECTIONS_MAX)
    hook = Hook(url=params.text("url"), secret=params.text("secret_token"), connections=connections)
    await context.webhook.set(hook)
    return True


async def delete_webhook(context: Context, params: Params) -> bool:
    """Go back to long polling."""
    if params.flag("drop_pending_updates"):
        context.queue.drop_pending()
    await context.webhook.stop()
    return True


async def get_webhook_info(context: Context, _params: Params) -> Json:
    """Return the webhook's state and last error."""
    return context.webhook.info()


async def get_file(context: Context, params: Params) -> Json:
    """Return where to download a file; refused above 20 MB."""
    if not params.has("file_id"):
        raise bad_request("file_id not specified")
    stored = context.world.files.get(params.text("file_id"))
    if stored.size > DOWNLOAD_MAX:
        raise bad_request("file is too big")
    return {
        "file_id": stored.file_id,
        "file_unique_id": stored.unique_id,
        "file_size": stored.size,
        "file_path": stored.path,
    }


async def done(_context: Context, _params: Params) -> bool:
    """Accept logOut and close: there is no other server to move to."""
    return True


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "getFile": get_file,
    "logOut": done,
    "close": done,
}
