// A click on the picture sets its centre of interest; the crops next to it follow at once.
document.addEventListener("DOMContentLoaded", () => {
  const whole = document.querySelector(".focal-whole");
  const across = document.querySelector("[name=focal_x]");
  const down = document.querySelector("[name=focal_y]");
  if (!whole || !across || !down) return;
  const mark = whole.querySelector(".focal-mark");

  function show() {
    const position = `${across.value || 50}% ${down.value || 50}%`;
    mark.hidden = false;
    mark.style.left = `${across.value || 50}%`;
    mark.style.top = `${down.value || 50}%`;
    for (const crop of document.querySelectorAll(".focal-crop")) crop.style.objectPosition = position;
  }

  whole.addEventListener("click", (event) => {
    const box = whole.getBoundingClientRect();
    const part = (value, length) => Math.min(100, Math.max(0, Math.round((100 * value) / length)));
    across.value = part(event.clientX - box.left, box.width);
    down.value = part(event.clientY - box.top, box.height);
    show();
  });
  for (const input of [across, down]) input.addEventListener("input", show);
  show();
});
