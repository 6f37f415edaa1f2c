// Shows what was chosen in the library's pop-up, and lets it be taken out again.
// The pop-up itself, and the value it writes, are the stock admin's.
django.jQuery(($) => {
  function show(chooser) {
    const input = chooser.querySelector("input");
    const card = chooser.querySelector(".image-chooser-card");
    chooser.querySelector(".image-chooser-remove").hidden = !input.value;
    if (!input.value) {
      card.replaceChildren();
      return;
    }
    fetch(chooser.dataset.card.replace("/0/", `/${encodeURIComponent(input.value)}/`))
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((html) => { card.innerHTML = html; });
  }

  for (const chooser of document.querySelectorAll(".image-chooser")) {
    const input = chooser.querySelector("input");
    const remove = chooser.querySelector(".image-chooser-remove");
    chooser.classList.add("image-chooser-live");
    remove.hidden = !input.value;
    $(input).on("change", () => show(chooser));
    remove.addEventListener("click", () => {
      input.value = "";
      $(input).trigger("change");
      chooser.querySelector("a").focus();
    });
  }
});
