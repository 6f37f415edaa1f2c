// An editor plugin: pictures from the library in a text, chosen in the dialog of pictures.js, which also opens
// for what is dropped or pasted. What is stored is <figure data-image="UID">, never an address.
(() => {
  if (!window.CKEDITOR || CKEDITOR.plugins.get("librarypicture")) return;

  const { Dialog, element, languageField, languageOf, picturesAmong } = window.libraryPictures;

  // The text looks as readers will see it (knowledgecity/text_css.py), in its own language: that decides
  // about the forms of letters, quotation marks, hyphens, and the browser's spelling check.
  function showAsOnSite(editor) {
    const box = editor.editable();
    box.addClass("text");
    box.getParent().addClass("prose");
    const follow = () => editor.editable()?.setAttribute("lang", languageOf(editor.element.$));
    follow();
    languageField(editor.element.$)?.addEventListener("change", follow);
  }

  // The picture of a figure that stands in the text already, and its words.
  async function read(config, figure, language) {
    const query = new URLSearchParams({ uid: figure.getAttribute("data-image") });
    const { images: [chosen] } = await fetch(`${config.choose}?${query}`).then((found) => found.json());
    if (!chosen) return {};
    const own = figure.findOne("img")?.getAttribute("alt") ?? null;
    const caption = figure.findOne("figcaption")?.getText().trim() ?? "";
    // In a translation it is asked anew, beginning with what the library has in that language.
    const isAsked = own === null || (!own && figure.hasAttribute("data-untranslated"));
    const words = isAsked
      ? { alt: chosen.alt[language] ?? "", decorative: chosen.decorative, caption }
      : { alt: own, decorative: !own, caption };
    return { chosen, words, describes: true };
  }

  async function open(editor, { files = [], figure = null } = {}) {
    const config = editor.config.library;
    const language = languageOf(editor.element.$);
    const known = figure ? await read(config, figure, language).catch(() => ({})) : {};
    new Dialog({
      config,
      uses: "text",
      language,
      files,
      ...known,
      take: (chosen) => put(editor, figure, chosen),
      back: () => editor.focus(),
    });
  }

  function put(editor, former, { image, alt, caption }) {
    const figure = element("figure", {}, element("img", { src: image.url, alt }));
    figure.setAttribute("data-image", image.uid);
    if (caption) figure.append(element("figcaption", { textContent: caption }));
    const made = CKEDITOR.dom.element.createFromHtml(figure.outerHTML, editor.document);
    editor.focus();
    editor.fire("saveSnapshot");
    if (former) made.replace(former);
    else editor.insertElement(made);
    editor.fire("saveSnapshot");
  }

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
          open(editor, { figure });
        },
      });
      editor.ui.addButton("LibraryPicture", {
        label: config.labels.picture,
        command: "librarypicture",
        icon: config.icon,
      });
      editor.on("doubleclick", (event) => {
        const figure = event.data.element.getAscendant("figure", true);
        if (figure) open(editor, { figure });
      });
      // Dropped files arrive as a paste, too.
      editor.on("paste", (event) => {
        const transfer = event.data.dataTransfer;
        const files = [];
        for (let number = 0; number < transfer.getFilesCount(); number += 1) files.push(transfer.getFile(number));
        const pictures = picturesAmong(files);
        if (!pictures.length || event.data.dataValue) return;
        event.cancel();
        open(editor, { files: pictures });
      }, null, null, 1);
    },
  });
})();
