"""Bars as SVG, readable in light and dark."""

from xml.sax.saxutils import escape

COLOURS = {
    "nginx": "#2f7d4f",
    "proxied": "#3a6ea5",
    "stored": "#b5651d",
    "rendered": "#b5651d",
    "minimal": "#6b6b6b",
}
STYLE = (
    "text{font:14px sans-serif;fill:#222}.head{font-weight:bold}.back{fill:#fff}"
    "@media(prefers-color-scheme:dark){text{fill:#eee}.back{fill:#191815}}"
)
WIDTH, LABEL, LONGEST, BAR, GAP = 760, 170, 470, 22, 14


def bars(title, groups):
    """Return a drawing of ``{group: {name: (value, written)}}``, a bar for each name."""
    most = max(
        (value for group in groups.values() for value, _written in group.values()), default=1
    )
    parts, y = [], 50
    for group, values in groups.items():
        for name, (value, written) in values.items():
            length = max(1, LONGEST * value / most)
            middle = y + BAR - 6
            parts += [
                f'<text x="{LABEL - 10}" y="{middle}" text-anchor="end">{group}, {name}</text>',
                _bar(y, length, COLOURS[name]),
                f'<text x="{LABEL + length + 8:.1f}" y="{middle}">{escape(written)}</text>',
            ]
            y += BAR
        y += GAP
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" '
        f'height="{y}" role="img">\n<title>{escape(title)}</title>\n<style>{STYLE}</style>\n'
        f'<rect class="back" width="{WIDTH}" height="{y}"/>\n'
        f'<text x="12" y="28" class="head">{escape(title)}</text>\n'
    )
    return head + "\n".join(parts) + "\n</svg>\n"


def _bar(y, length, colour):
    place = f'x="{LABEL}" y="{y}" width="{length:.1f}" height="{BAR - 4}"'
    return f'<rect {place} fill="{colour}"/>'
