// Asks for the token of the form when somebody begins to fill it in, so that one press sends it.
// Without it, or without a network, the site shows the message once more and asks for a second press.
const form = document.querySelector("form.contact-form");

async function ask() {
  try {
    const answer = await fetch(`${form.getAttribute("action")}?token=1`, { cache: "no-store" });
    if (answer.ok) form.elements.token.value = await answer.text();
  } catch {
    // The second press will do.
  }
}

form.addEventListener("focusin", ask, { once: true });
