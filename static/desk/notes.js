// An editor plugin: footnotes. A reference in the text leads to its note in the list at the end, and back; both
// are numbered at once as richtext/notes.py numbers them when they are saved.
(() => {
  if (!window.CKEDITOR || CKEDITOR.plugins.get("sitenotes")) return;

  const { element, openDialog } = CKEDITOR.plugins.sitetools;

  function keyOf(link) {
    return /^#note-([a-z0-9]{6})$/.exec(link.getAttribute("href") ?? "")?.[1] ?? null;
  }

  function notesIn(root) {
    return [...root.querySelectorAll("li[id^='note-']")];
  }

  // The reference that something in the text belongs to, if to any.
  function referenceOf(node) {
    const link = node?.closest("a[href^='#note-']");
    return link && keyOf(link) ? link : null;
  }

  function newKey() {
    const signs = "abcdefghijklmnopqrstuvwxyz0123456789";
    return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => signs[byte % signs.length]).join("");
  }

  function linkTo(address, properties = {}) {
    const link = element("a", properties);
    link.setAttribute("href", address);
    link.dataset.ckeSavedHref = address;
    return link;
  }

  function noteItem(key, words) {
    const item = element("li", { id: `note-${key}` }, `${words} `, linkTo(`#ref-${key}`, { textContent: "↩" }));
    return item;
  }

  // Numbers the references and puts their notes in order. ``gone`` keeps the notes of references that were taken
  // out: one that is cut and put elsewhere gets its note again.
  function number(editor, gone) {
    const root = editor.editable().$;
    const numbers = new Map();
    const notes = new Map(notesIn(root).map((item) => [item.id.slice("note-".length), item]));
    if (!notes.size && !root.querySelector("a[href^='#note-']")) return;
    for (const link of root.querySelectorAll("a[href^='#note-']")) {
      const key = keyOf(link);
      if (!key || (!notes.has(key) && !gone.has(key))) continue;
      if (!notes.has(key)) notes.set(key, gone.get(key));
      if (numbers.has(key)) link.removeAttribute("id");
      else {
        numbers.set(key, String(numbers.size + 1));
        if (link.id !== `ref-${key}`) link.id = `ref-${key}`;
      }
      if (link.textContent !== numbers.get(key)) link.textContent = numbers.get(key);
    }
    for (const [key, item] of notes) {
      if (numbers.has(key)) continue;
      gone.set(key, item);
      const list = item.parentElement;
      item.remove();
      if (list && !list.children.length) list.remove();
    }
    arrange(root, [...numbers.keys()].map((key) => notes.get(key)));
  }

  // Puts the notes into one list at the end, unless they stand there already.
  function arrange(root, items) {
    if (!items.length) return;
    const last = root.lastElementChild;
    const isThere = last?.matches("ol") && last.children.length === items.length && items.every((item, place) => last.children[place] === item);
    if (isThere) return;
    const list = element("ol");
    for (const item of items) {
      const before = item.parentElement;
      list.append(item);
      if (before && !before.children.length) before.remove();
    }
    root.append(list);
  }

  function select(editor, node) {
    const range = editor.createRange();
    range.moveToElementEditStart(new CKEDITOR.dom.element(node));
    range.select();
    node.scrollIntoView({ block: "nearest" });
  }

  function goToNote(editor, reference) {
    const item = editor.editable().$.querySelector(`#note-${keyOf(reference)}`);
    if (item) select(editor, item);
  }

  // Behind the reference of a note.
  function goBack(editor, item) {
    const reference = editor.editable().$.querySelector(`a[href='#${item.id}']`);
    if (!reference) return;
    const range = editor.createRange();
    range.moveToPosition(new CKEDITOR.dom.element(reference.closest("sup") ?? reference), CKEDITOR.POSITION_AFTER_END);
    range.select();
    reference.scrollIntoView({ block: "nearest" });
  }

  function ask(editor) {
    const { labels } = editor.config.tools;
    const text = element("textarea", { required: true, rows: 4, maxLength: 2000 });
    const insert = element("button", { type: "submit", className: "default", textContent: labels.noteInsert });
    const dialog = openDialog(editor, {
      title: labels.note,
      content: [element("label", {}, labels.noteText, text)],
      buttons: [insert],
      taken() {
        const words = text.value.replace(/\s+/g, " ").trim();
        if (words) dialog.write(() => put(editor, words));
      },
    });
    text.focus();
  }

  function put(editor, words) {
    const key = newKey();
    // Behind what is selected, which stays.
    const range = editor.getSelection().getRanges()[0];
    range.collapse();
    range.select();
    const reference = element("sup", {}, linkTo(`#note-${key}`, { id: `ref-${key}`, textContent: "1" }));
    editor.insertElement(CKEDITOR.dom.element.createFromHtml(reference.outerHTML, editor.document));
    const note = noteItem(key, words);
    const root = editor.editable().$;
    const last = notesIn(root).at(-1);
    if (last) last.after(note);
    else root.append(element("ol", {}, note));
    number(editor, new Map());
    goBack(editor, note);
  }

  CKEDITOR.plugins.add("sitenotes", {
    requires: "sitetools",
    init(editor) {
      if (!editor.config.tools) return;
      const { labels, icons } = editor.config.tools;
      const gone = new Map();
      const here = () => editor.getSelection()?.getStartElement()?.$;
      editor.addCommand("sitenote", {
        exec() {
          const reference = referenceOf(here());
          const note = here()?.closest("li[id^='note-']");
          if (reference) goToNote(editor, reference);
          else if (note) goBack(editor, note);
          else ask(editor);
        },
      });
      editor.ui.addButton("SiteNote", { label: labels.note, command: "sitenote", icon: icons.note });
      // Before the dialog for links.
      editor.on("doubleclick", (event) => {
        const reference = referenceOf(event.data.element.$);
        if (!reference) return;
        event.cancel();
        goToNote(editor, reference);
      }, null, null, 40);
      // A note is one item: Enter leads back to the text.
      editor.on("key", (event) => {
        const note = event.data.keyCode === 13 && here()?.closest("li[id^='note-']");
        if (!note) return;
        event.cancel();
        goBack(editor, note);
      });
      editor.on("change", () => {
        if (editor.mode !== "wysiwyg") return;
        editor.fire("lockSnapshot");
        number(editor, gone);
        editor.fire("unlockSnapshot");
      });
    },
  });
})();
