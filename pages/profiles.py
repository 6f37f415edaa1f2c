"""Social profiles: a name and an address per line."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from addresses.links import is_web_address
from publishing.lines import LinesField


def parts(line):
    """Return ``(name, address)`` of a line such as ``LinkedIn https://www.linkedin.com/…``."""
    name, _space, url = line.strip().rpartition(" ")
    return name.strip(), url


def validate_lines(lines):
    """Refuse lines that are not a name and a web address. Raises ``ValidationError``."""
    for line in lines:
        name, url = parts(line)
        try:
            is_web_address(url)
        except ValidationError:
            name = ""
        if not name:
            raise ValidationError(
                _("“%(line)s”: write a name, a space and the address, starting with https://"),
                code="profile",
                params={"line": line},
            )


class ProfilesField(LinesField):
    """A list of lines, each a name and a web address."""

    default_validators = [validate_lines]

    def __init__(self, *args, **kwargs):
        usual = {"help_text": _("One to a line: a name and the address, LinkedIn https://…")}
        super().__init__(*args, **{**usual, **kwargs})
