"""What the browser tests share."""

import pytest


@pytest.fixture
def complaints(page):
    """Collect what the browser complains about: blocked by the policy, missing, failing."""
    found = []
    page.on(
        "console",
        lambda line: found.append(f"{line.text} {line.location}") if line.type == "error" else None,
    )
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def press_and_close(link):
    """Press a link whose script closes its own window.

    Playwright's click waits for an answer of the window, which may be gone by then.
    """
    link.evaluate("link => void setTimeout(() => link.click(), 50)")
