// A video card becomes its player when pressed; before that, nothing is requested from the other site.
for (const link of document.querySelectorAll("a[data-player]")) {
  link.addEventListener("click", (event) => {
    // A click for a new tab opens the page of the video.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const player = document.createElement("iframe");
    player.src = link.dataset.player;
    player.title = link.textContent.trim();
    player.allow = "autoplay; fullscreen; picture-in-picture";
    player.allowFullscreen = true;
    player.referrerPolicy = "strict-origin-when-cross-origin";
    link.closest("figure").querySelector("figcaption")?.remove();
    link.replaceWith(player);
    player.focus();
  });
}
