"""Bots in the manner of both libraries' public examples run here with only address and token changed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram import InlineKeyboardButton as PtbButton
from telegram import InlineKeyboardMarkup as PtbMarkup
from telegram import Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

from bot.rehearsal.server import RehearsalServer
from tests.bot.rehearsal.stage_set import make_server

AMOUNT, DATE = range(2)


# -- python-telegram-bot ---------------------------------------------------------------------------


async def ptb_start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.message.reply_html(f"你好，{update.effective_user.mention_html()}！")


async def ptb_echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.message.reply_text(update.message.text)


async def ptb_choose(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    row = [PtbButton("一", callback_data="1"), PtbButton("二", callback_data="2")]
    await update.message.reply_text("请选择", reply_markup=PtbMarkup([row]))


async def ptb_chosen(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.callback_query.answer("好的")
    await update.callback_query.edit_message_text(text=f"选了 {update.callback_query.data}")


async def ptb_promise(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    await update.message.reply_text("多少钱？")
    return AMOUNT


async def ptb_amount(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    context.user_data["amount"] = update.message.text
    await update.message.reply_text("哪天？")
    return DATE


async def ptb_date(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    await update.message.reply_text(f"{update.message.text} 还 {context.user_data['amount']}")
    return ConversationHandler.END


async def ptb_file(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    file = await update.message.document.get_file()
    data = bytes(await file.download_as_bytearray())
    await update.message.reply_document(data[::-1], filename="倒过来.txt", caption=data.decode())


def ptb_application(server: RehearsalServer) -> Application[Any, Any, Any, Any, Any, Any]:
    builder = ApplicationBuilder().token(server.token)
    app = builder.base_url(server.base_url).base_file_url(server.base_file_url).build()
    talk = ConversationHandler(
        entry_points=[CommandHandler("promise", ptb_promise)],
        states={
            AMOUNT: [MessageHandler(filters.Regex(r"^\d+$"), ptb_amount)],
            DATE: [MessageHandler(filters.TEXT & ~filters.COMMAND, ptb_date)],
        },
        fallbacks=[CommandHandler("start", ptb_start)],
    )
    app.add_handlers([talk, CommandHandler("start", ptb_start), CommandHandler("choose", ptb_choose)])
    app.add_handlers([CallbackQueryHandler(ptb_chosen), MessageHandler(filters.Document.ALL, ptb_file)])
    app.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, ptb_echo))
    return app


@contextlib.asynccontextmanager
async def running_ptb(server: RehearsalServer) -> AsyncIterator[None]:
    app = ptb_application(server)
    async with app:
        await app.start()
        await app.updater.start_polling(poll_interval=0)
        yield
        await app.updater.stop()
        await app.stop()


# -- aiogram -----------------------------------------------------------------------------------------


class PromiseForm(StatesGroup):
    amount = State()
    date = State()


async def aio_start(message: Message) -> None:
    await message.answer(f"你好，<b>{message.from_user.full_name}</b>！")


async def aio_choose(message: Message) -> None:
    row = [InlineKeyboardButton(text=t, callback_data=d) for t, d in (("一", "1"), ("二", "2"))]
    await message.answer("请选择", reply_markup=InlineKeyboardMarkup(inline_keyboard=[row]))


async def aio_chosen(query: CallbackQuery) -> None:
    await query.answer("好的")
    await query.message.edit_text(f"选了 {query.data}")


async def aio_promise(message: Message, state: FSMContext) -> None:
    await state.set_state(PromiseForm.amount)
    await message.answer("多少钱？")


async def aio_amount(message: Message, state: FSMContext) -> None:
    await state.update_data(amount=message.text)
    await state.set_state(PromiseForm.date)
    await message.answer("哪天？")


async def aio_date(message: Message, state: FSMContext) -> None:
    amount = (await state.get_data())["amount"]
    await state.clear()
    await message.answer(f"{message.text} 还 {amount}")


async def aio_file(message: Message, bot: Bot) -> None:
    from aiogram.types import BufferedInputFile

    data = (await bot.download(message.document)).read()
    reply = BufferedInputFile(data[::-1], filename="倒过来.txt")
    await message.answer_document(reply, caption=data.decode())


async def aio_echo(message: Message) -> None:
    await message.send_copy(chat_id=message.chat.id)


def aiogram_dispatcher() -> Dispatcher:
    router = Router()
    router.message.register(aio_start, CommandStart())
    router.message.register(aio_choose, Command("choose"))
    router.message.register(aio_promise, Command("promise"))
    router.message.register(aio_amount, PromiseForm.amount, F.text.regexp(r"^\d+$"))
    router.message.register(aio_date, PromiseForm.date)
    router.message.register(aio_file, F.document)
    router.message.register(aio_echo)
    router.callback_query.register(aio_chosen)
    dispatcher = Dispatcher()
    dispatcher.include_router(router)
    return dispatcher


@contextlib.asynccontextmanager
async def running_aiogram(server: RehearsalServer) -> AsyncIterator[None]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.api_url))
    bot = Bot(server.token, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    dispatcher = aiogram_dispatcher()
    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=1))
    yield
    await dispatcher.stop_polling()
    await polling


# -- the same conversation with either -----------------------------------------------------------------


@pytest.fixture(params=[running_ptb, running_aiogram], ids=["ptb", "aiogram"])
async def server(request) -> AsyncIterator[RehearsalServer]:
    async with make_server() as started, request.param(started):
        yield started


async def say(server: RehearsalServer, text: str, reply: str) -> None:
    server.phone(1001).type(text)
    assert (await server.phone(1001).expect()).text == reply


async def test_echo_bot_greets_and_echoes(server):
    await say(server, "/start", "你好，陈！")
    await say(server, "今天还款 😀", "今天还款 😀")


async def test_keyboard_bot_answers_the_press_and_edits(server):
    await say(server, "/choose", "请选择")
    press = server.phone(1001).press("二")
    assert (await press.answered()).text == "好的"
    assert (await server.phone(1001).expect("选了 2")).buttons() == []


async def test_conversation_bot_keeps_two_people_apart(server):
    await say(server, "/promise", "多少钱？")
    server.phone(1002).type("/promise")
    await server.phone(1002).expect("多少钱")
    await say(server, "500", "哪天？")
    server.phone(1002).type("900")
    await server.phone(1002).expect("哪天")
    await say(server, "周五", "周五 还 500")


async def test_file_travels_there_and_back(server):
    server.phone(1001).send_document("通话.txt", b"abc")
    sent = await server.phone(1001).expect("abc")
    assert server.phone(1001).save_file(sent.id) == b"cba"


async def test_bot_survives_a_dropped_poll(server):
    server.faults.add("drop_before", method="getUpdates")
    await say(server, "在吗", "在吗")
