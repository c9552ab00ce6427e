// What the pages gain where scripts run; all of it works without, but for what only the browser itself can remember.

// The path that a proxy serves the pages under.
const ROOT = document.documentElement.dataset.root;
const LIST_PAGE = `${ROOT}/min-lista`;
const LIST = "min-lista";
const REGION = "min-region";

// What the page tells of what was done, in its own language.
const teller = document.querySelector(".told-of");
const words = JSON.parse(teller.dataset.words);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function tell(message) {
  teller.textContent = message;
}

// Private windows may refuse to remember anything.
function remember(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    tell(words.not_remembered);
    return false;
  }
}

function recall(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// The page has come to its end, and with it what was waited for: whoever does not see it hears so where waiting was told

const waiting = document.querySelector(".waiting");
if (waiting) waiting.textContent = document.querySelector(".waiting ~ .notice") ? "" : words.read;

// References

function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Without HTTPS there is no clipboard to ask: select a copy of the text and copy the selection.
  const field = element("textarea", { value: text });
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied ? Promise.resolve() : Promise.reject(new Error("copying was refused"));
}

for (const button of document.querySelectorAll("[data-reference]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    copyText(button.dataset.reference).then(
      () => tell(button.dataset.told ?? words.copied),
      () => tell(words.not_copied),
    );
  });
}

// Min lista

const MOST_SAVED = 100;
const savedIds = () => [].concat(recall(LIST, [])).filter((id) => typeof id === "string").slice(0, MOST_SAVED);
const listAddress = (ids) => (ids.length ? `${LIST_PAGE}?${new URLSearchParams(ids.map((id) => ["id", id]))}` : LIST_PAGE);

function showSaved() {
  const ids = savedIds();
  for (const count of document.querySelectorAll("[data-saved-count]")) {
    count.textContent = ids.length ? `(${ids.length})` : "";
    count.closest("a").href = listAddress(ids);
  }
  for (const button of document.querySelectorAll("[data-save]")) {
    button.setAttribute("aria-pressed", ids.includes(button.dataset.save));
  }
}

for (const button of document.querySelectorAll("[data-save]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const ids = savedIds();
    const id = button.dataset.save;
    const isSaved = ids.includes(id);
    if (!isSaved && ids.length === MOST_SAVED) {
      tell(fill(words.full, { count: MOST_SAVED }));
      return;
    }
    if (!remember(LIST, isSaved ? ids.filter((other) => other !== id) : [...ids, id])) return;
    tell(isSaved ? words.removed : words.saved);
    showSaved();
  });
}

for (const link of document.querySelectorAll("[data-forget]")) {
  const gone = link.dataset.forget.split(" ");
  link.addEventListener("click", () => remember(LIST, savedIds().filter((id) => !gone.includes(id))));
}

if (location.pathname === LIST_PAGE) {
  const asked = new URLSearchParams(location.search).getAll("id");
  const ids = savedIds();
  const keep = document.querySelector("[data-keep]");
  if (!asked.length && ids.length) location.replace(listAddress(ids));
  if (keep && asked.some((id) => !ids.includes(id))) {
    keep.hidden = false;
    keep.addEventListener("click", () => {
      if (!remember(LIST, [...new Set([...ids, ...asked])].slice(0, MOST_SAVED))) return;
      keep.hidden = true;
      tell(words.saved);
      showSaved();
    });
  }
}

// Min region: told and offered, never applied by itself

function offerRegion(place) {
  const region = recall(REGION, "");
  if (typeof region !== "string" || !region) return;
  const chosen = new URLSearchParams(location.search).getAll("region");
  const forget = element("button", { type: "button", className: "small", textContent: words.forget });
  forget.addEventListener("click", () => {
    remember(REGION, "");
    place.hidden = true;
    tell(words.forgotten);
  });
  const box = element("input", { type: "checkbox", name: "region", value: region });
  const label = element("label", { className: "pick" }, box, ` ${fill(words.only_mine, { region })}`);
  place.append(chosen.includes(region) ? fill(words.mine_chosen, { region }) : label, " ", forget);
  place.hidden = false;
}

for (const place of document.querySelectorAll("[data-my-region]")) offerRegion(place);

for (const button of document.querySelectorAll("[data-make-mine]")) {
  const region = button.dataset.makeMine;
  const show = () => button.setAttribute("aria-pressed", recall(REGION, "") === region);
  button.hidden = false;
  button.addEventListener("click", () => {
    const isMine = recall(REGION, "") === region;
    if (!remember(REGION, isMine ? "" : region)) return;
    tell(isMine ? words.forgotten : fill(words.now_mine, { region }));
    show();
  });
  show();
}

// Choosing a few to compare

for (const form of document.querySelectorAll("form.picking")) {
  const least = form.querySelector("input[type=hidden][name=id]") ? 1 : 2;
  const button = form.querySelector("button");
  // Its boxes are called `id`, so the form's own is no property of it.
  const boxes = [...document.querySelectorAll(`input[type=checkbox][form="${form.getAttribute("id")}"]`)];
  const show = () => {
    const count = new Set(boxes.filter((box) => box.checked).map((box) => box.value)).size;
    button.disabled = count < least || count > least + 2;
    button.textContent = count ? fill(words.compare_chosen, { count }) : words.compare;
    form.classList.toggle("stuck", count > 0);
  };
  for (const box of boxes) box.addEventListener("change", show);
  // Who comes back finds the boxes ticked as they were, which a browser sees to after the scripts.
  addEventListener("pageshow", show);
  show();
}

// Choosing what to narrow hits or a list to

for (const sides of document.querySelectorAll(".sides")) {
  sides.addEventListener("change", () => sides.querySelector(".apply").classList.add("stuck"));
}

// What readers say of hits and quotes

const opinion = document.getElementById("omdome");
opinion?.addEventListener("submit", (event) => {
  event.preventDefault();
  const said = new URLSearchParams(new FormData(opinion, event.submitter));
  fetch(opinion.action, { method: "POST", body: said }).then(
    (reply) => tell(reply.ok ? words.thanks : words.not_kept),
    () => tell(words.not_kept),
  );
});

// What is saved in another tab, or on a page that one has come back from, is told here as well.
showSaved();
addEventListener("storage", showSaved);
addEventListener("pageshow", showSaved);
