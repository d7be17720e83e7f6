// Small helpers for making elements. Text always goes in as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  if (tag === "button" && !attributes.type) element.type = "button";
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function icon(name, extra = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", `icon ${extra}`.trim());
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `/page/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

// Put exactly these children into a parent, moving or removing as little as possible.
export function arrange(parent, wanted, leaving = () => false) {
  let at = parent.firstChild;
  for (const element of wanted) {
    while (at && at !== element && leaving(at)) at = at.nextSibling;
    if (at === element) at = at.nextSibling;
    else parent.insertBefore(element, at);
  }
  const keep = new Set(wanted);
  for (const child of [...parent.childNodes]) if (!keep.has(child) && !leaving(child)) child.remove();
}

// Left and right arrows move along a row of tabs.
export function arrowKeys(row) {
  row.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const tabs = [...row.querySelectorAll("button")];
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    next.focus();
    next.click();
    event.preventDefault();
  });
}
