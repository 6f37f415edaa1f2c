// An editor plugin: pictures from the library in a text. They are picked from thumbnails,
// uploaded in the dialog, dropped or pasted into the text; all through the library's own views, with
// their permissions, token and messages. What is stored is <figure data-image="UID">, never an address.
(() => {
  if (!window.CKEDITOR || CKEDITOR.plugins.get("librarypicture")) return;

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // The field with the language of the text that an editor writes: one of its own row, or of the form.
  function languageField(editor) {
    const area = editor.element.$;
    const prefix = area.name.includes("-") ? area.name.replace(/[^-]+$/, "") : "";
    return area.form.elements[`${prefix}language`];
  }

  function languageOf(editor) {
    return languageField(editor)?.value ?? document.querySelector(".text-language")?.dataset.language ?? "";
  }

  // The text looks as readers will see it (knowledgecity/text_css.py), in its own language: that decides
  // about the forms of letters, quotation marks, hyphens, and the browser's spelling check.
  function showAsOnSite(editor) {
    const box = editor.editable();
    box.addClass("text");
    box.getParent().addClass("prose");
    const follow = () => editor.editable()?.setAttribute("lang", languageOf(editor));
    follow();
    languageField(editor)?.addEventListener("change", follow);
  }

  function send(config, file) {
    const body = new FormData();
    body.append("files", file);
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    return fetch(config.upload, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "X-CSRFToken": token },
    })
      .then((answer) => answer.json())
      .then((answer) => answer.results[0] ?? { error: answer.complaint })
      .catch(() => ({ error: config.labels.failed }));
  }

  class Dialog {
    constructor(editor, { files = [], figure = null } = {}) {
      this.editor = editor;
      this.config = editor.config.library;
      this.figure = figure;
      this.page = 1;
      this.build();
      document.body.append(this.root);
      this.root.showModal();
      if (figure) this.edit();
      this.list().then(() => this.upload(files));
    }

    build() {
      const { labels } = this.config;
      this.search = element("input", { type: "search", placeholder: labels.search });
      this.search.setAttribute("aria-label", labels.search);
      this.search.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => { this.page = 1; this.list(); }, 250);
      });
      this.file = element("input", { type: "file", multiple: true, accept: "image/*" });
      this.file.addEventListener("change", () => this.upload(this.file.files));
      this.told = element("p", { className: "picture-told" });
      this.told.setAttribute("role", "status");
      this.grid = element("div", { className: "picture-grid" });
      this.more = element("button", { type: "button", textContent: labels.more, hidden: true });
      this.more.addEventListener("click", () => { this.page += 1; this.list(); });
      this.alt = element("input", { type: "text", maxLength: 300 });
      this.decorative = element("input", { type: "checkbox" });
      this.decorative.addEventListener("change", () => { this.alt.disabled = this.decorative.checked; });
      this.caption = element("input", { type: "text" });
      this.insert = element("button", { type: "submit", textContent: labels.insert, className: "default" });
      const cancel = element("button", { type: "button", textContent: labels.cancel });
      cancel.addEventListener("click", () => this.root.close());
      this.form = element(
        "form",
        { method: "dialog", className: "picture-words", hidden: true },
        element("label", {}, labels.alt, this.alt),
        element("label", { className: "picture-tick" }, this.decorative, ` ${labels.decorative}`),
        element("label", {}, labels.caption, this.caption),
        this.insert,
      );
      this.form.addEventListener("submit", (event) => { event.preventDefault(); this.put(); });
      this.root = element(
        "dialog",
        { className: "picture-dialog" },
        element("h2", { textContent: labels.picture }),
        element("p", { className: "picture-tools" }, this.search, element("label", {}, `${labels.upload} `, this.file)),
        this.told, this.grid, this.more, this.form, cancel,
      );
      this.root.addEventListener("close", () => { this.root.remove(); this.editor.focus(); });
      this.root.addEventListener("dragover", (event) => event.preventDefault());
      this.root.addEventListener("drop", (event) => {
        event.preventDefault();
        this.upload(event.dataTransfer.files);
      });
    }

    async list() {
      const query = new URLSearchParams({ q: this.search.value, page: this.page });
      const answer = await fetch(`${this.config.choose}?${query}`).then((found) => found.json());
      if (this.page === 1) this.grid.replaceChildren();
      this.grid.append(...answer.images.map((image) => this.thumbnail(image)));
      this.told.textContent = this.grid.children.length ? "" : this.config.labels.none;
      this.more.hidden = !answer.more;
    }

    thumbnail(image) {
      const picture = element("img", { src: image.thumbnail, alt: "", width: 96, height: 64 });
      const button = element("button", { type: "button", title: image.title }, picture, element("span", { textContent: image.title }));
      button.addEventListener("click", () => this.choose(image, button));
      return button;
    }

    choose(image, button) {
      this.image = image;
      for (const other of this.grid.children) other.setAttribute("aria-pressed", other === button);
      this.decorative.checked = image.decorative;
      this.alt.disabled = image.decorative;
      this.alt.value = image.alt[languageOf(this.editor)] ?? "";
      this.form.hidden = false;
      this.alt.focus();
    }

    async edit() {
      const uid = this.figure.getAttribute("data-image");
      const answer = await fetch(`${this.config.choose}?uid=${uid}`).then((found) => found.json());
      if (!answer.images.length) return;
      this.choose(answer.images[0], null);
      const shown = this.figure.findOne("img");
      const caption = this.figure.findOne("figcaption");
      this.alt.value = (shown && shown.getAttribute("alt")) || "";
      this.decorative.checked = !this.alt.value;
      this.alt.disabled = this.decorative.checked;
      this.caption.value = caption ? caption.getText().trim() : "";
    }

    async upload(files) {
      for (const file of files) {
        this.told.textContent = this.config.labels.waiting;
        const result = await send(this.config, file);
        this.told.textContent = result.error ? `${result.name || file.name}: ${result.error}` : "";
        if (!result.error) {
          const button = this.thumbnail(result);
          this.grid.prepend(button);
          this.choose(result, button);
        }
      }
      this.file.value = "";
    }

    put() {
      const alt = this.decorative.checked ? "" : this.alt.value.trim();
      if (!alt && !this.decorative.checked) {
        this.told.textContent = this.config.labels.needed;
        this.alt.focus();
        return;
      }
      const figure = element("figure", {}, element("img", { src: this.image.url, alt }));
      figure.setAttribute("data-image", this.image.uid);
      if (this.caption.value.trim()) {
        figure.append(element("figcaption", { textContent: this.caption.value.trim() }));
      }
      this.root.close();
      this.editor.focus();
      this.editor.fire("saveSnapshot");
      if (this.figure) this.figure.remove();
      const made = CKEDITOR.dom.element.createFromHtml(figure.outerHTML, this.editor.document);
      this.editor.insertElement(made);
      this.editor.fire("saveSnapshot");
    }
  }

  // For our other plugin (links.js).
  CKEDITOR.plugins.librarypicture = { languageOf };

  CKEDITOR.plugins.add("librarypicture", {
    // Before the menu that shows these names is made.
    beforeInit(editor) {
      Object.assign(editor.lang.format, editor.config.formatNames);
    },
    init(editor) {
      editor.on("contentDom", () => showAsOnSite(editor));
      const config = editor.config.library;
      if (!config) return;
      editor.addCommand("librarypicture", {
        exec() {
          const start = editor.getSelection()?.getStartElement();
          const figure = start && start.getAscendant("figure", true);
          new Dialog(editor, { figure });
        },
      });
      editor.ui.addButton("LibraryPicture", {
        label: config.labels.picture,
        command: "librarypicture",
        icon: config.icon,
      });
      editor.on("doubleclick", (event) => {
        const figure = event.data.element.getAscendant("figure", true);
        if (figure) new Dialog(editor, { figure });
      });
      // Dropped files arrive as a paste, too.
      editor.on("paste", (event) => {
        const transfer = event.data.dataTransfer;
        const files = [];
        for (let number = 0; number < transfer.getFilesCount(); number += 1) files.push(transfer.getFile(number));
        const pictures = files.filter((file) => file.type.startsWith("image/"));
        if (!pictures.length || event.data.dataValue) return;
        event.cancel();
        new Dialog(editor, { files: pictures });
      }, null, null, 1);
    },
  });
})();
