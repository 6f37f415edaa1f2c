// An editor plugin: links. One dialog finds what is on this site, by its title or address, and takes web
// addresses, mail addresses and telephone numbers; documents can be uploaded in it or dropped into the text.
// A link to something of this site is stored as ref:UID. What such links lead to is asked for and shown in
// the text, in attributes that the editor itself leaves out of what is saved.
(() => {
  if (!window.CKEDITOR || CKEDITOR.plugins.get("sitelinks")) return;

  const { element } = window.libraryPictures;
  const languageOf = (editor) => window.libraryPictures.languageOf(editor.element.$);
  const MOST_UIDS = 50;
  let made = 0;

  function ask(editor, query) {
    const asked = new URLSearchParams([...query, ["language", languageOf(editor)]]);
    return fetch(`${editor.config.links.find}?${asked}`, { headers: { Accept: "application/json" } })
      .then((answer) => answer.json());
  }

  // What typed words are if they are an address: { href, label, sure }, else null.
  // It is sure if nobody would type this to find something.
  function addressIn(typed, labels) {
    const words = typed.trim();
    const mail = words.replace(/^mailto:/i, "");
    if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(mail)) return { href: `mailto:${mail}`, label: labels.mail, sure: true };
    if (/^https?:\/\/[^\s/]+\S*$/i.test(words)) return { href: words, label: labels.web, sure: true };
    if (/^#\S+$/.test(words)) return { href: words, label: labels.place, sure: true };
    if (/^[\p{L}\d-]+(\.[\p{L}\d-]+)*\.\p{L}{2,}(:\d+)?([/?#]\S*)?$/u.test(words)) {
      return { href: `https://${words}`, label: labels.web, sure: words.startsWith("www.") };
    }
    const number = words.replace(/^tel:/i, "");
    const digits = number.replace(/\D/g, "");
    if (/^\+?[\d\s()/.-]+$/.test(number) && digits.length >= 5) {
      return { href: `tel:${number.startsWith("+") ? "+" : ""}${digits}`, label: labels.telephone, sure: number.startsWith("+") };
    }
    return null;
  }

  function hrefOf(link) {
    return link.data("cke-saved-href") || link.getAttribute("href") || "";
  }

  function uidOf(href) {
    return /^ref:([0-9a-f-]{36})(?:#|$)/.exec(href)?.[1] ?? null;
  }

  class Dialog {
    constructor(editor, { kind = "", link = CKEDITOR.plugins.link.getSelectedLink(editor), files = [] } = {}) {
      this.editor = editor;
      this.config = editor.config.links;
      this.kind = kind;
      this.link = link;
      this.chosen = null;
      this.turn = 0;
      this.ranges = editor.getSelection()?.getRanges() ?? [];
      this.needsWords = link ? !link.getElementsByTag("*").count() : this.ranges.every((range) => range.collapsed);
      this.build();
      document.body.append(this.root);
      this.root.showModal();
      if (link) this.edit();
      this.field.focus();
      if (files.length) this.offer(files);
      // Of an existing link, what it leads to is shown first.
      else if (!link || kind) this.list();
    }

    build() {
      const { labels } = this.config;
      const id = `site-links-${(made += 1)}`;
      this.field = element("input", {
        type: "text", autocomplete: "off", maxLength: 500, role: "combobox",
        aria: { expanded: "false", controls: id, autocomplete: "list" },
      });
      this.field.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.list(), 250);
      });
      this.field.addEventListener("keydown", (event) => this.press(event));
      this.options = element("ul", { id, className: "link-options", role: "listbox", aria: { label: labels.found } });
      this.told = element("p", { className: "picture-told", role: "status" });
      this.target = element("p", { className: "link-target", hidden: true });
      this.words = element("input", { type: "text", value: this.link ? this.link.getText() : "" });
      this.insert = element("button", { type: "submit", className: "default", textContent: this.link ? labels.change : labels.insert, disabled: true });
      this.remove = element("button", { type: "button", textContent: labels.remove, hidden: !this.link });
      this.remove.addEventListener("click", () => this.write(() => this.unlink()));
      const cancel = element("button", { type: "button", textContent: labels.cancel });
      cancel.addEventListener("click", () => this.root.close());
      this.form = element(
        "form", { className: "picture-words" }, this.target,
        element("label", { hidden: !this.needsWords }, labels.words, this.words),
        element("p", { className: "link-buttons" }, this.insert, this.remove, cancel),
      );
      this.form.addEventListener("submit", (event) => { event.preventDefault(); this.put(); });
      this.root = element(
        "dialog", { className: "picture-dialog link-dialog", aria: { labelledby: `${id}-title` } },
        element("h2", { id: `${id}-title`, textContent: this.kind ? labels.document : labels.link }),
        element("label", { className: "link-field" }, this.kind ? labels.documents : labels.field, this.field),
        this.told, this.options, this.uploader(), this.form,
      );
      this.root.addEventListener("close", () => { this.root.remove(); this.editor.focus(); });
      this.root.addEventListener("dragover", (event) => event.preventDefault());
      this.root.addEventListener("drop", (event) => {
        event.preventDefault();
        if (event.dataTransfer.files.length) this.offer(event.dataTransfer.files);
      });
    }

    // The part of the dialog that uploads a document: the file first, then its title and language.
    uploader() {
      const { labels, languages } = this.config;
      this.file = element("input", { type: "file", accept: this.config.accept });
      this.file.addEventListener("change", () => { if (this.file.files.length) this.offer(this.file.files); });
      this.title = element("input", { type: "text", maxLength: 300, required: true });
      this.language = element(
        "select", {}, element("option", { value: "", textContent: labels.unknown }),
        ...languages.map(([value, textContent]) => element("option", { value, textContent })),
      );
      this.upload = element("form", { className: "picture-words link-upload", hidden: true },
        element("label", {}, labels.title, this.title),
        element("label", {}, labels.language, this.language),
        element("button", { type: "submit", textContent: labels.upload }),
      );
      this.upload.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
      return element("div", { hidden: !this.kind }, element("p", {}, element("label", {}, `${labels.choose} `, this.file)), this.upload);
    }

    async list() {
      const { labels } = this.config;
      const typed = this.field.value.trim();
      const turn = (this.turn += 1);
      let answer;
      try {
        answer = await ask(this.editor, [["q", typed], ["kind", this.kind]]);
      } catch {
        if (turn === this.turn) this.told.textContent = labels.failed;
        return;
      }
      // What was typed meanwhile has its own answer.
      if (turn !== this.turn) return;
      this.listed = typed;
      const address = answer.is_own && answer.targets.length ? null : addressIn(typed, labels);
      const offered = address && { href: address.href, title: address.href, about: address.label, complaint: "" };
      const targets = address?.sure ? [offered, ...answer.targets] : [...answer.targets, ...(offered ? [offered] : [])];
      this.show(this.kind ? answer.targets : targets, targets.length ? "" : labels.none);
    }

    show(targets, told) {
      this.targets = targets;
      this.told.textContent = told;
      this.options.replaceChildren(...targets.map((target, place) => this.option(target, place)));
      this.field.setAttribute("aria-expanded", String(targets.length > 0));
      this.activate(targets.length && this.field.value.trim() ? 0 : -1);
    }

    option(target, place) {
      const option = element("li", { id: `${this.options.id}-${place}`, role: "option" },
        element("span", { className: "link-title", textContent: target.title }),
        element("span", { className: "link-about", textContent: target.about }),
      );
      // Before the field loses the focus.
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => this.choose(target));
      return option;
    }

    activate(place) {
      this.active = place;
      [...this.options.children].forEach((option, number) => option.setAttribute("aria-selected", number === place));
      const option = this.options.children[place];
      if (option) this.field.setAttribute("aria-activedescendant", option.id);
      else this.field.removeAttribute("aria-activedescendant");
      option?.scrollIntoView({ block: "nearest" });
    }

    press(event) {
      const most = this.options.children.length;
      if (event.key === "ArrowDown" && most) this.activate((this.active + 1) % most);
      else if (event.key === "ArrowUp" && most) this.activate((Math.max(this.active, 0) + most - 1) % most);
      else if (event.key === "Enter") this.take();
      else return;
      event.preventDefault();
    }

    // Enter: an answer that is still awaited comes first.
    async take() {
      clearTimeout(this.timer);
      const typed = this.field.value.trim();
      if (this.listed !== typed) await this.list();
      if (this.listed === typed && this.targets[this.active]) this.choose(this.targets[this.active]);
    }

    choose(target) {
      this.chosen = target;
      this.tell(target);
      this.insert.disabled = false;
      if (this.needsWords && !this.words.value.trim()) this.words.value = target.title.replace(/^(mailto|tel):/, "");
      (this.needsWords ? this.words : this.insert).focus();
      if (this.needsWords) this.words.select();
    }

    // Say what the link leads to, and what is wrong with that.
    tell(target) {
      this.target.hidden = false;
      this.target.replaceChildren(
        `${this.config.labels.leads} `, element("strong", { textContent: target.title || "–" }),
        target.about ? ` (${target.about})` : "",
      );
      if (target.complaint) this.target.append(element("span", { className: "link-complaint", textContent: target.complaint }));
    }

    async edit() {
      const href = hrefOf(this.link);
      const uid = uidOf(href);
      if (!uid) {
        if (!this.kind) this.field.value = href.replace(/^(mailto|tel):/, "");
        this.chosen = { href, title: href, about: "", complaint: "" };
      } else {
        const { targets: [target] } = await ask(this.editor, [["uid", uid]]).catch(() => ({ targets: [] }));
        if (!target || this.chosen) return;
        this.chosen = { ...target, href };
      }
      this.tell(this.chosen);
      this.insert.disabled = false;
    }

    // Ask for the title and the language of a file, before it is uploaded.
    offer(files) {
      const file = (this.offered = files[0]);
      // A list that is still awaited would take its place.
      clearTimeout(this.timer);
      this.turn += 1;
      this.upload.parentElement.hidden = false;
      this.upload.hidden = false;
      this.title.value = file.name.replace(/\.[^.]+$/, "").replaceAll("_", " ");
      this.language.value = languageOf(this.editor);
      this.show([], files.length > 1 ? `${file.name}: ${this.config.labels.one}` : file.name);
      this.title.focus();
      this.title.select();
    }

    async send() {
      const { labels } = this.config;
      const body = new FormData();
      body.append("file", this.offered);
      body.append("title", this.title.value);
      body.append("language", this.language.value);
      body.append("text_language", languageOf(this.editor));
      this.told.textContent = labels.waiting;
      try {
        const sent = await fetch(this.config.upload, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": window.libraryPictures.token() } });
        const answer = await sent.json();
        if (answer.error) {
          this.told.textContent = `${this.offered.name}: ${answer.error}`;
          return;
        }
        const { targets } = await ask(this.editor, [["uid", answer.uid]]);
        this.upload.hidden = true;
        this.file.value = "";
        this.field.value = "";
        this.show(targets, answer.existing ? labels.existing : "");
        if (answer.existing) this.field.focus();
        else this.choose(targets[0]);
        this.activate(0);
      } catch {
        this.told.textContent = labels.failed;
      }
    }

    put() {
      const words = this.words.value.trim() || this.chosen.title;
      this.write(() => {
        if (this.link) this.change(words);
        else if (this.needsWords) this.type(words);
        else this.wrap();
      });
    }

    // Close the dialog and change the text, as one step that can be undone.
    write(change) {
      this.root.close();
      this.editor.focus();
      if (this.ranges.length) this.editor.getSelection().selectRanges(this.ranges);
      this.editor.fire("saveSnapshot");
      change();
      this.editor.fire("saveSnapshot");
      mark(this.editor);
    }

    attributes() {
      return { href: this.chosen.href, "data-cke-saved-href": this.chosen.href };
    }

    change(words) {
      this.link.setAttributes(this.attributes());
      if (this.needsWords && words !== this.link.getText()) this.link.setText(words);
    }

    unlink() {
      this.editor.getSelection().selectElement(this.link);
      this.editor.execCommand("unlink");
    }

    type(words) {
      const link = new CKEDITOR.dom.element("a", this.editor.document);
      link.setAttributes(this.attributes());
      link.setText(words);
      this.editor.insertElement(link);
    }

    wrap() {
      const style = new CKEDITOR.style({ element: "a", attributes: this.attributes() });
      style.type = CKEDITOR.STYLE_INLINE;
      for (const range of this.ranges) {
        // No link stands in another.
        for (const link of range._find("a")) link.remove(true);
        style.applyToRange(range, this.editor);
      }
      this.editor.getSelection().selectRanges(this.ranges);
    }
  }

  // What the links of a text lead to, by uid, as long as the page is open.
  const known = new Map();

  // Show on each link to something of this site what it leads to, and whether readers can follow it.
  async function mark(editor) {
    const links = () => [...(editor.editable()?.$.querySelectorAll("a[href^='ref:']") ?? [])];
    const uid = (link) => uidOf(link.getAttribute("href"));
    const unknown = [...new Set(links().map(uid))].filter((one) => one && !known.has(one));
    for (let start = 0; start < unknown.length; start += MOST_UIDS) {
      const some = unknown.slice(start, start + MOST_UIDS);
      const { targets } = await ask(editor, some.map((one) => ["uid", one])).catch(() => ({ targets: [] }));
      targets.forEach((target) => known.set(uidOf(target.href), target));
    }
    // The marks are no change of the text: nothing to undo, nothing to save.
    const isDirty = editor.checkDirty();
    editor.fire("lockSnapshot");
    for (const link of links()) {
      const target = known.get(uid(link));
      if (!target) continue;
      link.title = [target.title, target.about, target.complaint].filter(Boolean).join(" · ");
      if (target.complaint) link.dataset.ckeBroken = target.title ? "hidden" : "gone";
      else delete link.dataset.ckeBroken;
    }
    editor.fire("unlockSnapshot");
    if (!isDirty) editor.resetDirty();
  }

  CKEDITOR.plugins.add("sitelinks", {
    requires: "link",
    init(editor) {
      const config = editor.config.links;
      if (!config) return;
      // In place of the editor's own dialog, whichever way leads there: button, keys, menu.
      editor.addCommand("link", {
        allowedContent: "a[!href]",
        requiredContent: "a[href]",
        exec: () => new Dialog(editor),
      });
      editor.on("doubleclick", (event) => {
        const link = event.data.element.getAscendant("a", true);
        if (!link || !link.getAttribute("href")) return;
        delete event.data.dialog;
        new Dialog(editor, { link });
      }, null, null, 50);
      editor.addCommand("sitedocument", { exec: () => new Dialog(editor, { kind: "document" }) });
      editor.ui.addButton("SiteDocument", { label: config.labels.document, command: "sitedocument", icon: config.icon });
      // Dropped files arrive as a paste, too.
      editor.on("paste", (event) => {
        const transfer = event.data.dataTransfer;
        const files = [];
        for (let number = 0; number < transfer.getFilesCount(); number += 1) files.push(transfer.getFile(number));
        const documents = files.filter((file) => !file.type.startsWith("image/"));
        if (!documents.length || event.data.dataValue) return;
        event.cancel();
        new Dialog(editor, { kind: "document", files: documents });
      }, null, null, 1);
      for (const name of ["contentDom", "afterSetData", "afterPaste"]) editor.on(name, () => mark(editor));
    },
    afterInit(editor) {
      // The name of what a link leads to is for whoever writes; the other marks begin with data-cke-.
      editor.dataProcessor.htmlFilter.addRules({ elements: { a(link) { delete link.attributes.title; } } });
    },
  });
})();
