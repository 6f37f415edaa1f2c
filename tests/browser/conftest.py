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
