"""Reading and filling the admin's forms as a browser would."""

import re


def _fields(form, data):
    for bound in form:
        # A browser sends these along; reading them back must work.
        assert not bound.field.show_hidden_initial, bound.name
        widget = bound.field.widget
        context = widget.get_context(bound.html_name, bound.value(), {})["widget"]
        _collect(context, data)


def _collect(context, data):
    if "subwidgets" in context and "optgroups" not in context:
        for part in context["subwidgets"]:
            _collect(part, data)
    elif "optgroups" in context:
        chosen = [
            str(option["value"])
            for _name, options, _place in context["optgroups"]
            for option in options
            if option["selected"]
        ]
        many = context["attrs"].get("multiple") or context.get("allow_multiple_selected")
        data[context["name"]] = chosen if many else (chosen or [""])[0]
    elif context.get("type") == "checkbox":
        if context["attrs"].get("checked"):
            data[context["name"]] = "on"
    else:
        data[context["name"]] = "" if context["value"] is None else str(context["value"])


def filled(answer):
    """Return what the form of an admin page would send if nobody touched it."""
    data = {}
    _fields(_plain(answer.context["adminform"].form), data)
    for inline in answer.context["inline_admin_formsets"]:
        for form in (inline.formset.management_form, *inline.formset.forms):
            _fields(_plain(form), data)
    return data


def _plain(form):
    """Unwrap widgets from their "add another" links."""
    for field in form.fields.values():
        if hasattr(field.widget, "widget"):
            choices = field.widget.choices
            field.widget = field.widget.widget
            field.widget.choices = choices
    return form


def errors(answer):
    """Return every error sentence of an admin form, those of inlines included."""
    if "adminform" not in (answer.context or {}):
        return []
    forms = [answer.context["adminform"].form]
    found = []
    for inline in answer.context["inline_admin_formsets"]:
        found += inline.formset.non_form_errors()
        forms += inline.formset.forms
    return found + [text for form in forms for texts in form.errors.values() for text in texts]


def hidden(answer):
    """Return the fields of a form's page that are for keeping what is typed."""
    page = answer.content.decode()
    found = re.findall(r'<input type="hidden" name="(typing_\w+)"(?: value="([^"]*)")?', page)
    return dict(found)
