// The page's words and dates in the language of the moment.

let catalogue = {};
let lang = "zh-CN";
let zone = "Asia/Shanghai";

export async function loadTexts() {
  catalogue = await (await fetch("/stage/texts")).json();
}

export function speak(nextLang, nextZone) {
  lang = nextLang;
  zone = nextZone;
}

export function t(key, values = {}) {
  const text = catalogue[lang]?.[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export function label(pair) {
  return (lang === "zh-CN" ? pair?.zh : pair?.en) ?? "";
}

function format(options, moment) {
  return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { timeZone: zone, ...options }).format(moment);
}

export const clockTime = (moment) => format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, moment);
export const clockDate = (moment, narrow) => format({ year: narrow ? undefined : "numeric", month: lang === "en" ? "short" : "long", day: "numeric", weekday: "short" }, moment);
export const dayKey = (moment) => format({ year: "numeric", month: "2-digit", day: "2-digit" }, moment);
export const dayName = (moment) => format({ month: "long", day: "numeric", weekday: "long" }, moment);

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
