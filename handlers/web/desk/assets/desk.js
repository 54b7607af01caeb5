"use strict";

// The desk works without this script. With it: news of changes, the keyboard, and moments in the reader's own time zone.

const main = document.getElementById("content");

// Moments

function localise(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    const own = moment.toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    time.title = time.title ? `${own} (${time.title})` : own;
  }
}

function countDown() {
  for (const left of document.querySelectorAll("[data-until]")) {
    const seconds = Math.max(0, Math.ceil((new Date(left.dataset.until) - Date.now()) / 1000));
    left.textContent = left.dataset.words.replace("{}", String(seconds));
  }
}

// What was typed, kept over a look at what has changed

function typed() {
  const kept = new Map();
  for (const field of main.querySelectorAll("textarea[id], select[id], input[id]:not([type=hidden])")) {
    const was = field.type === "checkbox" || field.type === "radio" ? field.defaultChecked : field.defaultValue;
    const is = field.type === "checkbox" || field.type === "radio" ? field.checked : field.value;
    if (field.tagName === "SELECT" ? field.selectedIndex > 0 : was !== is) kept.set(field.id, is);
  }
  return kept;
}

function retype(kept) {
  for (const [id, value] of kept) {
    const field = document.getElementById(id);
    if (!field) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = value;
    else field.value = value;
    field.closest("details")?.setAttribute("open", "");
  }
}

async function renew() {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("content");
  if (!answer.ok || !fresh) {
    tell(main.dataset.ended);  // what was typed stays for copying
    return;
  }
  const kept = typed();
  main.replaceChildren(...fresh.childNodes);
  if (fresh.dataset.live) main.dataset.live = fresh.dataset.live;
  retype(kept);
  dress();
  listen();
}

// News

let news = null;

function tell(sentence) {
  const mark = main.querySelector("[data-changed]");
  mark.querySelector("span").textContent = sentence;
  mark.hidden = false;
}

function listen() {
  news?.close();
  if (!main.dataset.live || document.hidden) return;
  news = new EventSource(main.dataset.live);
  news.addEventListener("changed", (event) => tell(JSON.parse(event.data).told));
  news.addEventListener("present", (event) => {
    const present = main.querySelector("[data-present]");
    present.firstElementChild.textContent = JSON.parse(event.data).told;
    present.hidden = !present.textContent;
  });
  news.addEventListener("end", () => {
    news.close();
    tell(main.dataset.ended);
  });
}

// A record that is chosen goes into the form that is open, without losing what stands in it

function choose(event) {
  const link = event.target.closest("[data-record]");
  const form = document.getElementById("decide");
  if (!link || !form) return;
  event.preventDefault();
  form.elements.conclusion.value = "linked";
  form.elements.record.value = link.dataset.record;
  applyChoice();
  form.elements.accord.value = "";
  form.elements.accord.focus();
  form.scrollIntoView({ block: "start" });
}

function applyChoice() {
  // Only the conclusion that names a record asks for one, and for how what was sent stands to it.
  const form = document.getElementById("decide");
  if (!form) return;
  const isLinked = form.elements.conclusion.value === "linked";
  for (const name of ["record", "accord"]) form.querySelector(`[data-field=${name}]`).hidden = !isLinked;
  // What the check found against the record that is named stands beside that choice.
  const named = form.elements.record.value.trim();
  for (const found of form.querySelectorAll("[data-contradicts]"))
    found.hidden = !isLinked || found.dataset.contradicts !== named;
}

// The keyboard

const KEYS_OFF = "desk-keys-off";

function lines() {
  return [...main.querySelectorAll("[data-lines] > .line")];
}

function move(step) {
  const all = lines();
  if (!all.length) return;
  const here = all.findIndex((line) => line.classList.contains("here"));
  const next = all[Math.min(all.length - 1, Math.max(0, here === -1 ? 0 : here + step))];
  for (const line of all) line.classList.toggle("here", line === next);
  next.querySelector("a").focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function pressKeyed(key) {
  // What stands at each line is meant only for the line that one is at.
  const keyed = `[data-key="${CSS.escape(key)}"]`;
  const target = main.querySelector(`.line.here ${keyed}`) ?? main.querySelector(`${keyed}:not(.line *)`);
  if (!target) return false;
  if (target.matches("button, a")) target.click();
  else {
    target.querySelector("select, textarea").focus();
    target.scrollIntoView({ block: "center" });
  }
  return true;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(KEYS_OFF)) return;
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, dialog")) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "g") location.href = document.querySelector(".name a").href;
  else if (event.key === "?") document.getElementById("keys").showModal();
  else if (!/^[a-z]$/.test(event.key) || !pressKeyed(event.key)) return;
  event.preventDefault();
}

function dress() {
  localise(main);
  countDown();
  applyChoice();
  for (const link of main.querySelectorAll("[data-changed] a")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      renew().catch(() => tell(main.dataset.lost));
    });
  }
}

const keysOn = document.querySelector("[data-keys-on]");
keysOn.checked = !localStorage.getItem(KEYS_OFF);
keysOn.addEventListener("change", () => {
  if (keysOn.checked) localStorage.removeItem(KEYS_OFF);
  else localStorage.setItem(KEYS_OFF, "1");
});
for (const opener of document.querySelectorAll("[data-open]")) {
  opener.hidden = false;
  opener.addEventListener("click", () => document.getElementById(opener.dataset.open).showModal());
}
document.addEventListener("keydown", onKey);
document.addEventListener("click", choose);
document.addEventListener("change", applyChoice);
document.addEventListener("visibilitychange", listen);
document.addEventListener("submit", (event) => {
  // A form that is sent twice by a nervous finger is one act.
  for (const button of event.target.querySelectorAll("button[type=submit]")) setTimeout(() => (button.disabled = true));
});
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button:disabled")) button.disabled = false;
});
setInterval(countDown, 1000);
dress();
listen();
