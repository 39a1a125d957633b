// A plain page over the REST contract. Every text from the server enters the page as text, never as markup.
"use strict";

const log = document.getElementById("log");
const form = document.getElementById("form");
const field = document.getElementById("message");
const state = document.getElementById("state");
const sender = crypto.randomUUID();

function add(parent, tag, text, className) {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  if (className) element.className = className;
  parent.append(element);
  return element;
}

// **bold** is the only mark inside a line that answers use.
function addInline(parent, text) {
  text.split(/\*\*(.+?)\*\*/).forEach((part, index) => {
    if (index % 2) add(parent, "strong", part);
    else parent.append(part);
  });
}

function addText(parent, text) {
  let list = null;
  for (const line of text.split("\n")) {
    const item = /^\s*(?:-|\d+\.)\s+(.*)$/.exec(line);
    if (item) {
      list = list || add(parent, /^\s*-/.test(line) ? "ul" : "ol");
      addInline(add(list, "li"), item[1]);
    } else if (line.trim()) {
      list = null;
      addInline(add(parent, "p"), line);
    }
  }
}

function addSources(parent, sources) {
  if (!sources || !sources.length) return;
  const details = add(parent, "details");
  add(details, "summary", "Bronnen");
  const list = add(details, "ul");
  for (const source of sources) {
    const link = add(add(list, "li"), "a", `${source.title}, ${source.publisher} (${source.date})`);
    if (/^https?:/.test(source.url)) link.href = source.url;
    link.rel = "noopener noreferrer";
    link.target = "_blank";
  }
}

function showReply(messages) {
  for (const message of messages) {
    const box = add(log, "div", "", "reply");
    addText(box, message.text || "");
    addSources(box, (message.custom || {}).sources);
    for (const choice of message.buttons || []) {
      add(box, "button", choice.title).addEventListener("click", () => send(choice.title, choice.payload));
    }
  }
  log.lastElementChild?.scrollIntoView({ block: "nearest" });
}

async function send(shown, message) {
  add(log, "div", shown, "said");
  state.textContent = "De assistent zoekt een antwoord.";
  try {
    const response = await fetch("/webhooks/rest/webhook", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sender, message }),
    });
    if (!response.ok) throw new Error(String(response.status));
    showReply(await response.json());
    state.textContent = "";
  } catch (error) {
    field.value = field.value || shown;
    state.textContent = "De assistent is niet bereikbaar. Uw vraag staat nog in het veld; probeer het zo opnieuw. Bij gevaar belt u 112.";
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) return;
  field.value = "";
  send(text, text);
});

field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    form.requestSubmit();
  }
});
