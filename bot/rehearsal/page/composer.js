// The lower edge of a phone: start, typing field, attachments, reply keyboard, reply and edit mode.

import { h, icon } from "./dom.js";
import { summary } from "./media.js";
import { act, upload } from "./store.js";
import { t } from "./texts.js";

const SAMPLE_PLACE = { latitude: 31.23041, longitude: 121.4737 }; // a public square, not anybody's home

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.quoted = null; // { message, editing }
    this.foot = h("div", { class: "foot" });
    this.field = h("textarea", { rows: "1", "data-testid": `input-${phone.id}`, enterkeyhint: "send", onkeydown: (event) => this.onKey(event), oninput: () => this.onInput(), onpaste: (event) => this.onPaste(event) });
    this.sendButton = h("button", { class: "icon-button send", "data-testid": `send-${phone.id}`, onclick: () => this.send() }, icon("send"));
    this.picker = h("input", { type: "file", hidden: true, "data-testid": `file-${phone.id}`, onchange: () => this.picked() });
    this.shown = "";
  }

  where() { return { person: this.phone.id, chat: this.phone.chat }; }

  render(person, chat) {
    const mode = this.phone.chat > 0 && person.blocked ? "blocked" : this.phone.chat > 0 && !person.started ? "start" : "type";
    const key = JSON.stringify([mode, chat.keyboard, this.quoted?.message.id, this.quoted?.editing, this.phone.chat, person.commands.length > 0, t("send")]);
    if (key === this.shown) return;
    this.shown = key;
    const focused = document.activeElement === this.field;
    this.foot.replaceChildren(...this[mode](person, chat));
    if (focused) this.field.focus();
  }

  blocked() {
    return [h("p", { class: "blocked-note" }, t("blocked")), this.wide("unblock", () => act("block", { person: this.phone.id, blocked: false }))];
  }

  start() { return [this.wide("start", () => act("start", { person: this.phone.id }))]; }

  wide(key, onclick) {
    const button = h("button", { class: "wide-button", "data-testid": `${key}-${this.phone.id}`, onclick }, t(key));
    button.style.width = "calc(100% - 28px)";
    return button;
  }

  type(person, chat) {
    this.field.placeholder = chat.keyboard?.input_field_placeholder || t("placeholder");
    this.field.setAttribute("aria-label", t("placeholder"));
    this.sendButton.setAttribute("aria-label", t("send"));
    this.onInput();
    const line = h("div", { class: "composer" },
      h("button", { class: "icon-button", "aria-label": t("attach"), "data-testid": `attach-${this.phone.id}`, onclick: () => this.attach() }, icon("clip")),
      this.field,
      person.commands.length > 0 && h("button", { class: "icon-button", "aria-label": t("commands"), "data-testid": `commands-${this.phone.id}`, onclick: () => this.commands(person) }, icon("slash")),
      this.sendButton, this.picker);
    return [this.quotedLine(), line, this.keys(chat.keyboard)].filter(Boolean);
  }

  quotedLine() {
    if (!this.quoted) return null;
    const { message, editing } = this.quoted;
    return h("div", { class: "quoting" },
      h("div", {}, h("b", {}, t(editing ? "editing" : "replying")), h("span", {}, summary(message.payload))),
      h("button", { class: "icon-button", "aria-label": t("cancel"), onclick: () => this.quote(null) }, icon("close")));
  }

  keys(keyboard) {
    if (!keyboard?.keyboard) return null;
    return h("div", { class: "keys" }, ...keyboard.keyboard.map((row) => h("div", {}, ...row.map((key) =>
      h("button", { "data-testid": `key-${key.text}`, onclick: () => act("key", { ...this.where(), label: key.text }) }, key.text)))));
  }

  quote(message, editing = false) {
    this.quoted = message ? { message, editing } : null;
    if (editing) this.field.value = message.payload.text;
    this.phone.refresh();
    if (message) this.field.focus();
  }

  onKey(event) {
    // Enter during composition picks a Chinese candidate; it must not send.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
      event.preventDefault();
      this.send();
    }
    if (event.key === "Escape" && this.quoted) this.quote(null);
  }

  onInput() { this.sendButton.disabled = !this.field.value.trim(); }

  async send() {
    const text = this.field.value.trim();
    if (!text) return;
    const quoted = this.quoted;
    this.field.value = "";
    this.quoted = null;
    this.onInput();
    this.phone.toBottom = true;
    if (quoted?.editing) await act("edit", { ...this.where(), message_id: quoted.message.id, text });
    else await act("type", { ...this.where(), text, reply_to: quoted?.message.id ?? 0 });
    this.phone.refresh();
  }

  attach() {
    this.phone.popover("up", [
      ["attach-file", "file", () => this.pick("")],
      ["attach-photo", "photo", () => this.pick("image/png,image/jpeg")],
      ["attach-location", "pin", () => act("location", { ...this.where(), ...SAMPLE_PLACE })],
      ["attach-contact", "person", () => act("contact", this.where())],
    ].map(([key, name, run]) => h("button", { "data-testid": `${key}-${this.phone.id}`, onclick: run }, icon(name), t(key))));
  }

  commands(person) {
    this.phone.popover("up", person.commands.map((one) => h("button", {
      onclick: () => act("type", { ...this.where(), text: `/${one.command}` }),
    }, h("code", {}, `/${one.command}`), h("small", {}, one.description))));
  }

  pick(kinds) {
    this.picker.accept = kinds;
    this.picker.click();
  }

  async picked() {
    const [chosen] = this.picker.files;
    const asPhoto = this.picker.accept !== "";
    this.picker.value = "";
    if (chosen) await this.give(chosen, asPhoto);
  }

  onPaste(event) {
    const [pasted] = event.clipboardData?.files ?? [];
    if (pasted) { event.preventDefault(); this.give(pasted, /png|jpeg/.test(pasted.type)); }
  }

  async give(chosen, asPhoto) {
    const caption = this.field.value.trim();
    this.field.value = "";
    this.onInput();
    this.phone.toBottom = true;
    await upload({ ...this.where(), as: asPhoto ? "photo" : "document", caption }, chosen);
  }
}
