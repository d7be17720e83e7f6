// Text plus entities to elements. Offsets are UTF-16 code units, which is how JavaScript counts too.

import { h } from "./dom.js";
import { t } from "./texts.js";

const SAFE_LINK = /^(https?|mailto|tel|tg):/i;
const SIMPLE = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code" };

export function rich(text, entities = [], onCommand = null) {
  const ordered = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return pieces(text, 0, text.length, ordered, onCommand);
}

function pieces(text, start, end, entities, onCommand) {
  const made = [];
  let at = start;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    index += 1;
    if (to <= from) continue;
    if (from > at) made.push(text.slice(at, from));
    const inner = [];
    while (index < entities.length && entities[index].offset < to) inner.push(entities[index++]);
    made.push(wrap(entity, text.slice(from, to), pieces(text, from, to, inner, onCommand), onCommand));
    at = to;
    // A line break right after a block would show as an empty line.
    if (/quote|pre/.test(entity.type) && text[at] === "\n") at += 1;
  }
  if (at < end) made.push(text.slice(at, end));
  return made;
}

function wrap(entity, raw, children, onCommand) {
  const simple = SIMPLE[entity.type];
  if (simple) return h(simple, {}, ...children);
  switch (entity.type) {
    case "pre": return h("pre", {}, ...children);
    case "blockquote": return h("blockquote", {}, ...children);
    case "expandable_blockquote": return expandable(children);
    case "spoiler": return spoiler(children);
    case "text_link": return link(entity.url, children);
    case "url": return link(raw, children);
    case "email": return link(`mailto:${raw}`, children);
    case "bot_command": return onCommand ? h("button", { class: "command", onclick: () => onCommand(raw) }, raw) : h("span", { class: "tag" }, raw);
    case "mention": case "hashtag": case "text_mention": return h("span", { class: "tag" }, ...children);
    default: return h("span", {}, ...children);
  }
}

function link(address, children) {
  if (!SAFE_LINK.test(address)) return h("span", { class: "tag" }, ...children);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

function spoiler(children) {
  const cover = h("span", { class: "spoiler", role: "button", tabindex: "0", title: t("spoiler"), "aria-expanded": "false" }, ...children);
  const toggle = (event) => {
    const open = cover.classList.toggle("open");
    cover.setAttribute("aria-expanded", String(open));
    event.preventDefault();
  };
  cover.addEventListener("click", toggle);
  cover.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && toggle(event));
  return cover;
}

function expandable(children) {
  const quote = h("blockquote", { class: "closed" }, ...children);
  const more = h("button", { class: "expand", onclick: () => { quote.classList.remove("closed"); more.remove(); } }, t("expand"));
  return h("span", {}, quote, more);
}
