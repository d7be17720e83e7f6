// One message as an element: author, quote, media, text, meta line, buttons, reactions.

import { h, icon } from "./dom.js";
import { rich } from "./entities.js";
import { media, summary } from "./media.js";
import { state } from "./store.js";
import { clockTime, t } from "./texts.js";

const PRESS_PATIENCE = 15000; // ms after which an unanswered button stops spinning, as apps do

export function bubble(message, view) {
  const { payload } = message;
  const mine = payload.from.id === view.person;
  const text = payload.text ?? payload.caption;
  const entities = payload.entities ?? payload.caption_entities;
  const parts = media(payload, (option) => view.onVote(message, option));
  const inside = [
    payload.chat.type !== "private" && !mine && h("div", { class: "author" }, payload.from.first_name),
    payload.forward_origin && h("div", { class: "forwarded" }, t("forwarded", { name: payload.forward_origin.sender_user?.first_name ?? "" })),
    payload.reply_to_message && quote(payload.reply_to_message, view),
    ...(payload.show_caption_above_media ? [] : parts),
    text && h("div", { class: "body" }, ...rich(text, entities, view.onCommand)),
    ...(payload.show_caption_above_media ? parts : []),
    meta(message, mine),
  ];
  const classes = ["message", mine && "mine", payload.has_protected_content && "protected"].filter(Boolean).join(" ");
  const element = h("article", { class: classes, "data-testid": `message-${message.chat}-${message.id}` },
    h("div", { class: text ? "bubble" : "bubble bare" }, ...inside),
    markup(message, view),
    message.reactions.length > 0 && h("div", { class: "reactions" }, ...message.reactions.map((one) => h("span", {}, one))),
    acts(message, mine, view),
  );
  element.style.setProperty("--meta", `${metaWidth(message, mine)}px`);
  return element;
}

function quote(replied, view) {
  return h("button", { class: "quote", onclick: () => view.onShow(replied.message_id) },
    h("b", {}, replied.from.first_name), h("span", {}, summary(replied)));
}

function meta(message, mine) {
  const when = clockTime(new Date(message.payload.date * 1000));
  return h("div", { class: "meta" },
    message.payload.has_protected_content && titled(icon("lock", "lock"), t("protected")),
    message.rewritten && h("span", { class: "edited" }, t("edited")),
    h("time", {}, when),
    mine && icon(message.read ? "ticks" : "tick"));
}

function titled(element, text) {
  return h("span", { title: text, role: "img", "aria-label": text }, element);
}

function metaWidth(message, mine) {
  const edited = message.rewritten ? t("edited").length * (/[a-z]/.test(t("edited")) ? 6.5 : 12) + 6 : 0;
  return 42 + edited + (mine ? 22 : 0) + (message.payload.has_protected_content ? 16 : 0);
}

function markup(message, view) {
  const rows = message.payload.reply_markup?.inline_keyboard;
  if (!rows) return null;
  return h("div", { class: "markup" }, ...rows.map((row) => h("div", {}, ...row.map((button) => inlineButton(button, message, view)))));
}

function inlineButton(button, message, view) {
  if (button.url) {
    const safe = /^(https?|tg):/i.test(button.url);
    return h("a", { href: safe ? button.url : null, target: "_blank", rel: "noopener noreferrer" }, button.text, icon("link", "corner"));
  }
  if (button.copy_text) {
    return h("button", { onclick: () => navigator.clipboard?.writeText(button.copy_text.text).then(() => view.onToast(t("copied"))) }, button.text, icon("copy", "corner"));
  }
  const data = button.callback_data;
  return h("button", {
    "data-testid": `button-${data}`,
    "data-press": data,
    "aria-busy": isBusy(message, data, view.person) ? "true" : null,
    onclick: () => data !== undefined && view.onPress(message, data),
  }, button.text);
}

export function isBusy(message, data, person) {
  for (const press of state.presses.values()) {
    const same = press.chat === message.chat && press.message === message.id && press.data === data && press.person === person;
    if (same && !press.answer && Date.now() - press.at < PRESS_PATIENCE) return true;
  }
  return false;
}

function acts(message, mine, view) {
  return h("div", { class: "acts" },
    h("button", { title: t("reply"), "aria-label": t("reply"), onclick: () => view.onReply(message) }, icon("reply")),
    mine && message.payload.text && !message.payload.forward_origin
      && h("button", { title: t("edit"), "aria-label": t("edit"), onclick: () => view.onEdit(message) }, icon("edit")));
}
