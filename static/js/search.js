// Suggests titles while somebody types, in the browser's own list. The form works without it.
const field = document.querySelector("input[data-suggest]");
const list = field?.ownerDocument.getElementById(field.getAttribute("list"));
const PAUSE = 150;
let waiting = 0;
let asked = "";

async function suggest() {
  const typed = field.value.trim();
  // A title chosen from the list needs no new suggestions.
  if (typed.length < 2 || typed === asked || [...list.options].some((one) => one.value === typed)) return;
  asked = typed;
  try {
    const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(typed)}`);
    if (!answer.ok || asked !== typed) return;
    const found = await answer.json();
    list.replaceChildren(...found.map((one) => new Option(one.title, one.title)));
  } catch {
    // No network: the visitor keeps typing, and submitting the form will show the error.
  }
}

field?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(suggest, PAUSE);
});
