// Editor plugins: small tools that ask for little. Videos, the language of a part, special characters; and
// the dialog that the others use (notes.js, paste.js). What they offer is said in richtext/tools.py.
(() => {
  if (!window.CKEDITOR || CKEDITOR.plugins.get("sitetools")) return;

  const { element } = window.libraryPictures;
  const PIECES = "p, h2, h3, h4, li, td, th, caption, pre, figcaption";
  let made = 0;

  // A dialog with a title, above the page: ``content`` is what it asks, ``buttons`` stand below it.
  // ``taken(event)`` answers its form; returning false keeps it open.
  function openDialog(editor, { title, content, buttons = [], taken = () => true }) {
    const { labels } = editor.config.tools;
    const ranges = editor.getSelection()?.getRanges() ?? [];
    const told = element("p", { className: "picture-told" });
    told.setAttribute("role", "status");
    const cancel = element("button", { type: "button", textContent: labels.cancel });
    const form = element("form", { className: "picture-words" }, ...content, told,
      element("p", { className: "link-buttons" }, ...buttons, cancel));
    const heading = element("h2", { id: `tool-title-${(made += 1)}`, textContent: title });
    const root = element("dialog", { className: "picture-dialog link-dialog" }, heading, form);
    root.setAttribute("aria-labelledby", heading.id);
    cancel.addEventListener("click", () => root.close());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      taken(event);
    });
    root.addEventListener("close", () => { root.remove(); editor.focus(); });
    document.body.append(root);
    root.showModal();
    // Close it and change the text where the caret was, as one step that can be undone.
    const write = (change) => {
      root.close();
      editor.focus();
      if (ranges.length) editor.getSelection().selectRanges(ranges);
      editor.fire("saveSnapshot");
      change();
      editor.fire("saveSnapshot");
    };
    return { root, told, cancel, write };
  }

  // Change marks that are no part of the text: nothing to undo, nothing to save.
  function mark(editor, change) {
    const isDirty = editor.checkDirty();
    editor.fire("lockSnapshot");
    change(editor.editable().$);
    editor.fire("unlockSnapshot");
    if (!isDirty) editor.resetDirty();
  }

  // --- Videos ------------------------------------------------------------------------------------

  // What an address, or an embed code, shows: { name, address }, else null.
  function videoIn(editor, typed) {
    const words = typed.trim();
    const code = new DOMParser().parseFromString(words, "text/html").querySelector("iframe");
    let address = code ? code.getAttribute("src") ?? "" : words.replace(/^http:/i, "https:");
    if (!code && !/^https:/i.test(address)) address = `https://${address.replace(/^\/\//, "")}`;
    for (const site of editor.config.tools.videos) {
      if (new RegExp(`^(?:${site.address})$`).test(address)) return { name: site.name, address };
      const player = new RegExp(`^${site.player}$`).exec(address);
      if (player) return { name: site.name, address: site.page.replace("{}", player[1]) };
    }
    return null;
  }

  // The paragraph that becomes a card on the site (richtext/videos.py).
  function videoHtml(address, title = "") {
    return element("p", {}, element("a", { href: address, textContent: title.trim() || address })).outerHTML;
  }

  function cardOf(editor) {
    return editor.elementPath()?.block?.$.closest("[data-cke-video]") ?? null;
  }

  function askForVideo(editor) {
    const { labels } = editor.config.tools;
    const card = cardOf(editor);
    const link = card?.querySelector("a");
    const shown = link?.textContent.trim() ?? "";
    const address = element("input", { type: "text", required: true, value: link?.getAttribute("href") ?? card?.textContent.trim() ?? "" });
    const title = element("input", { type: "text", maxLength: 300, value: /^http/.test(shown) ? "" : shown });
    const insert = element("button", { type: "submit", className: "default", textContent: labels.videoInsert });
    const dialog = openDialog(editor, {
      title: labels.video,
      content: [element("label", {}, labels.videoAddress, address), element("label", {}, labels.videoTitle, title)],
      buttons: [insert],
      taken() {
        const video = videoIn(editor, address.value);
        if (!video) {
          dialog.told.textContent = labels.videoRefused;
          address.focus();
          return;
        }
        dialog.write(() => putVideo(editor, card, videoHtml(video.address, title.value)));
      },
    });
    address.focus();
  }

  function putVideo(editor, card, html) {
    const video = CKEDITOR.dom.element.createFromHtml(html, editor.document);
    const link = video.getFirst();
    link.data("cke-saved-href", link.getAttribute("href"));
    if (card) video.replace(new CKEDITOR.dom.element(card));
    else editor.insertElement(video);
    // Writing goes on behind it.
    let next = video.getNext((node) => node.type === CKEDITOR.NODE_ELEMENT);
    if (!next) {
      next = new CKEDITOR.dom.element("p", editor.document);
      next.appendBogus();
      next.insertAfter(video);
    }
    const range = editor.createRange();
    range.moveToElementEditStart(next);
    range.select();
    showCards(editor);
  }

  function aloneIn(paragraph) {
    const { children } = paragraph;
    if (children.length === 1 && children[0].matches("a[href]") && !children[0].children.length) {
      return children[0].textContent.trim() === paragraph.textContent.trim() ? children[0].getAttribute("href") : "";
    }
    return [...children].every((child) => child.matches("br:last-child")) ? paragraph.textContent.trim() : "";
  }

  // Show a paragraph that becomes a card as one; the attribute is left out of what is saved.
  function showCards(editor) {
    if (editor.mode !== "wysiwyg" || !editor.editable()) return;
    const { labels, videos } = editor.config.tools;
    mark(editor, (root) => {
      for (const paragraph of root.querySelectorAll("p")) {
        const address = aloneIn(paragraph);
        const site = address.startsWith("https:") && videos.find((one) => new RegExp(`^(?:${one.address})$`).test(address));
        if (site) paragraph.dataset.ckeVideo = labels.videoOn.replace("%(site)s", site.name);
        else if (paragraph.dataset.ckeVideo) delete paragraph.dataset.ckeVideo;
      }
    });
  }

  // --- The language of a part --------------------------------------------------------------------

  // What is selected, as the browser's own kind of range. The browser itself may have lost it to the menu.
  function rangeIn(editor) {
    const [selected] = editor.getSelection()?.getRanges() ?? [];
    if (!selected) return null;
    const range = document.createRange();
    range.setStart(selected.startContainer.$, selected.startOffset);
    range.setEnd(selected.endContainer.$, selected.endOffset);
    return range;
  }

  // The part of a piece of the text that is selected, as a range; null if nothing is.
  function shared(range, piece) {
    const part = document.createRange();
    part.selectNodeContents(piece);
    if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
    return part.toString().trim() ? part : null;
  }

  function piecesIn(editor, range) {
    const pieces = [...editor.editable().$.querySelectorAll(PIECES)].filter((piece) => !piece.querySelector(PIECES));
    if (range.collapsed) return pieces.filter((piece) => piece.contains(range.startContainer));
    return pieces.filter((piece) => range.intersectsNode(piece) && shared(range, piece));
  }

  function setLanguage(editor, code) {
    const range = rangeIn(editor);
    if (!range) return;
    const pieces = piecesIn(editor, range);
    const here = range.startContainer.parentElement?.closest(".cke_editable span[lang]");
    if (range.collapsed && here) pieces.splice(0, pieces.length, here);
    const words = (part) => part.toString().replace(/\s+/g, " ").trim();
    const isPart = !range.collapsed && pieces.length === 1 && words(range) !== words(pieces[0].textContent);
    dropLanguages(editor, range, pieces, isPart);
    if (!code) return;
    if (isPart) editor.applyStyle(new CKEDITOR.style({ element: "span", attributes: { lang: code } }));
    else pieces.forEach((piece) => piece.setAttribute("lang", code));
  }

  // Take the language of every selected part back, of what surrounds them only if nothing new is set in it.
  function dropLanguages(editor, range, pieces, isPart) {
    const old = [...editor.editable().$.querySelectorAll("[lang]")].filter((marked) => (
      isPart
        ? range.intersectsNode(marked) && !pieces.includes(marked)
        : pieces.some((piece) => piece.contains(marked))
    ));
    if (!old.length) return;
    const bookmarks = editor.getSelection().createBookmarks();
    for (const marked of old) {
      marked.removeAttribute("lang");
      if (marked.matches("span") && !pieces.includes(marked)) marked.replaceWith(...marked.childNodes);
    }
    editor.getSelection().selectBookmarks(bookmarks);
  }

  function addLanguages(editor) {
    const { labels, languages } = editor.config.tools;
    editor.ui.addRichCombo("PartLanguage", {
      label: labels.language,
      title: labels.language,
      toolbar: "styles,30",
      panel: {
        css: [CKEDITOR.skin.getPath("editor")].concat(editor.config.contentsCss),
        multiSelect: false,
        attributes: { "aria-label": labels.language },
      },
      init() {
        this.startGroup(labels.language);
        this.add("none", labels.languageRemove, labels.languageRemove);
        for (const [code, name] of languages) this.add(code, name, name);
      },
      onClick(code) {
        editor.focus();
        editor.fire("saveSnapshot");
        setLanguage(editor, code === "none" ? "" : code);
        editor.fire("saveSnapshot");
      },
      onRender() {
        editor.on("selectionChange", ({ data }) => {
          const marked = data.path.elements.find((one) => one.hasAttribute("lang") && !one.equals(editor.editable()));
          const code = marked?.getAttribute("lang") ?? "";
          this.setValue(code, languages.find(([one]) => one === code)?.[1] ?? code);
        });
      },
    });
  }

  // --- Special characters ------------------------------------------------------------------------

  function askForCharacter(editor) {
    const { labels, characters } = editor.config.tools;
    const grid = element("div", { className: "character-grid" });
    const dialog = openDialog(editor, { title: labels.character, content: [grid] });
    grid.append(...characters.map(([sign, name]) => {
      const shown = element("span", { className: "character-sign", textContent: sign === "\u00a0" ? "␣" : sign });
      shown.setAttribute("aria-hidden", "true");
      const button = element("button", { type: "button" }, shown, element("span", { textContent: name }));
      button.addEventListener("click", () => dialog.write(() => editor.insertText(sign)));
      return button;
    }));
    grid.firstChild.focus();
  }

  // For our other plugins.
  CKEDITOR.plugins.sitetools = { element, openDialog, videoIn, videoHtml };

  CKEDITOR.plugins.add("sitetools", {
    requires: "richcombo",
    beforeInit(editor) {
      if (editor.config.tools) editor.lang.blockquote.toolbar = editor.config.tools.labels.quotation;
    },
    init(editor) {
      const config = editor.config.tools;
      if (!config) return;
      const { labels, icons } = config;
      editor.addCommand("sitevideo", { exec: () => askForVideo(editor) });
      editor.ui.addButton("SiteVideo", { label: labels.video, command: "sitevideo", icon: icons.video });
      editor.addCommand("sitecharacter", { exec: () => askForCharacter(editor) });
      editor.ui.addButton("SiteCharacter", { label: labels.character, command: "sitecharacter", icon: icons.character });
      addLanguages(editor);
      // Before the dialog for links.
      editor.on("doubleclick", (event) => {
        if (!event.data.element.$.closest("[data-cke-video]")) return;
        event.cancel();
        askForVideo(editor);
      }, null, null, 40);
      for (const name of ["contentDom", "afterSetData", "change"]) editor.on(name, () => showCards(editor));
    },
  });
})();
