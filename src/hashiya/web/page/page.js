// What the page adds around the terminal's own script (textual.js, loaded before this one): where to
// connect, the font before the first letter is measured, and the keyboard without a click.
"use strict";

const place = document.getElementById("terminal");

// Worked out here, so that the page may stand below any address of a proxy.
place.dataset.sessionWebsocketUrl = new URL("ws", location.href).href.replace(/^http/, "ws");

const size = Number(new URLSearchParams(location.search).get("fontsize"));
if (Number.isInteger(size) && size >= 8 && size <= 64) place.dataset.fontSize = String(size);

// A text under annotation may hold addresses; a click on one places the caret and opens nothing.
window.open = () => null;

const begin = window.onload;
window.onload = async (event) => {
  // Cells are measured once, and letters kept as pictures: the font must be there before.
  const letters = "m\uFEDF";
  await Promise.allSettled(
    ["16px", "bold 16px"].map((style) => document.fonts.load(`${style} "Roboto Mono"`, letters)),
  );
  begin.call(window, event);
  document.querySelector(".xterm-helper-textarea")?.focus();
};

document.getElementById("again").addEventListener("click", () => location.reload());
