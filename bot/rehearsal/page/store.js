// The world as the server tells it. One request at a time; the event stream says when to ask again.

export const state = { revision: 0, people: [], chats: {}, buttons: [], bot: {}, messages: new Map(), presses: new Map(), ready: false };

const listeners = [];
let asking = false;
let again = false;
let offset = 0;

export const onChange = (listener) => listeners.push(listener);
export const now = () => new Date(Date.now() + offset);
export const person = (id) => state.people.find((one) => one.id === id);

export async function sync() {
  if (asking) { again = true; return; }
  asking = true;
  try {
    do {
      again = false;
      const reply = await fetch(`/stage/state?since=${state.revision}`);
      merge(await reply.json());
    } while (again);
    listeners.forEach((listener) => listener({}));
  } finally {
    asking = false;
  }
}

function merge(news) {
  // Another run means a restarted server: what we hold is from a play that is over.
  if (state.run && news.run !== state.run) location.reload();
  offset = new Date(news.now) - Date.now();
  for (const key of ["run", "revision", "people", "chats", "buttons", "bot", "lang", "zone"]) state[key] = news[key];
  for (const message of news.messages) {
    if (!state.messages.has(message.chat)) state.messages.set(message.chat, new Map());
    const chat = state.messages.get(message.chat);
    chat.set(message.id, { ...chat.get(message.id), ...message });
  }
  for (const press of news.presses) {
    const known = state.presses.get(press.id);
    state.presses.set(press.id, { ...press, at: known?.at ?? Date.now(), shown: known?.shown ?? !state.ready });
  }
  state.ready = true;
}

export function listen(onLink) {
  const events = new EventSource("/stage/events");
  events.onmessage = () => { onLink(true); sync(); };
  events.onerror = () => onLink(false);
}

export async function act(what, values = {}) {
  const reply = await fetch(`/stage/${what}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(values),
  });
  return settle(reply);
}

export async function upload(values, file) {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.append(name, value);
  form.append("file", file, file.name);
  return settle(await fetch("/stage/upload", { method: "POST", body: form }));
}

async function settle(reply) {
  const body = await reply.json();
  if (!body.ok) listeners.forEach((listener) => listener({ refused: body.reason }));
  await sync();
  return body.ok;
}
