"""Cards: what a person sees about one subject, rendered at the moment of delivery. One family per file.

To add a card: write a renderer, register it in `build_renderers`, and queue it with `send_card(uow, kind, …)`.
"""

from bot.chat.cards.by_hand import by_hand_card
from bot.chat.cards.callback import callback_card, digest_card
from bot.chat.cards.care import crisis_card
from bot.chat.cards.customer import check_in_card, help_offer
from bot.chat.cards.follow_up import outcome_card, task_card
from bot.chat.cards.inspection import inspection_card
from bot.chat.cards.promise import promise_card
from bot.chat.cards.review import review_card
from bot.chat.cards.signal import signal_card
from bot.chat.cards.support import case_card, decision_card, offer_card, question_card, received_card
from bot.chat.rendering import CardRenderers
from bot.services.arrange import OFFER_CARD
from bot.services.by_hand import BY_HAND_CARD
from bot.services.callback_rows import CALLBACK_CARD
from bot.services.care import CRISIS_CARD
from bot.services.cases import (
    CASE_ANSWER_CARD,
    CASE_CARD,
    CASE_QUESTION_CARD,
    CASE_RECEIVED_CARD,
    HELP_OFFER_CARD,
)
from bot.services.check_in import CHECK_IN_CARD
from bot.services.decide_signal import TASK_CARD
from bot.services.follow_up import OUTCOME_CARD
from bot.services.inspection import INSPECTION_CARD
from bot.services.promises import PROMISE_CARD
from bot.services.push import DIGEST_CARD
from bot.services.signals import REVIEW_CARD, SIGNAL_CARD


def build_renderers() -> CardRenderers:
    """Return the registry of all cards."""
    renderers = CardRenderers()
    renderers.register(CALLBACK_CARD)(callback_card)
    renderers.register(DIGEST_CARD)(digest_card)
    renderers.register(REVIEW_CARD)(review_card)
    renderers.register(SIGNAL_CARD)(signal_card)
    renderers.register(TASK_CARD)(task_card)
    renderers.register(OUTCOME_CARD)(outcome_card)
    renderers.register(CASE_CARD)(case_card)
    renderers.register(OFFER_CARD)(offer_card)
    renderers.register(CASE_QUESTION_CARD)(question_card)
    renderers.register(CASE_ANSWER_CARD)(decision_card)
    renderers.register(CASE_RECEIVED_CARD)(received_card)
    renderers.register(CRISIS_CARD)(crisis_card)
    renderers.register(HELP_OFFER_CARD)(help_offer)
    renderers.register(CHECK_IN_CARD)(check_in_card)
    renderers.register(INSPECTION_CARD)(inspection_card)
    renderers.register(PROMISE_CARD)(promise_card)
    renderers.register(BY_HAND_CARD)(by_hand_card)
    return renderers
