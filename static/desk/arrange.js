// Rows of the page tree can be dragged within their level; the numbers follow.
(() => {
  const body = document.querySelector(".arrange tbody");
  if (!body) return;
  let dragged = null;

  const rows = () => [...body.rows];
  const beside = (row) => rows().filter((other) => other.dataset.parent === row.dataset.parent);

  // A row and everything below it, in the order of the table.
  function branch(row) {
    const keys = new Set([row.dataset.key]);
    return rows().filter((other) => {
      if (keys.has(other.dataset.parent)) keys.add(other.dataset.key);
      return keys.has(other.dataset.key);
    });
  }

  function number(row) {
    beside(row).forEach((other, position) => {
      other.querySelector(".order").value = position + 1;
    });
  }

  for (const row of rows()) {
    row.draggable = true;
    row.addEventListener("dragstart", () => { dragged = row; row.classList.add("dragged"); });
    row.addEventListener("dragend", () => { dragged = null; row.classList.remove("dragged"); });
    row.addEventListener("dragover", (event) => {
      if (dragged && dragged !== row && dragged.dataset.parent === row.dataset.parent) {
        event.preventDefault();
      }
    });
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      const moving = branch(dragged);
      const down = rows().indexOf(dragged) < rows().indexOf(row);
      if (down) branch(row).at(-1).after(...moving);
      else row.before(...moving);
      number(row);
    });
  }
})();
