// Titles while somebody types, as the browser's own list. Without it the form works as well.
const field = document.querySelector("input[data-suggest]");
const list = field?.ownerDocument.getElementById(field.getAttribute("list"));
const PAUSE = 150;
let waiting = 0;
let asked = "";

async function suggest() {
  const typed = field.value.trim();
  // What was chosen from the list is not asked for again.
  if (typed.length < 2 || typed === asked || [...list.options].some((one) => one.value === typed)) return;
  asked = typed;
  try {
    const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(typed)}`);
    if (!answer.ok || asked !== typed) return;
    const found = await answer.json();
    list.replaceChildren(...found.map((one) => new Option(one.title, one.title)));
  } catch {
    // No network: the visitor types on, and the form says what is wrong.
  }
}

field?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(suggest, PAUSE);
});
