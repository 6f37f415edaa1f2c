// The field for a picture: it shows the chosen one, and opens the dialog for pictures (pictures.js). What is
// sent is the number of the picture. lead_image has its words in two fields of the same form.
(() => {
  const { Dialog, element, languageOf, pastedPictures } = window.libraryPictures;

  class Chooser {
    constructor(root) {
      this.root = root;
      this.config = JSON.parse(root.dataset.config);
      this.image = JSON.parse(root.dataset.chosen);
      this.input = root.querySelector("input");
      this.card = root.querySelector(".image-chooser-card");
      [this.pick, this.describe, this.remove] = root.querySelectorAll("button");
      this.alt = this.input.form.elements[`${this.input.name}_alt`];
      this.decorative = this.input.form.elements[`${this.input.name}_decorative`];
      this.prepare();
      this.listen();
      this.show();
    }

    prepare() {
      const [label] = this.input.labels;
      this.root.role = "group";
      this.root.ariaLabel = label?.textContent.replace(/:\s*$/, "") ?? "";
      label?.addEventListener("click", () => this.pick.focus());
      this.root.querySelector(".image-chooser-plain").hidden = true;
      this.root.querySelector(".image-chooser-buttons").hidden = false;
    }

    listen() {
      this.pick.addEventListener("click", () => this.open(this.pick));
      this.describe.addEventListener("click", () => this.open(this.describe, { describes: true }));
      this.remove.addEventListener("click", () => { this.set(null); this.pick.focus(); });
      for (const field of [this.alt, this.decorative]) field?.addEventListener("input", () => this.show());
      this.root.addEventListener("dragover", (event) => {
        event.preventDefault();
        this.root.classList.add("image-chooser-over");
      });
      this.root.addEventListener("dragleave", () => this.root.classList.remove("image-chooser-over"));
      this.root.addEventListener("drop", (event) => {
        event.preventDefault();
        this.root.classList.remove("image-chooser-over");
        if (event.dataTransfer.files.length) this.open(this.pick, { files: event.dataTransfer.files });
      });
      // What is pasted while a button has the focus goes to the document.
      document.addEventListener("paste", (event) => {
        const files = pastedPictures(event);
        if (!files.length || !this.root.contains(document.activeElement)) return;
        event.preventDefault();
        this.open(this.pick, { files });
      });
    }

    get language() {
      return languageOf(this.input) || document.documentElement.lang;
    }

    open(button, options = {}) {
      const words = { alt: this.alt?.value, decorative: this.decorative?.checked };
      new Dialog({
        config: this.config,
        uses: this.alt ? "words" : "",
        language: this.language,
        chosen: this.image,
        words,
        take: (chosen) => this.take(chosen),
        back: () => (button.hidden ? this.pick : button).focus(),
        ...options,
      });
    }

    take({ image, alt, decorative }) {
      if (this.alt) {
        this.alt.value = alt;
        this.decorative.checked = decorative;
      }
      this.set(image);
    }

    set(image) {
      this.image = image;
      this.input.value = image?.id ?? "";
      this.show();
      for (const kind of ["input", "change"]) this.input.dispatchEvent(new Event(kind, { bubbles: true }));
    }

    show() {
      const { image, config: { labels } } = this;
      this.pick.textContent = image ? this.pick.dataset.other : this.pick.dataset.first;
      this.describe.hidden = this.remove.hidden = !image;
      this.card.replaceChildren();
      if (!image) return;
      const known = image.alt[this.language] || Object.values(image.alt)[0];
      const isDecorative = this.alt ? this.decorative.checked : image.decorative;
      const alt = isDecorative ? labels.isDecorative : (this.alt ? this.alt.value : known) || labels.missing;
      this.card.append(
        element("img", { src: image.thumbnail, alt: "" }),
        element("div", {}, element("strong", { textContent: image.title }), element("p", { textContent: alt })),
      );
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    for (const root of document.querySelectorAll(".image-chooser")) new Chooser(root);
  });
})();
