"use strict";

// The page works without this script. With it: progress, a way to stop, replies to buttons where they were pressed, and earlier answers, which
// live in this page only.

const form = document.getElementById("ask");
const box = document.getElementById("text");
const progress = document.getElementById("progress");
const bar = progress.querySelector("progress");
const what = progress.querySelector(".what");
const elapsed = progress.querySelector(".elapsed");
const spoken = document.getElementById("spoken");
const answer = document.getElementById("answer");
const earlier = document.getElementById("earlier");
const button = form.querySelector("button[type=submit]");
const words = form.dataset;

const SPOKEN_EVERY_MS = 5000;
let running = null;
let reached = false;
let shown = 0;

function notice(sentence, mood = words.mood) {
  const part = document.getElementById("notice").content.cloneNode(true).firstElementChild;
  part.querySelector("h2").textContent = mood;
  part.querySelector("p").textContent = sentence;
  return part;
}

function parsed(html) {
  // Made by our own templates, every value escaped; the page's policy lets no script in it run.
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function renewTokens(token) {
  for (const field of document.querySelectorAll("input[name=token]")) field.value = token;
}

function ownMarks(part) {
  // Several answers can stand on this page, and the links of each must lead to its own parts.
  shown += 1;
  for (const marked of part.querySelectorAll("[id]")) marked.id = `${marked.id}-${shown}`;
  for (const link of part.querySelectorAll('a[href^="#"]')) link.setAttribute("href", `${link.getAttribute("href")}-${shown}`);
}

function clearTheWay() {
  // What is still there answers an earlier question, and must not be read as the answer to this one.
  for (const old of [...answer.children]) {
    if (old.classList.contains("answer")) {
      old.querySelector("h2").hidden = true;
      earlier.querySelector(".past").prepend(old);
      earlier.hidden = false;
    } else {
      old.remove();
    }
  }
}

function lead(part) {
  part.focus({ preventScroll: true });
  part.scrollIntoView({ block: "start" });
}

function show(parts) {
  for (const part of parts) {
    ownMarks(part);
    answer.append(part);
  }
  if (parts.length) lead(parts[0]);
}

function work({ text, done, total }) {
  what.textContent = text;
  if (total) {
    bar.max = total;
    bar.value = done;
  }
}

function startClock() {
  const began = performance.now();
  let lastSpoken = began;
  elapsed.textContent = "";
  return setInterval(() => {
    const now = performance.now();
    elapsed.textContent = words.seconds.replace("{}", String(Math.floor((now - began) / 1000)));
    if (now - lastSpoken >= SPOKEN_EVERY_MS) {
      lastSpoken = now;
      spoken.textContent = what.textContent;
    }
  }, 1000);
}

async function* messages(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      if (line) yield JSON.parse(line);
    }
  }
}

async function send(path, fields, signal) {
  // Gives what was said and how it ended, or null where it broke off before its end.
  reached = false;
  const response = await fetch(path, {
    method: "POST",
    body: fields,
    headers: { Accept: "application/x-ndjson" },
    credentials: "same-origin",
    signal,
  });
  reached = true;
  const said = [];
  for await (const message of messages(response)) {
    if (message.kind === "working") work(message);
    else if (message.kind === "said") said.push(parsed(message.html));
    else return { ...message, said };
  }
  return null;
}

async function ask(path, fields, signal) {
  const end = await send(path, fields, signal);
  if (!end || end.kind !== "stale") return end;
  renewTokens(end.token);
  fields.set("token", end.token);
  const again = await send(path, fields, signal);
  return again && again.kind === "ended" ? again : null;
}

function empty(sent) {
  // What was typed meanwhile stays.
  if (box.value === sent) {
    for (const field of [box, form.elements.published, form.elements.origin]) field.value = "";
  }
}

async function outcome(signal) {
  const sent = box.value;
  let end;
  try {
    end = await ask(location.pathname, new URLSearchParams(new FormData(form)), signal);
  } catch {
    if (signal.aborted) return [notice(words.stopped)];
    return [notice(reached ? words.broken : words.unreachable)];
  }
  if (!end) return [notice(words.broken)];
  if (end.mood === "answered" || end.mood === "talk") empty(sent);
  return end.said;
}

async function submit() {
  if (running) return;
  running = new AbortController();
  button.disabled = true;
  clearTheWay();
  bar.removeAttribute("value");
  work({ text: words.working, done: 0, total: 0 });
  spoken.textContent = words.working;
  progress.hidden = false;
  progress.scrollIntoView({ block: "nearest" });
  const clock = startClock();
  const parts = await outcome(running.signal);
  clearInterval(clock);
  progress.hidden = true;
  button.disabled = false;
  running = null;
  show(parts);
  spoken.textContent = parts.some((part) => part.classList.contains("answer")) ? words.ready : "";
}

async function replyTo(fields) {
  try {
    const end = await ask("/press", fields);
    if (end) return end.said;
  } catch {
    // Told below: whether the server did anything is not known.
  }
  return [notice(words.notPressed, words.moodUnknown)];
}

async function press(pressed, key) {
  // The reply stands where it belongs: what was asked there is over, an answer stays and its reply comes below it.
  const fields = new URLSearchParams(new FormData(pressed));
  fields.set(key.name, key.value);
  const keys = pressed.querySelectorAll("button");
  for (const one of keys) one.disabled = true;
  const parts = await replyTo(fields);
  for (const one of keys) one.disabled = false;
  if (!parts.length) return;
  for (const part of parts) ownMarks(part);
  const question = pressed.closest(".told");
  if (question) question.replaceWith(...parts);
  else pressed.nextElementSibling.replaceChildren(...parts);
  parts[0].focus({ preventScroll: true });
  parts[0].scrollIntoView({ block: "nearest" });
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches(".choices") || !event.submitter) return;
  event.preventDefault();
  press(event.target, event.submitter);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    submit();
  }
});

progress.querySelector(".stop").addEventListener("click", () => running && running.abort());

earlier.querySelector(".clear").addEventListener("click", () => {
  earlier.querySelector(".past").replaceChildren();
  answer.replaceChildren();
  earlier.hidden = true;
  empty(box.value);
  box.focus();
});

window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll(".answer details")) details.open = true;
});

form.querySelector(".keys").hidden = false;
