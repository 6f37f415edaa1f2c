// A translation beside its original. What is copied from it is marked until somebody types in it or says
// that it stays as it is; the original stands beside the text, paragraph by paragraph.
(() => {
  const MARK = "data-untranslated";
  const PIECES = "p, h2, h3, h4, li, td, th, caption, pre, figure";

  function piecesOf(root) {
    return [...root.querySelectorAll(PIECES)].filter((piece) => !piece.querySelector("p"));
  }

  // Puts the original beside the editor, and shows which piece of it the caret is in.
  function putBeside(editor, original) {
    const pair = document.createElement("div");
    pair.className = "original-pair";
    editor.container.$.before(pair);
    pair.append(editor.container.$, original);
    const pieces = piecesOf(original.querySelector(".text"));
    editor.on("selectionChange", ({ data }) => {
      const here = data.path.elements.map(({ $ }) => $).find((node) => node.matches?.(PIECES));
      const place = here ? piecesOf(editor.editable().$).indexOf(here) : -1;
      pieces.forEach((piece, number) => piece.classList.toggle("original-here", number === place));
      if (place >= 0) pieces[place]?.scrollIntoView({ block: "nearest" });
    });
  }

  // The marked pieces that the selection touches.
  function chosen(editor) {
    const selection = document.getSelection();
    return [...editor.editable().$.querySelectorAll(`[${MARK}]`)].filter((piece) => selection.containsNode(piece, true));
  }

  function unmark(editor, pieces) {
    if (!pieces.length) return;
    editor.fire("saveSnapshot");
    for (const piece of pieces) piece.removeAttribute(MARK);
    editor.fire("saveSnapshot");
    editor.fire("change");
  }

  CKEDITOR.plugins.add("translation", {
    init(editor) {
      const original = document.querySelector(`.original[data-field="${editor.element.getId()}"]`);
      if (!original) return;
      editor.addCommand("astranslated", { exec: () => unmark(editor, chosen(editor)) });
      editor.ui.addButton("AsTranslated", {
        label: original.dataset.stays,
        command: "astranslated",
        icon: original.dataset.icon,
      });
      editor.on("contentDom", () => {
        // Three clicks choose a piece, and not the beginning of the next one, which typing would join to it.
        editor.editable().$.addEventListener("click", ({ detail, target }) => {
          const piece = detail === 3 && target.closest(PIECES);
          if (piece) document.getSelection().selectAllChildren(piece);
        });
        editor.editable().$.addEventListener("input", () => {
          const start = editor.getSelection()?.getStartElement()?.$;
          start?.closest?.(`[${MARK}]`)?.removeAttribute(MARK);
        });
      });
      editor.on("instanceReady", () => putBeside(editor, original));
    },
  });
})();
