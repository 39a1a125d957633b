// The embed page: the choices make the code, and the preview shows it.
"use strict";

const form = document.getElementById("settings");
const snippet = document.getElementById("snippet");
const preview = document.getElementById("preview");
const element = preview.querySelector("kompas-assistent");
const CLASSES = ["voorbeeld-theme", "green"];

document.getElementById("policy").textContent =
  `script-src ${location.origin}; connect-src ${location.origin}`;

function show() {
  const { mode, tokens, theme } = Object.fromEntries(new FormData(form));
  const attributes = [mode === "page" ? ' mode="page"' : "", theme ? ` theme="${theme}"` : ""].join("");
  const page = { "": "", "voorbeeld-theme": ' class="voorbeeld-theme"', green: ' class="uw-thema"' }[tokens];
  const tag = `<kompas-assistent${attributes}></kompas-assistent>`;
  snippet.textContent = [
    tokens ? `<div${page}>\n  ${tag}\n</div>` : tag,
    `<script src="${location.origin}/widget/kompas-assistent.js" defer></script>`,
  ].join("\n");
  preview.classList.remove(...CLASSES);
  if (tokens) preview.classList.add(tokens);
  if (theme) element.setAttribute("theme", theme);
  else element.removeAttribute("theme");
  preview.classList.toggle("bubble", mode === "bubble");
  element.setAttribute("mode", mode);
}

form.addEventListener("change", show);
document.getElementById("copy").addEventListener("click", async () => {
  const state = document.getElementById("copied");
  try {
    await navigator.clipboard.writeText(snippet.textContent);
    state.textContent = "De code is gekopieerd.";
  } catch {
    state.textContent = "Kopiëren lukt niet. Selecteer de code en kopieer die zelf.";
  }
});
show();
