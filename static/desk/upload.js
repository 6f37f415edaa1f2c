// Uploads each file in its own request and shows its progress. Without this script the form
// sends them all at once.
(() => {
  const form = document.querySelector(".uploads-form");
  const list = document.querySelector(".uploads-results");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const labels = form.dataset;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;

  function element(name, text = "", properties = {}) {
    return Object.assign(document.createElement(name), { textContent: text }, properties);
  }

  function row(file) {
    const item = element("li");
    const progress = element("progress", "", { max: 1, value: 0 });
    const state = element("span", ` ${labels.waiting}`);
    item.append(element("strong", file.name), progress, state);
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
    const picture = element("img", "", { className: "thumbnail", src: result.thumbnail, alt: "" });
    picture.width = 96;
    picture.height = 64;
    entry.item.prepend(picture);
    if (result.existing) entry.state.append(`${labels.existing}: `);
    entry.state.append(
      element("a", result.existing ? result.title : labels.describe, { href: result.change }),
    );
  }

  function send(file, entry) {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("files", file);
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) entry.progress.value = event.loaded / event.total;
      };
      request.onload = () => {
        let answer = null;
        try { answer = JSON.parse(request.responseText); } catch { /* reported below */ }
        show(entry, answer?.results?.[0] ?? { error: answer?.complaint || labels.failed });
        done();
      };
      request.onerror = () => { show(entry, { error: labels.failed }); done(); };
      request.open("POST", form.action || location.href);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", token);
      request.send(body);
    });
  }

  async function upload(files) {
    const waiting = [...files].map((file) => [file, row(file)]);
    for (const [file, entry] of waiting) {
      entry.state.textContent = "";
      await send(file, entry);
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
