// One person's phone: header, chats, conversation, overlays.

import { bubble, isBusy } from "./bubble.js";
import { Composer } from "./composer.js";
import { arrange, arrowKeys, h, icon } from "./dom.js";
import { summary } from "./media.js";
import { act, now, person, state } from "./store.js";
import { clockTime, dayKey, dayName, label, t } from "./texts.js";

const NEAR_BOTTOM = 90; // px; closer than this, new messages pull the view along
const TOAST_TIME = 3200; // ms
const LEAVE_TIME = 420; // ms, the length of the fade in chat.css

export class Phone {
  constructor(id) {
    this.id = id;
    this.chat = id;
    this.nodes = new Map();
    this.days = new Map();
    this.seen = new Map();
    this.toBottom = true;
    this.following = true;
    this.firstTime = true;
    this.composer = new Composer(this);
    this.build();
  }

  build() {
    this.plate = h("div", { class: "plate" });
    this.time = h("span", {});
    this.head = h("div", { class: "head" });
    this.rooms = h("div", { class: "rooms", role: "tablist", hidden: true });
    arrowKeys(this.rooms);
    this.pinned = h("div", {});
    this.talk = h("div", { class: "talk", role: "log", "aria-live": "polite", tabindex: "0", onscroll: () => this.scrolled() });
    this.wrap = h("div", { class: "talk-wrap" }, this.talk);
    const status = h("div", { class: "status", "aria-hidden": "true" }, this.time, h("span", { class: "island" }), h("span", { class: "battery" }));
    this.screen = h("div", { class: "screen" }, status, this.head, this.rooms, this.pinned, this.wrap, this.composer.foot);
    this.element = h("section", { class: "seat", "data-testid": `phone-${this.id}` }, this.plate, h("div", { class: "phone" }, this.screen));
    // Fonts that come late make everything taller.
    document.fonts.ready.then(() => { if (this.following) this.goDown(); });
    this.screen.addEventListener("dragover", (event) => event.preventDefault());
    this.screen.addEventListener("drop", (event) => {
      event.preventDefault();
      const [dropped] = event.dataTransfer.files;
      if (dropped) this.composer.give(dropped, false);
    });
    this.view = {
      person: this.id,
      onPress: (message, data) => this.press(message, data),
      onVote: (message, option) => act("vote", { person: this.id, chat: message.chat, message_id: message.id, option }),
      onReply: (message) => this.composer.quote(message),
      onEdit: (message) => this.composer.quote(message, true),
      onShow: (id) => this.show(id),
      onToast: (text) => this.toast(text),
      onCommand: (text) => act("type", { person: this.id, chat: this.chat, text }),
    };
  }

  forgetWords() {
    this.nodes.clear();
    this.days.clear();
    this.headShown = this.roomsShown = this.plateShown = null;
    this.toBottom = this.firstTime = true;
  }

  tick() {
    this.time.textContent = clockTime(now());
    if (!this.talk.querySelector("[aria-busy]")) return;
    for (const [id, { element }] of this.nodes) this.spin(element, state.messages.get(this.chat).get(id));
  }

  refresh() {
    const who = person(this.id);
    if (!who.chats.includes(this.chat)) this.chat = this.id;
    const chat = state.chats[this.chat];
    this.tick();
    this.renderPlate(who);
    this.renderHead(who, chat);
    this.renderRooms(who);
    this.renderPinned(chat);
    this.renderTalk();
    this.composer.render(who, chat);
    this.measure();
    this.showAnswers();
  }

  measure() { this.screen.style.setProperty("--foot", `${this.composer.foot.offsetHeight}px`); }

  renderPlate(who) {
    const cues = state.buttons.filter((button) => button.person === this.id);
    const key = JSON.stringify([cues, who.name, label(who.role)]);
    if (key === this.plateShown) return;
    this.plateShown = key;
    this.plate.classList.toggle("has-cues", cues.length > 0);
    this.element.setAttribute("aria-label", `${label(who.role)} ${who.name}`.trim());
    this.plate.replaceChildren(
      h("span", { class: "role" }, label(who.role)), h("span", { class: "who" }, who.name),
      ...(cues.length ? [h("div", { class: "cues" }, ...cues.map((cue) => h("button", {
        "data-testid": `cue-${cue.key}`, disabled: cue.running, onclick: () => act("button", { key: cue.key }),
      }, label(cue.label))))] : []));
  }

  renderHead(who, chat) {
    const group = this.chat < 0;
    const action = chat.action ? t(chat.action.startsWith("upload") ? "sending-file" : "typing") : "";
    const key = JSON.stringify([this.chat, action, chat.title, state.bot, who.blocked, who.started]);
    if (key === this.headShown) return;
    this.headShown = key;
    const face = group ? h("div", { class: "face" }, chat.title.slice(0, 1)) : h("div", { class: "face" }, h("img", { src: "/page/seal.svg", alt: "" }));
    const more = !group && who.started && h("button", { class: "icon-button", "aria-label": t("menu"), "data-testid": `menu-${this.id}`, onclick: () => this.menu(who) }, icon("more"));
    this.head.replaceChildren(face, h("div", { class: "titles" },
      h("h2", {}, group ? chat.title : state.bot.name),
      h("p", { class: action ? "active" : "" }, action || t(group ? "group" : "bot"))), more || "");
    // The action ends by itself after five seconds, as on Telegram.
    clearTimeout(this.actionTimer);
    if (action) this.actionTimer = setTimeout(() => { chat.action = ""; this.renderHead(who, chat); }, 5000);
  }

  menu(who) {
    const block = h("button", { "data-testid": `block-${this.id}`, onclick: () => act("block", { person: this.id, blocked: !who.blocked }) }, icon("block"), t(who.blocked ? "unblock" : "block"));
    const start = h("button", { onclick: () => act("start", { person: this.id }) }, icon("slash"), t("start"));
    this.popover("down", [start, block]);
  }

  renderRooms(who) {
    const rooms = who.chats.map((id) => ({ id, name: id < 0 ? state.chats[id].title : state.bot.name, unread: this.unread(id) }));
    const key = JSON.stringify([rooms, this.chat]);
    if (key === this.roomsShown) return;
    this.roomsShown = key;
    this.rooms.hidden = rooms.length < 2;
    this.rooms.setAttribute("aria-label", t("chats"));
    this.rooms.replaceChildren(...rooms.map((room) => h("button", {
      role: "tab", "aria-selected": String(room.id === this.chat), tabindex: room.id === this.chat ? "0" : "-1",
      "data-testid": `room-${this.id}-${room.id}`, onclick: () => this.open(room.id),
    }, room.name, room.unread && h("span", { class: "dot", title: t("new") }))));
  }

  unread(chat) {
    const newest = Math.max(0, ...[...(state.messages.get(chat)?.values() ?? [])].filter((one) => !one.deleted).map((one) => one.id));
    const visible = chat === this.chat && this.element.isConnected;
    // What was there when the page opened is not news.
    if (visible || !this.seen.has(chat)) this.seen.set(chat, newest);
    return newest > (this.seen.get(chat) ?? 0);
  }

  hasNews() { return person(this.id).chats.some((chat) => this.unread(chat)); }

  open(chat) {
    this.chat = chat;
    this.nodes.clear();
    this.days.clear();
    this.talk.replaceChildren();
    this.toBottom = this.firstTime = true;
    this.composer.quoted = null;
    this.refresh();
    this.rooms.querySelector("[aria-selected=true]")?.focus();
  }

  renderPinned(chat) {
    const message = state.messages.get(this.chat)?.get(chat.pinned[0]);
    const text = message && !message.deleted ? summary(message.payload) : "";
    if (this.pinned.dataset.text === text + t("pinned")) return;
    this.pinned.dataset.text = text + t("pinned");
    this.pinned.replaceChildren(text ? h("button", { class: "pinned", onclick: () => this.show(message.id) }, h("b", {}, t("pinned")), h("span", {}, text)) : "");
  }

  renderTalk() {
    this.talk.setAttribute("aria-label", t("conversation"));
    const wanted = [];
    let day = "";
    let arrived = false;
    for (const message of [...(state.messages.get(this.chat)?.values() ?? [])].sort((a, b) => a.id - b.id)) {
      if (message.deleted) { this.fade(message.id); continue; }
      const moment = new Date(message.payload.date * 1000);
      if (dayKey(moment) !== day) { day = dayKey(moment); wanted.push(this.divider(day, moment)); }
      arrived = this.draw(message) || arrived;
      wanted.push(this.nodes.get(message.id).element);
    }
    if (!wanted.length) wanted.push(h("p", { class: "empty" }, t(this.chat < 0 ? "empty-group" : "empty")));
    arrange(this.talk, wanted, (child) => child.classList?.contains("gone"));
    if (this.toBottom || this.following) this.goDown();
    else if (arrived) this.latest(true);
    this.toBottom = this.firstTime = false;
  }

  // Draw a message if it is new or changed; true when it is new.
  draw(message) {
    const known = this.nodes.get(message.id);
    if (known?.revision === message.revision) { this.spin(known.element, message); return false; }
    const element = bubble(message, this.view);
    if (known) {
      const focused = known.element.contains(document.activeElement) ? document.activeElement.dataset.press : undefined;
      known.element.replaceWith(element);
      if (focused !== undefined) (element.querySelector("[data-press]") ?? this.talk).focus();
    } else if (!this.firstTime) element.classList.add("fresh");
    this.nodes.set(message.id, { revision: message.revision, element });
    return !known;
  }

  spin(element, message) {
    for (const button of element.querySelectorAll("[data-press]")) {
      if (isBusy(message, button.dataset.press, this.id)) button.setAttribute("aria-busy", "true");
      else button.removeAttribute("aria-busy");
    }
  }

  divider(key, moment) {
    if (!this.days.has(key)) this.days.set(key, h("div", { class: "day" }, dayName(moment)));
    return this.days.get(key);
  }

  fade(id) {
    const known = this.nodes.get(id);
    if (!known) return;
    this.nodes.delete(id);
    known.element.classList.add("gone");
    setTimeout(() => known.element.remove(), LEAVE_TIME);
  }

  // Only the reader's own scrolling ends the following: a message that grows under an edit must not.
  scrolled() {
    this.following = this.talk.scrollHeight - this.talk.scrollTop - this.talk.clientHeight < NEAR_BOTTOM;
    if (this.following) this.latest(false);
  }

  goDown() {
    this.talk.scrollTop = this.talk.scrollHeight;
    this.following = true;
    this.latest(false);
  }

  latest(shown) {
    this.newest?.remove();
    this.newest = null;
    if (!shown) return;
    this.newest = h("button", { class: "newest", title: t("latest"), onclick: () => this.goDown() }, icon("down"), t("new"));
    this.wrap.append(this.newest);
  }

  show(id) {
    const element = this.nodes.get(id)?.element;
    if (!element) return;
    element.scrollIntoView({ block: "center", behavior: "smooth" });
    element.classList.remove("fresh");
    element.classList.add("flash");
    setTimeout(() => element.classList.remove("flash"), 1000);
  }

  press(message, data) {
    this.toBottom = true;
    act("press", { person: this.id, chat: message.chat, message_id: message.id, data });
  }

  showAnswers() {
    for (const press of state.presses.values()) {
      if (press.person !== this.id || press.shown || !press.answer) continue;
      press.shown = true;
      if (!press.answer.text) continue;
      if (press.answer.alert) this.alert(press.answer.text);
      else this.toast(press.answer.text);
    }
  }

  toast(text) {
    this.screen.querySelector(".toast")?.remove();
    const toast = h("div", { class: "toast", role: "status", "data-testid": "toast" }, text);
    this.measure();
    this.screen.append(toast);
    setTimeout(() => toast.remove(), TOAST_TIME);
  }

  alert(text) {
    const before = document.activeElement;
    const close = () => { veil.remove(); if (before?.isConnected) before.focus(); };
    const ok = h("button", { onclick: close, "data-testid": "alert-ok" }, t("ok"));
    const box = h("div", { class: "alert", role: "alertdialog", "aria-modal": "true", "data-testid": "alert", "aria-label": text }, h("p", {}, text), ok);
    const veil = h("div", { class: "veil" }, box);
    veil.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
      if (event.key === "Tab") event.preventDefault();
    });
    this.screen.append(veil);
    ok.focus();
  }

  popover(place, buttons) {
    const open = this.screen.querySelector(".popover");
    open?.remove();
    if (open?.classList.contains(place)) return;
    const before = document.activeElement;
    const box = h("div", { class: `popover ${place}`, role: "group" }, ...buttons);
    const close = () => { box.remove(); document.removeEventListener("pointerdown", outside, true); };
    const outside = (event) => { if (!box.contains(event.target) && !before?.contains(event.target)) close(); };
    box.addEventListener("click", close);
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") { close(); before?.focus(); } });
    document.addEventListener("pointerdown", outside, true);
    this.screen.append(box);
    this.measure();
    buttons[0]?.focus();
  }
}
