// What a message carries besides text: pictures, files, voice, places, contacts, polls, dice.

import { h, icon } from "./dom.js";
import { size, t } from "./texts.js";

const BARS = 26; // bars of a voice note's picture

const fileAddress = (item) => `/stage/file/${item.file_unique_id}`;

export function media(payload, onVote) {
  const made = [];
  if (payload.photo) made.push(photo(payload.photo.at(-1)));
  if (payload.document) made.push(file(payload.document, payload.has_protected_content));
  if (payload.audio) made.push(sound(payload.audio, payload.audio.title || payload.audio.file_name || t("voice")));
  if (payload.voice) made.push(sound(payload.voice, null));
  if (payload.sticker) made.push(h("img", { class: "picture", src: fileAddress(payload.sticker), alt: "" }));
  if (payload.location) made.push(place(payload.location, payload.venue));
  if (payload.contact) made.push(contact(payload.contact));
  if (payload.poll) made.push(...poll(payload.poll, onVote));
  if (payload.dice) made.push(h("div", { class: "die" }, `${payload.dice.emoji} ${payload.dice.value}`));
  return made;
}

// One line for quotes, pins and lists.
export function summary(payload) {
  const text = payload.text ?? payload.caption;
  if (text) return text.replace(/\s+/g, " ").slice(0, 160);
  if (payload.photo) return t("attach-photo");
  if (payload.document) return payload.document.file_name;
  if (payload.voice || payload.audio) return t("voice");
  if (payload.location) return t("location");
  if (payload.contact) return t("contact");
  if (payload.poll) return t("poll");
  return payload.dice?.emoji ?? "";
}

function photo(item) {
  const picture = h("img", { class: "picture", src: fileAddress(item), alt: t("attach-photo"), loading: "lazy" });
  picture.style.aspectRatio = `${item.width} / ${item.height}`;
  return picture;
}

function file(item, isProtected) {
  const inside = [
    h("span", { class: "badge" }, icon("file")),
    h("span", { class: "what" }, h("b", {}, item.file_name ?? ""), h("small", {}, size(item.file_size), isProtected ? "" : ` · ${t("save")}`)),
  ];
  if (isProtected) return h("div", { class: "attachment", title: t("protected") }, ...inside);
  return h("a", { class: "attachment", href: fileAddress(item), download: item.file_name ?? "" }, ...inside);
}

function sound(item, title) {
  const play = () => new Audio(fileAddress(item)).play().catch(() => {});
  const seconds = `${Math.floor(item.duration / 60)}:${String(item.duration % 60).padStart(2, "0")}`;
  return h("button", { class: "attachment", onclick: play, "aria-label": t("voice") },
    h("span", { class: "badge" }, icon("play")),
    h("span", { class: "what" }, title ? h("b", {}, title) : wave(item.file_unique_id), h("small", {}, seconds)));
}

function wave(seed) {
  const bars = Array.from({ length: BARS }, (_, index) => {
    const bar = h("i");
    bar.style.height = `${5 + ((seed.charCodeAt(index % seed.length) * (index + 7)) % 19)}px`;
    return bar;
  });
  return h("span", { class: "wave" }, ...bars);
}

function place(location, venue) {
  const map = h("div", { class: "map", role: "img", "aria-label": t("location") }, icon("pin"));
  const words = venue ? [h("b", {}, venue.title), h("small", {}, venue.address)] : [h("small", {}, `${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}`)];
  return h("div", {}, map, h("div", { class: "attachment" }, h("span", { class: "what" }, ...words)));
}

function contact(item) {
  return h("div", { class: "attachment" }, h("span", { class: "badge" }, icon("person")),
    h("span", { class: "what" }, h("b", {}, [item.first_name, item.last_name].filter(Boolean).join(" ")), h("small", {}, item.phone_number)));
}

function poll(item, onVote) {
  const share = (option) => (item.total_voter_count ? Math.round((100 * option.voter_count) / item.total_voter_count) : 0);
  return [h("b", {}, item.question), h("ul", { class: "poll" }, ...item.options.map((option, index) => h("li", {},
    h("button", { disabled: item.is_closed, onclick: () => onVote(index) }, h("span", {}, option.text), h("small", {}, `${share(option)}%`)))))];
}
