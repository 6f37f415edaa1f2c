// Shows what was chosen in the library's pop-up, offers the library's alternative text as a start,
// and lets the picture be removed again. The pop-up itself, and the value it writes, are the
// stock admin's.
django.jQuery(($) => {
  // The alternative text of a chooser: lead_image has lead_image_alt and lead_image_decorative.
  function beside(chooser, part) {
    const input = chooser.querySelector("input");
    return input.form.elements[`${input.name}_${part}`];
  }

  function offer(chooser) {
    const facts = chooser.querySelector(".image-chooser-facts");
    const alt = beside(chooser, "alt");
    const decorative = beside(chooser, "decorative");
    if (!facts || !alt || (alt.value && alt.value !== chooser.offered)) return;
    const field = alt.form.elements.language;
    const known = document.querySelector(".text-language");
    const language = field ? field.value : known?.dataset.language;
    alt.value = facts.getAttribute(`data-alt-${language}`) ?? "";
    chooser.offered = alt.value;
    if (decorative) decorative.checked = facts.dataset.decorative === "1";
  }

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
      .then((html) => {
        card.innerHTML = html;
        offer(chooser);
      });
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
