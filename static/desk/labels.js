// Names the admin's fields that search while one types (select2), which leave their label to the eye.
// Asked for after them, so it comes after they have been made.
window.django?.jQuery(() => {
  function name(select) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const box = select.nextElementSibling;
    if (!label || !box?.classList.contains("select2-container")) return;
    label.id ||= `label_${select.id}`;
    const field = box.querySelector("[role=combobox]");
    field?.setAttribute("aria-labelledby", `${label.id} ${field.getAttribute("aria-labelledby") ?? ""}`.trim());
    // What is chosen is read with the field; it is no field of its own.
    box.querySelector("[role=textbox]")?.removeAttribute("role");
    box.querySelector("[aria-readonly]")?.removeAttribute("aria-readonly");
    box.querySelector(".select2-search__field")?.setAttribute("aria-label", label.textContent.trim());
  }

  function nameAll(root) {
    root.querySelectorAll("select.admin-autocomplete").forEach(name);
  }

  nameAll(document);
  document.addEventListener("formset:added", ({ target }) => setTimeout(() => nameAll(target)));
});
