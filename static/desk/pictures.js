// The dialog for pictures: found in the library, uploaded, dropped or pasted, then described and cropped.
// The editor (editor.js) and the fields of forms (image_chooser.js) open it; all goes through the library's
// own views, with their permissions, token and messages.
window.libraryPictures = (() => {
  function element(name, properties = {}, ...children) {
    const { aria = {}, role, ...others } = properties;
    const made = Object.assign(document.createElement(name), others);
    if (role) made.setAttribute("role", role);
    for (const [key, value] of Object.entries(aria)) made.setAttribute(`aria-${key}`, value);
    made.append(...children);
    return made;
  }

  // The field with the language of the text that a field belongs to: one of its own row, or of the form.
  function languageField(field) {
    const prefix = field.name.includes("-") ? field.name.replace(/[^-]+$/, "") : "";
    return field.form.elements[`${prefix}language`];
  }

  function languageOf(field) {
    return languageField(field)?.value ?? document.querySelector(".text-language")?.dataset.language ?? "";
  }

  // A HEIC picture has no type in some browsers; the library says what to do with it.
  function picturesAmong(files) {
    return [...files].filter((file) => file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name));
  }

  // The pictures of a paste that brings no text. (Office programs add a picture of what was copied.)
  function pastedPictures({ clipboardData }) {
    return clipboardData.types.includes("text/plain") ? [] : picturesAmong(clipboardData.files);
  }

  function token() {
    return document.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  // Uploads one file; returns the answer of the library about it, or null if there was none.
  function send(address, file, { progress, signal } = {}) {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("files", file);
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) progress.value = event.loaded / event.total;
      };
      request.onload = () => {
        let answer = null;
        try { answer = JSON.parse(request.responseText); } catch { /* a page: not an answer of the library */ }
        done(answer && (answer.results?.[0] ?? { error: answer.complaint }));
      };
      request.onerror = request.onabort = () => done(null);
      signal?.addEventListener("abort", () => request.abort());
      request.open("POST", address);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", token());
      request.send(body);
    });
  }

  let made = 0;

  // ``uses`` says what is asked besides the picture: "text" (words and caption), "words", or "" (nothing).
  // ``chosen`` is the picture that stands there already, with its ``words``; ``describes`` begins with it.
  // ``take`` gets what was decided, ``back`` returns the focus to where it was.
  class Dialog {
    constructor({ config, uses = "", language, chosen = null, words = {}, files = [], describes = false, take, back }) {
      Object.assign(this, { config, uses, language, chosen, words, take, back });
      this.page = 1;
      this.closing = new AbortController();
      this.build();
      document.body.append(this.root);
      this.root.showModal();
      if (describes) this.choose(chosen);
      else this.search.focus();
      this.list().then(() => this.upload(files));
    }

    build() {
      const id = `pictures-${(made += 1)}`;
      this.told = element("p", { className: "picture-told", role: "status" });
      this.root = element(
        "dialog", { className: "picture-dialog", aria: { labelledby: id } },
        element("h2", { id, textContent: this.config.labels.picture }),
        this.told, this.finder(), this.describer(),
      );
      this.root.addEventListener("close", () => { this.closing.abort(); this.root.remove(); this.back(); });
      this.root.addEventListener("dragover", (event) => event.preventDefault());
      this.root.addEventListener("drop", (event) => {
        event.preventDefault();
        this.upload(event.dataTransfer.files);
      });
      document.addEventListener("paste", (event) => {
        const files = pastedPictures(event);
        if (files.length) event.preventDefault();
        this.upload(files);
      }, { signal: this.closing.signal });
    }

    button(label, press, properties = {}) {
      const button = element("button", { type: "button", textContent: label, ...properties });
      button.addEventListener("click", press);
      return button;
    }

    // --- The first step: which picture ---------------------------------------------------------

    finder() {
      const { labels } = this.config;
      this.search = element("input", { type: "search", placeholder: labels.search, aria: { label: labels.search } });
      this.search.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => { this.page = 1; this.list(); }, 250);
      });
      this.file = element("input", { type: "file", multiple: true, accept: "image/*,.heic,.heif" });
      this.file.addEventListener("change", () => this.upload(this.file.files));
      this.sent = element("ul", { className: "picture-sent", aria: { live: "polite" } });
      this.grid = element("div", { className: "picture-grid" });
      this.more = this.button(labels.more, () => { this.page += 1; this.list(); }, { hidden: true });
      return (this.found = element(
        "div", { className: "picture-finder" },
        element("div", { className: "picture-tools" }, this.search, element("label", {}, `${labels.upload} `, this.file)),
        this.sent, this.grid,
        element("p", { className: "picture-buttons" }, this.more, this.button(labels.cancel, () => this.root.close())),
      ));
    }

    async ask(query) {
      const answer = await fetch(`${this.config.choose}?${new URLSearchParams(query)}`);
      return answer.json();
    }

    async list() {
      const { labels } = this.config;
      const turn = (this.turn = (this.turn ?? 0) + 1);
      try {
        const answer = await this.ask({ q: this.search.value, page: this.page });
        // What was typed meanwhile has its own answer.
        if (turn !== this.turn) return;
        if (this.page === 1) this.grid.replaceChildren();
        this.grid.append(...answer.images.map((image) => this.thumbnail(image)));
        this.more.hidden = !answer.more;
        if (!this.found.hidden) this.tell(this.grid.children.length ? "" : labels.none);
      } catch {
        if (turn !== this.turn) return;
        this.tell(labels.unreachable, " ", this.button(labels.again, () => this.list()));
      }
    }

    thumbnail(image) {
      const button = this.button("", () => this.choose(image), { title: image.title });
      button.append(
        element("img", { src: image.thumbnail, alt: "", width: 96, height: 64, loading: "lazy" }),
        element("span", { textContent: image.title }),
      );
      return button;
    }

    // Several files are uploaded one after the other, to be picked from; a single one is picked already.
    async upload(files) {
      const some = [...files];
      if (!some.length) return;
      this.find();
      const rows = some.map((file) => [file, this.row(file)]);
      const kept = [];
      for (const [file, row] of rows) {
        const image = await this.sendOne(file, row);
        if (image) kept.push(image);
      }
      this.file.value = "";
      if (kept.length === 1 && some.length === 1) this.choose(kept[0]);
      else if (kept.length) this.tell(this.config.labels.uploaded);
    }

    row(file) {
      const state = element("span", { textContent: this.config.labels.waiting });
      const progress = element("progress", { max: 1, value: 0, aria: { label: file.name } });
      const item = element("li", {}, element("strong", { textContent: file.name }), progress, state);
      this.sent.append(item);
      return { item, progress, state };
    }

    // Returns the picture if it is new; one that was there already is offered.
    async sendOne(file, row) {
      const { config } = this;
      const { labels } = config;
      const isLarge = file.size > config.megabytes * 1024 * 1024;
      const result = isLarge ? { error: labels.large }
        : await send(config.upload, file, { progress: row.progress, signal: this.closing.signal });
      if (!this.root.open) return null;
      row.progress.hidden = true;
      if (!result) {
        row.state.textContent = labels.failed;
        const again = this.button(labels.again, () => { row.item.remove(); this.upload([file]); });
        row.item.append(again);
        again.focus();
        return null;
      }
      if (result.error) {
        row.item.className = "picture-refused";
        row.state.textContent = result.error;
        return null;
      }
      if (!result.existing) {
        row.item.remove();
        this.grid.prepend(this.thumbnail(result));
        return result;
      }
      row.state.textContent = labels.existing;
      const use = this.button(labels.useExisting.replace("{}", result.title), () => this.choose(result));
      row.item.append(element("img", { src: result.thumbnail, alt: "", width: 96, height: 64 }), use);
      use.focus();
      return null;
    }

    // Goes (back) to the first step.
    find() {
      this.form.hidden = true;
      this.found.hidden = false;
      this.tell("");
      this.search.focus();
    }

    // --- The second step: what it says here, and what of it must stay visible ------------------

    describer() {
      const { labels } = this.config;
      this.alt = element("input", { type: "text", maxLength: 300 });
      this.decorative = element("input", { type: "checkbox" });
      this.decorative.addEventListener("change", () => { this.alt.disabled = this.decorative.checked; });
      this.caption = element("input", { type: "text" });
      this.known = element("p", { className: "picture-known" });
      const words = [
        element("label", {}, labels.alt, this.alt),
        element("label", { className: "picture-tick" }, this.decorative, ` ${labels.decorative}`),
      ];
      const caption = element("label", {}, labels.caption, this.caption);
      const asked = { text: [...words, caption], words, "": [this.known] }[this.uses];
      this.done = element("button", { type: "submit", className: "default", textContent: this.uses === "text" ? labels.insert : labels.use });
      const others = [this.button(labels.other, () => this.find()), this.button(labels.cancel, () => this.root.close())];
      this.form = element(
        "form", { className: "picture-describer", hidden: true },
        this.focalWhole(),
        element("div", { className: "picture-words" }, ...asked),
        this.focalSide(),
        element("p", { className: "picture-buttons" }, this.done, ...others),
      );
      this.form.addEventListener("submit", (event) => { event.preventDefault(); this.put(); });
      return this.form;
    }

    focalWhole() {
      this.whole = element("img", { alt: "" });
      this.whole.addEventListener("click", (event) => this.press(event));
      this.mark = element("span", { className: "focal-mark" });
      return element("div", { className: "focal-whole" }, this.whole, this.mark);
    }

    focalSide() {
      const { labels } = this.config;
      this.crops = ["square", "card", "wide"].map((name) => element("img", { alt: "", className: `focal-crop focal-${name}` }));
      const captions = [labels.square, labels.card, labels.wide];
      const shown = this.crops.map((crop, number) => element("figure", {}, crop, element("figcaption", { textContent: captions[number] })));
      [this.across, this.down] = [labels.across, labels.down].map((label) => {
        const input = element("input", { type: "range", min: 0, max: 100, aria: { label } });
        input.addEventListener("input", () => this.showFocus());
        input.addEventListener("change", () => this.saveFocus());
        return input;
      });
      this.mover = element("div", { className: "focal-mover", hidden: true }, element("p", { textContent: labels.focal }), this.across, this.down);
      this.focalTold = element("p", { className: "focal-told", role: "status" });
      return element("div", { className: "focal-side" }, element("div", { className: "focal-crops" }, ...shown), this.mover, this.focalTold);
    }

    // The words that stand there already stay with their picture; else the library's are the start.
    choose(image) {
      const { labels } = this.config;
      const isSame = image.uid === this.chosen?.uid && (this.words.alt || this.words.decorative);
      const words = isSame ? this.words : null;
      this.image = image;
      const own = image.alt[this.language] ?? "";
      this.decorative.checked = words ? words.decorative : image.decorative;
      this.alt.disabled = this.decorative.checked;
      this.alt.value = words ? words.alt : own;
      this.caption.value ||= words?.caption ?? "";
      const known = image.decorative ? labels.isDecorative : own || Object.values(image.alt)[0] || labels.missing;
      this.known.replaceChildren(
        `${labels.known} ${known} `,
        element("a", { href: image.change, target: "_blank", textContent: labels.describe }),
      );
      this.whole.src = image.url;
      for (const crop of this.crops) crop.src = image.url;
      this.found.hidden = true;
      this.form.hidden = false;
      this.tell("");
      (this.uses && !this.alt.disabled ? this.alt : this.done).focus();
      this.askFocus();
    }

    async askFocus() {
      const { image } = this;
      this.allowFocus(false);
      const answer = await fetch(image.focal).then((found) => found.json()).catch(() => null);
      if (!answer || this.image !== image) return;
      this.across.value = answer.x;
      this.down.value = answer.y;
      this.showFocus();
      this.allowFocus(answer.may_change);
    }

    allowFocus(may) {
      this.focalTold.textContent = "";
      this.mayFocus = may;
      this.mark.hidden = this.mover.hidden = !may;
      this.whole.parentElement.classList.toggle("focal-fixed", !may);
    }

    press(event) {
      if (!this.mayFocus) return;
      const box = this.whole.getBoundingClientRect();
      this.across.value = (100 * (event.clientX - box.left)) / box.width;
      this.down.value = (100 * (event.clientY - box.top)) / box.height;
      this.showFocus();
      this.saveFocus();
    }

    showFocus() {
      const [left, top] = [`${this.across.value}%`, `${this.down.value}%`];
      Object.assign(this.mark.style, { left, top });
      for (const crop of this.crops) crop.style.objectPosition = `${left} ${top}`;
    }

    async saveFocus() {
      const { labels } = this.config;
      const body = new URLSearchParams({ focal_x: this.across.value, focal_y: this.down.value });
      const saved = await fetch(this.image.focal, { method: "POST", body, headers: { "X-CSRFToken": token() } }).catch(() => null);
      this.focalTold.textContent = saved?.ok ? labels.saved : labels.unsaved;
    }

    put() {
      const isDecorative = this.decorative.checked;
      const alt = isDecorative ? "" : this.alt.value.trim();
      if (this.uses && !alt && !isDecorative) {
        this.tell(this.config.labels.needed);
        this.alt.focus();
        return;
      }
      const chosen = { image: this.image, alt, decorative: isDecorative, caption: this.caption.value.trim() };
      this.root.close();
      this.take(chosen);
    }

    tell(...words) {
      this.told.replaceChildren(...words);
    }
  }

  return { Dialog, element, languageField, languageOf, pastedPictures, picturesAmong, send, token };
})();
