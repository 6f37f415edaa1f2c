"""Where the centre of interest of a picture is: asked and set by the dialog for pictures."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.views.generic import View

from library.models import Image


class FocalForm(forms.ModelForm):
    """The centre of interest, in percent from the left and the top."""

    class Meta:
        model = Image
        fields = ("focal_x", "focal_y")


class FocalView(View):
    """Answers where it is and whether this person may move it; a POST moves it at once."""

    http_method_names = ["get", "post"]
    model_admin = None

    def dispatch(self, request, *args, **kwargs):
        self.image = self.model_admin.get_object(request, kwargs["key"])
        if not self.model_admin.has_view_permission(request, self.image):
            raise PermissionDenied
        if self.image is None:
            raise Http404
        self.may_change = self.model_admin.has_change_permission(request, self.image)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return JsonResponse(
            {
                "x": self.image.focal_x,
                "y": self.image.focal_y,
                "may_change": self.may_change,
            }
        )

    def post(self, request, *args, **kwargs):
        if not self.may_change:
            raise PermissionDenied
        form = FocalForm(request.POST, instance=self.image)
        if not form.is_valid():
            return JsonResponse({"error": form.errors.as_text()}, status=400)
        if form.has_changed():
            self.image.save(update_fields=form.changed_data)
            message = self.model_admin.construct_change_message(request, form, None)
            self.model_admin.log_change(request, self.image, message)
        return self.get(request)
