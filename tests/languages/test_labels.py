"""Short texts by language."""

from django import forms

from languages.labels import LabelFormField, label


class Form(forms.Form):
    name = LabelFormField()


def test_a_label_falls_back_to_the_other_language():
    assert label({"en": "Green", "bg": "Зелено"}, "bg") == "Зелено"
    assert label({"en": "Green"}, "bg") == "Green"
    assert label({}, "bg") == label(None, "bg") == ""


def test_two_fields_give_one_value_without_empty_languages():
    form = Form({"name_bg": " Зелено ", "name_en": ""})
    assert form.is_valid()
    assert form.cleaned_data["name"] == {"bg": "Зелено"}


def test_a_required_label_needs_one_language():
    assert not Form({"name_bg": "", "name_en": ""}).is_valid()


def test_each_field_says_its_language():
    html = str(Form()["name"])
    assert 'lang="bg"' in html
    assert 'lang="en"' in html
