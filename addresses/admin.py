"""The list of addresses that lead nowhere, and where each should lead."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from addresses.links import LinkFormField
from addresses.models import Address, MissedAddress
from addresses.models.address import former_id


class MissedForm(forms.ModelForm):
    """Asks where an address should lead."""

    leads_to = LinkFormField(
        label=gettext_lazy("Leads to"),
        required=False,
        help_text=gettext_lazy("Open the right page of this site and copy its address."),
    )

    class Meta:
        model = MissedAddress
        fields = ()

    def clean_leads_to(self):
        link = self.cleaned_data["leads_to"]
        if link and not link.startswith("ref:"):
            raise ValidationError(_("Choose a page of this site."), code="elsewhere")
        return link


@admin.register(MissedAddress)
class MissedAddressAdmin(admin.ModelAdmin):
    """Visitors' requests fill this list; staff redirect an address, or delete it from the list."""

    form = MissedForm
    fields = ["path", "leads_to", "count", "first_seen", "last_seen"]
    readonly_fields = ["path", "count", "first_seen", "last_seen"]
    list_display = ["path", "count", "last_seen"]
    search_fields = ["path"]

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        """Redirect the address and delete it from the list; without a target nothing changes."""
        if link := form.cleaned_data["leads_to"]:
            add_redirect(obj.path, link[4:])
            MissedAddress.objects.filter(pk=obj.pk).delete()

    def response_change(self, request, obj):
        if MissedAddress.objects.filter(pk=obj.pk).exists():
            return super().response_change(request, obj)
        messages.success(request, _("%(path)s now redirects.") % {"path": obj.path})
        return redirect(reverse("admin:addresses_missedaddress_changelist"))


def add_redirect(path, uid):
    """Add an old address to the object with this uid, which already has one."""
    model = Address.objects.filter(uid=uid).order_by("-is_current").first()
    Address.objects.update_or_create(
        uid=uid,
        language=path.split("/")[1],
        path=path.rstrip("/"),
        defaults={
            "label": model.label,
            "is_current": False,
            "by_hand": True,
            "former_id": former_id(path),
            "public_from": model.public_from,
            "public_until": model.public_until,
        },
    )
