// Uploads each file in its own request and shows its progress. Without this script the form
// sends them all at once.
(() => {
  const form = document.querySelector(".uploads-form");
  const list = document.querySelector(".uploads-results");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const labels = form.dataset;
  const { element, send } = window.libraryPictures;

  function row(file) {
    const item = element("li");
    const progress = element("progress", { max: 1, value: 0 });
    const state = element("span", { textContent: ` ${labels.waiting}` });
    item.append(element("strong", { textContent: file.name }), progress, state);
    list.append(item);
    return { item, progress, state };
  }

  function show(entry, result) {
    entry.progress.remove();
    entry.state.textContent = " ";
    if (result.error) {
      entry.item.className = "uploads-refused";
      entry.state.append(result.error);
      return;
    }
    const picture = element("img", { className: "thumbnail", src: result.thumbnail, alt: "" });
    picture.width = 96;
    picture.height = 64;
    entry.item.prepend(picture);
    if (result.existing) entry.state.append(`${labels.existing}: `);
    entry.state.append(
      element("a", { href: result.change, textContent: result.existing ? result.title : labels.describe }),
    );
  }

  async function upload(files) {
    const waiting = [...files].map((file) => [file, row(file)]);
    for (const [file, entry] of waiting) {
      entry.state.textContent = "";
      show(entry, (await send(form.action, file, entry)) ?? { error: labels.failed });
    }
    form.reset();
  }

  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    upload(input.files);
  });
  const area = document.querySelector(".uploads");
  area.addEventListener("dragover", (event) => { event.preventDefault(); area.classList.add("uploads-over"); });
  area.addEventListener("dragleave", () => area.classList.remove("uploads-over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("uploads-over");
    upload(event.dataTransfer.files);
  });
})();
