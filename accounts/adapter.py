"""Sign-in by allauth, without sign-up and with our own e-mails."""

from allauth.account.adapter import DefaultAccountAdapter


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are created by an administrator; nobody signs up."""

    def is_open_for_signup(self, request):
        return False

    def render_mail(self, template_prefix, *args, **kwargs):
        # The templates are with the others of this room: templates/accounts/email/.
        own = template_prefix.replace("account/", "accounts/", 1)
        return super().render_mail(own, *args, **kwargs)
