// Start: load words and world, seat the phones, follow the event stream.

import { arrowKeys, h, icon } from "./dom.js";
import { Phone } from "./phone.js";
import { act, listen, now, onChange, person, state, sync } from "./store.js";
import { clockDate, clockTime, label, loadTexts, speak, t } from "./texts.js";

const PHONE_WIDTH = 345; // px that a phone needs to be pleasant
const NARROW = 720; // px, as in the style sheets
const NOTICE_TIME = 4000; // ms

const bar = document.querySelector(".bar");
const cast = document.querySelector(".cast");
const stage = document.querySelector(".stage");
const notice = document.querySelector(".notice");
const clock = document.querySelector(".clock");
const phones = new Map();
let order = []; // person ids, most recently chosen first
let spoken = "";
let castShown = "";
let seatsShown = "";

const seats = () => Math.max(1, Math.min(3, Math.floor((window.innerWidth - 40) / PHONE_WIDTH)));

function visible() {
  const chosen = new Set(order.slice(0, seats()));
  return state.people.map((one) => one.id).filter((id) => chosen.has(id));
}

function render() {
  if (state.lang !== spoken) changeLanguage();
  for (const one of state.people) {
    if (phones.has(one.id)) continue;
    phones.set(one.id, new Phone(one.id));
    order.push(one.id);
  }
  const shown = visible();
  if (seatsShown !== shown.join()) {
    seatsShown = shown.join();
    stage.replaceChildren(...shown.map((id) => phones.get(id).element));
    shown.forEach((id) => { phones.get(id).toBottom = true; });
  }
  shown.forEach((id) => phones.get(id).refresh());
  renderCast(shown);
  tick();
}

function renderCast(shown) {
  const tabs = state.people.map((one) => ({ id: one.id, role: label(one.role), name: one.name, on: shown.includes(one.id), news: !shown.includes(one.id) && phones.get(one.id).hasNews() }));
  cast.hidden = state.people.length <= seats();
  const key = JSON.stringify(tabs);
  if (key === castShown) return;
  castShown = key;
  const focused = document.activeElement?.dataset?.person;
  cast.replaceChildren(...tabs.map((tab) => h("button", {
    role: "tab", "aria-selected": String(tab.on), "data-person": tab.id, "data-testid": `tab-${tab.id}`,
    onclick: () => { order = [tab.id, ...order.filter((id) => id !== tab.id)]; render(); },
  }, [tab.role, tab.name].filter(Boolean).join(" · "), tab.news && h("span", { class: "dot", title: t("new") }))));
  if (focused) cast.querySelector(`[data-person="${focused}"]`)?.focus();
}

function changeLanguage() {
  spoken = state.lang;
  speak(state.lang, state.zone);
  document.documentElement.lang = state.lang;
  document.title = t("title");
  document.querySelectorAll("[data-text]").forEach((element) => { element.textContent = t(element.dataset.text); });
  document.querySelectorAll("[data-label]").forEach((element) => { element.setAttribute("aria-label", t(element.dataset.label)); });
  document.querySelectorAll("[data-lang]").forEach((element) => { element.setAttribute("aria-pressed", String(element.dataset.lang === state.lang)); });
  phones.forEach((phone) => phone.forgetWords());
}

function tick() {
  clock.querySelector(".date").textContent = clockDate(now(), window.innerWidth <= NARROW);
  clock.querySelector(".time").textContent = clockTime(now());
  phones.forEach((phone) => phone.tick());
}

function say(text) {
  notice.textContent = text;
  notice.hidden = !text;
  clearTimeout(say.timer);
  if (text) say.timer = setTimeout(() => { notice.hidden = true; }, NOTICE_TIME);
}

async function jump(button) {
  const buttons = [...clock.querySelectorAll("[data-jump]")];
  buttons.forEach((one) => { one.disabled = true; });
  const slow = setTimeout(() => say(t("jumping")), 400);
  await act("clock", { jump: button.dataset.jump });
  clearTimeout(slow);
  buttons.forEach((one) => { one.disabled = false; });
  button.focus();
  clock.classList.add("jumping");
  setTimeout(() => clock.classList.remove("jumping"), 600);
}

function theme(next) {
  document.documentElement.dataset.theme = next;
  localStorage.setItem("rehearsal-theme", next);
}

function wire() {
  const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = localStorage.getItem("rehearsal-theme") ?? (dark ? "dark" : "light");
  const toggle = document.querySelector(".theme");
  toggle.append(icon("theme"));
  toggle.addEventListener("click", () => theme(document.documentElement.dataset.theme === "dark" ? "light" : "dark"));
  bar.querySelectorAll("[data-jump]").forEach((button) => button.addEventListener("click", () => jump(button)));
  bar.querySelectorAll("[data-lang]").forEach((button) => button.addEventListener("click", () => act("lang", { lang: button.dataset.lang })));
  arrowKeys(cast);
  window.addEventListener("resize", render);
  setInterval(tick, 1000);
}

wire();
await loadTexts();
onChange((event) => (event.refused ? say(t("refused", { reason: event.refused })) : render()));
await sync();
listen((up) => say(up ? "" : t("reconnecting")));
document.body.dataset.ready = String(Boolean(person(state.people[0]?.id) ?? true));
