"""The index follows every way of writing, in the same transaction."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from blog.models import Post
from search.endings import relatives
from search.models import Entry
from search.query import Question, find
from search.words import all_forms, forms, indexed
from tests import factories

pytestmark = pytest.mark.django_db


def paths(words, language="en", **narrowed):
    keys = find(Question(words, language, **narrowed))
    by_key = dict(Entry.objects.values_list("pk", "path"))
    return [by_key[key] for key in keys]


class TestWords:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("проектите", "проект"),
            ("училищата", "училище"),
            ("trainings", "training"),
            ("ТУЕС", "tues"),
            ("София", "Sofia"),
            ("Associação", "associacao"),
            ("Košice", "KOSICE"),
            ("Knоwledge", "knowledge"),  # with a Cyrillic o
            ("прoект", "проект"),  # with a Latin o
            ("trainer’s", "trainers"),
        ],
    )
    def test_forms_of_one_word_meet(self, one, other):
        assert set(forms(one)) & set(forms(other))

    def test_other_words_do_not(self):
        assert not set(forms("проект")) & set(forms("протест"))

    @pytest.mark.parametrize(
        "several",
        [
            "клъстер клъстера клъстерът клъстери клъстерите",
            "хъб хъба хъбът хъбове хъбовете",
            "потребител потребителя потребителят потребители потребителите",
            "наставник наставника наставникът наставници наставниците",
            "стартъп стартъпа стартъпът стартъпи стартъпите",
            "психолог психолога психологът психолози психолозите",
            "четец четеца четецът четци четците",
            "дисплей дисплея дисплеят дисплеи дисплеите",
            "матрица матрицата матрици матриците",
            "индустрия индустрията индустрии индустриите",
            "пригодност пригодността пригодности пригодностите",
            "табло таблото табла таблата",
            "сдружение сдружението сдружения сдруженията",
            "валидиране валидирането валидирания валидиранията",
            "паве павето павета паветата",
            "дигитален дигиталният дигиталния дигитална дигиталната дигитално дигитални дигиталните",
            "менторски менторския менторският менторска менторската менторско менторските",
        ],
    )
    def test_endings_lead_from_each_form_to_each(self, several):
        known = set(several.split())
        assert not {word: lost for word in known if (lost := known - set(relatives(word)))}

    def test_other_words_are_not_related(self):
        assert not {"модем", "модна", "модел"} & set(relatives("мода"))
        assert relatives("да") == ("да",)
        assert all_forms("skills") == forms("skills")

    @pytest.mark.parametrize("odd", ["№", "„“", "漢字", "\u0000", "x" * 10_000, "’", "_"])
    def test_anything_has_forms_of_letters_and_digits_only(self, odd):
        assert all(form.isascii() and (form.isalnum() or not form) for form in forms(odd))
        assert indexed(odd) == indexed(odd)


class TestWriting:
    def test_save_update_bulk_and_delete(self):
        post = factories.post(slug="one", title="Windmill")
        assert paths("windmill") == ["/en/blog/one/"]
        post.title = "Lighthouse"
        post.save()
        assert (paths("windmill"), paths("lighthouse")) == ([], ["/en/blog/one/"])
        Post.objects.filter(pk=post.pk).update(title="Harbour", slug="two")
        assert (paths("lighthouse"), paths("harbour")) == ([], ["/en/blog/two/"])
        post = Post.objects.get(pk=post.pk)
        post.body = "<p>Seagull</p>"
        Post.objects.bulk_update([post], ["body"])
        assert paths("seagull") == ["/en/blog/two/"]
        post.delete()
        assert paths("harbour") == []
        assert not Entry.objects.exists()

    def test_what_is_rolled_back_was_never_there(self):
        post = factories.post(title="Windmill")
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            post.title = "Lighthouse"
            post.save()
            raise ZeroDivisionError
        assert (len(paths("windmill")), paths("lighthouse")) == (1, [])

    def test_facts_of_a_project_or_partner_are_found_in_both_languages(self):
        project = factories.project(slug="x", other_spellings=["InvestehX"])
        assert paths("investehx") == ["/en/projects/x/"]
        assert paths("investehx", "bg") == ["/bg/proekti/x/"]
        project.acronym = "Quasar"
        project.save()
        assert paths("quasar", "bg") == ["/bg/proekti/x/"]
        partner = factories.organisation(slug="y", city={"en": "Aveiro", "bg": "Авейро"})
        assert paths("aveiro") == ["/en/partners/y/"]
        partner.texts.all().delete()
        assert paths("aveiro") == []

    def test_a_moved_page_is_found_where_it_is_now_and_all_below_it(self):
        above = factories.page(slug="above")
        factories.page(slug="below", parent=above, title="Treasure")
        above.slug = "elsewhere"
        above.save()
        assert paths("treasure") == ["/en/elsewhere/below/"]

    def test_a_change_of_kind_moves_it(self):
        post = factories.post(slug="one", title="Windmill")
        post.story.kind = "news"
        post.story.save()
        Post.objects.get(pk=post.pk).save()
        assert paths("windmill", kind="news") == ["/en/news/one/"]
        assert paths("windmill", kind="publication") == []


class TestWhatIsPublic:
    @pytest.mark.parametrize("stage", factories.HIDDEN)
    def test_nothing_hidden_is_found(self, stage):
        factories.post(stage, title="Secret")
        factories.page(stage, title="Secret")
        for thing in (factories.project(stage), factories.organisation(stage)):
            thing.texts.update(name="Secret")
        for language in ("en", "bg"):
            assert paths("secret", language) == []

    def test_it_appears_and_ends_with_the_clock_alone(self):
        post = factories.post("scheduled", title="Windmill")
        assert paths("windmill") == []
        soon = timezone.now() - timedelta(seconds=1)
        Post._base_manager.filter(pk=post.pk).update(published_at=soon)
        assert len(paths("windmill")) == 1
        Post._base_manager.filter(pk=post.pk).update(expires_at=timezone.now())
        assert paths("windmill") == []

    def test_each_language_finds_its_own(self):
        post = factories.post(title="InvesTech")
        factories.post(language="bg", story=post.story, title="InvesTech")
        assert len(paths("investech")) == len(paths("investech", "bg")) == 1


class TestNarrowing:
    def test_by_kind_project_and_year(self):
        project = factories.project(slug="x")
        inside = factories.post(title="Windmill", shown_on="2020")
        inside.story.projects.add(project)
        outside = factories.post(kind="news", title="Windmill", shown_on="2021")
        both = {inside.get_absolute_url(), outside.get_absolute_url()}
        assert set(paths("windmill")) == both
        assert paths("windmill", kind="news") == [outside.get_absolute_url()]
        assert paths("windmill", project="x") == [inside.get_absolute_url()]
        assert paths("windmill", year=2021) == [outside.get_absolute_url()]

    def test_titles_and_names_come_first(self):
        factories.post(title="Something", body="<p>Windmill</p>")
        title = factories.post(title="The windmill of Sofia")
        exact = factories.post(title="Windmill")
        assert paths("windmill")[:2] == [exact.get_absolute_url(), title.get_absolute_url()]

    def test_every_word_has_to_be_there(self):
        factories.post(title="Red windmill")
        assert (len(paths("windmill red")), paths("windmill blue")) == (1, [])


def test_what_the_index_lacks_or_has_too_much_is_mended():
    post = factories.post(title="Windmill")
    Entry.objects.all().delete()
    Entry.objects.create(kind="publication", row=999_999, language="en", title="Ghost")
    call_command("rebuild_search", verbosity=0)
    assert paths("windmill") == [post.get_absolute_url()]
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_site_that_was_there_before_search_is_read_when_it_is_upgraded():
    factories.post(title="Windmill", slug="one")
    call_command("migrate", "search", "zero", verbosity=0)
    try:
        assert "search_entry" not in connection.introspection.table_names()
    finally:
        call_command("migrate", "search", verbosity=0)
    assert paths("windmill") == ["/en/blog/one/"]
