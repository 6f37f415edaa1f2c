"""What a scenario saw, and which promises were kept."""


class Report:
    """Lines for a person to read."""

    def __init__(self, title):
        self._lines = [title]
        self.kept = True

    def saw(self, what, figure):
        """Add a figure."""
        self._lines.append(f"  {what:<58} {figure}")

    def promise(self, sentence, breaches):
        """Add a promise, and the first findings that break it."""
        self._lines.append(f"  {'kept  ' if not breaches else 'BROKEN'} {sentence}")
        self._lines += [f"         {breach}" for breach in list(breaches)[:5]]
        self.kept &= not breaches

    def __str__(self):
        return "\n".join(self._lines)
