// An editor plugin: what is pasted, dropped, or typed as source. Pictures that the clipboard holds go into the
// library, players of videos become videos, and what a text cannot hold is named instead of vanishing.
(() => {
  if (!window.CKEDITOR || CKEDITOR.plugins.get("sitepaste")) return;

  const { element, openDialog, videoIn, videoHtml } = CKEDITOR.plugins.sitetools;
  const PLAYERS = "iframe, video, audio, object, embed";
  const SCHEMES = ["http:", "https:", "mailto:", "tel:", "ref:"];

  function isRefused(href) {
    if (href.trim().startsWith("//")) return true;
    try {
      return !SCHEMES.includes(new URL(href, document.location).protocol);
    } catch {
      return false;
    }
  }

  // The largest element around this one that holds nothing else.
  function alone(node) {
    let whole = node;
    for (let around = node.parentElement; around && around.tagName !== "BODY"; around = around.parentElement) {
      if (around.matches("figure, li, td, th") || around.children.length > 1 || around.textContent.trim()) break;
      whole = around;
    }
    return whole;
  }

  // Put a block in the place of an element: behind its paragraph, which may not hold one.
  function replaceBy(node, block) {
    const whole = alone(node);
    const paragraph = whole.parentElement.closest("p, h1, h2, h3, h4, h5, h6");
    if (paragraph) {
      paragraph.after(block);
      whole.remove();
    } else whole.replaceWith(block);
  }

  // A piece of HTML on its way into the text: what it needs, and what has to stay outside.
  class Arrival {
    constructor(editor, html) {
      this.editor = editor;
      this.html = html;
      this.left = {};
      // Nothing in it is loaded, nothing runs.
      this.body = new DOMParser().parseFromString(html, "text/html").body;
      this.pictures = [...this.body.querySelectorAll("img")].filter((one) => !one.closest("figure[data-image]"));
      this.isChanged = this.pictures.length > 0;
      this.takePlayers();
      this.takeLinks();
      this.takeForms();
    }

    leave(kind, count = 1) {
      this.left[kind] = (this.left[kind] ?? 0) + count;
    }

    takePlayers() {
      for (const player of this.body.querySelectorAll(PLAYERS)) {
        if (player.parentElement.closest(PLAYERS)) continue;
        const video = player.matches("iframe") && videoIn(this.editor, player.outerHTML);
        this.isChanged = true;
        if (video) {
          const holder = element("div");
          holder.innerHTML = videoHtml(video.address);
          replaceBy(player, holder.firstChild);
          this.hasVideo = true;
        } else {
          this.leave("players");
          player.remove();
        }
      }
    }

    takeLinks() {
      for (const link of this.body.querySelectorAll("a[href]")) {
        if (!isRefused(link.getAttribute("href"))) continue;
        this.isChanged = true;
        this.leave("links");
        link.replaceWith(...link.childNodes);
      }
    }

    takeForms() {
      const forms = [...this.body.querySelectorAll("form")];
      const fields = [...this.body.querySelectorAll("input, select, textarea, button")];
      if (!forms.length && !fields.length) return;
      this.isChanged = true;
      this.leave("forms", forms.length || 1);
      fields.forEach((field) => field.remove());
      forms.forEach((form) => form.replaceWith(...form.childNodes));
    }

    leavePictures(pictures) {
      if (pictures.length) this.leave("pictures", pictures.length);
      pictures.forEach((picture) => picture.remove());
    }

    result() {
      // A paragraph that comes alone would be let in as words of the one around it.
      if (this.hasVideo && this.body.children.length === 1) this.body.append(element("p", {}, element("br")));
      return this.isChanged ? this.body.innerHTML : this.html;
    }

    tell() {
      const words = this.editor.config.tools.paste;
      const kinds = Object.entries(words.kinds).filter(([kind]) => this.left[kind]);
      if (!kinds.length) return;
      const list = kinds.map(([kind, [name]]) => `${name} (${this.left[kind]})`).join(", ");
      const advice = kinds.map(([, [, one]]) => one).join(" ");
      this.editor.showNotification(words.leftOut.replace("%(list)s", list).replace("%(advice)s", advice), "warning");
    }
  }

  function imagesOf(transfer) {
    const files = [];
    for (let number = 0; number < transfer.getFilesCount(); number += 1) files.push(transfer.getFile(number));
    return files.filter((file) => file.type.startsWith("image/"));
  }

  // A picture that stands in the HTML itself, as a file; null if it is not there.
  function fileIn(picture, name) {
    const found = /^data:image\/([a-z]+);base64,(.+)$/is.exec(picture.getAttribute("src") ?? "");
    if (!found) return null;
    try {
      const bytes = Uint8Array.from(atob(found[2].replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
      return new File([bytes], `${name}.${found[1]}`, { type: `image/${found[1]}` });
    } catch {
      return null;
    }
  }

  // The pictures of which there is a file, and the others.
  function sorted(arrival, transfer) {
    const { name } = arrival.editor.config.tools.paste;
    const files = arrival.pictures.map((picture) => fileIn(picture, picture.alt.slice(0, 80).replace(/[\\/]/g, " ").trim() || name));
    const missing = files.filter((file) => !file).length;
    const images = imagesOf(transfer);
    // One file beside the HTML for each picture: they are the pictures.
    if (missing && images.length === missing) {
      files.forEach((file, place) => { files[place] = file ?? images.shift(); });
    }
    const pairs = arrival.pictures.map((picture, place) => ({ picture, file: files[place] }));
    return { held: pairs.filter(({ file }) => file), others: pairs.filter(({ file }) => !file).map(({ picture }) => picture) };
  }

  async function upload(editor, file) {
    const body = new FormData();
    body.append("files", file);
    try {
      const sent = await fetch(editor.config.library.upload, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": window.libraryPictures.token() } });
      const answer = await sent.json();
      return answer.results[0] ?? { error: answer.complaint };
    } catch {
      return { error: editor.config.tools.paste.failed };
    }
  }

  // What one uploaded picture says here: the fields of its alternative text.
  function wordsOf(editor, picture, image, place) {
    const words = editor.config.tools.paste;
    const language = window.libraryPictures.languageOf(editor.element.$);
    const alt = element("input", { type: "text", maxLength: 300, required: true, value: image.alt[language] || picture.alt });
    const decorative = element("input", { type: "checkbox", checked: image.decorative });
    const follow = () => { alt.disabled = decorative.checked; };
    decorative.addEventListener("change", follow);
    follow();
    const shown = element("img", { src: image.thumbnail, alt: "", width: 96, height: 64 });
    const row = element("fieldset", { className: "pasted-picture" }, element("legend", { textContent: `${place + 1}.` }), shown,
      element("label", {}, words.alt, alt), element("label", { className: "picture-tick" }, decorative, ` ${words.decorative}`));
    return { row, read: () => (decorative.checked ? "" : alt.value.trim()) };
  }

  function figureOf(image, alt) {
    const figure = element("figure", {}, element("img", { src: image.url, alt }));
    figure.setAttribute("data-image", image.uid);
    return figure;
  }

  // Uploads the pictures of a pasted text, asks what they say, then lets the text in.
  async function askForPictures(editor, arrival, held) {
    const words = editor.config.tools.paste;
    const rows = element("div");
    const insert = element("button", { type: "submit", className: "default", textContent: words.insert, disabled: true });
    const ready = [];
    let isTaken = false;
    const dialog = openDialog(editor, { title: words.title, content: [rows], buttons: [insert], taken: () => finish(true) });
    const finish = (withPictures) => {
      if (isTaken) return;
      isTaken = true;
      for (const { picture, image, read } of ready.splice(0)) {
        if (withPictures) replaceBy(picture, figureOf(image, read()));
      }
      const inText = [...arrival.body.querySelectorAll("img")].filter((one) => !one.closest("figure[data-image]"));
      arrival.leavePictures(inText);
      dialog.write(() => letIn(editor, arrival));
    };
    dialog.cancel.textContent = words.without;
    dialog.root.addEventListener("close", () => finish(false));
    dialog.told.textContent = words.waiting;
    const failures = [];
    for (const { picture, file } of held) {
      const image = await upload(editor, file);
      if (isTaken) return;
      if (image.error) failures.push(`${file.name}: ${image.error}`);
      else {
        const { row, read } = wordsOf(editor, picture, image, ready.length);
        ready.push({ picture, image, read });
        rows.append(row);
      }
    }
    dialog.told.textContent = failures.join(" ");
    insert.disabled = !ready.length;
    rows.querySelector("input:not([disabled])")?.focus();
  }

  function letIn(editor, arrival) {
    editor.fire("paste", {
      dataValue: arrival.result(),
      type: "html",
      method: "paste",
      dataTransfer: new CKEDITOR.plugins.clipboard.dataTransfer(),
    });
    arrival.tell();
  }

  function onPaste(event) {
    const { editor, data } = event;
    const plain = data.dataTransfer.getData("text/plain") ?? "";
    const html = /^\s*<iframe\b[\s\S]*<\/iframe>\s*$/i.test(plain) ? plain : data.dataValue;
    if (!html) return;
    const arrival = new Arrival(editor, html);
    const { held, others } = sorted(arrival, data.dataTransfer);
    arrival.leavePictures(others);
    if (held.length) {
      event.cancel();
      askForPictures(editor, arrival, held);
      return;
    }
    data.dataValue = arrival.result();
    if (html === plain) data.type = "html";
    arrival.tell();
  }

  CKEDITOR.plugins.add("sitepaste", {
    requires: "sitetools",
    init(editor) {
      if (!editor.config.tools) return;
      // The editor itself takes no files and says so; our plugins take all of them.
      CKEDITOR.plugins.clipboard.addFileMatcher(editor, () => true);
      // Behind the filters for word processors, before the editor's own.
      editor.on("paste", onPaste, null, null, 4);
      // Source that was typed.
      editor.on("setData", (event) => {
        const arrival = new Arrival(editor, event.data.dataValue);
        arrival.leavePictures(arrival.pictures);
        event.data.dataValue = arrival.result();
        arrival.tell();
      }, null, null, 1);
    },
  });
})();
