"""The demo content is loaded once, item by item, and never against the decisions of staff."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.urls import reverse

from blog.models import Post, Topic
from library.models import Image
from people.models import Person
from projects.models import Participation, Project, Result
from tests.reading import head_links, text

pytestmark = pytest.mark.django_db
RAISE = 'UPDATE "delivery_siteversion"'


def test_the_four_publications_stand_in_both_lists(client):
    titles = {
        "Presentation of one BG project partner",
        "Digital Educational Package",
        "Membership in Future Media Hubs?",
        "A green skills trainer's guide for apprentices",
    }
    english = Post.objects.published().filter(kind="publication", language="en")
    assert titles <= {post.title for post in english}
    for language in ("en", "bg"):
        text = client.get(reverse(f"{language}:publications")).text
        shown = Post.objects.published().filter(kind="publication", language=language)
        assert shown.count() >= 4
        assert all(post.get_absolute_url() in text for post in shown)


def test_investech_shows_tues_and_tues_leads_back(client):
    assert "/en/partners/tues/" in client.get("/en/projects/investech/").text
    assert "/en/projects/investech/" in client.get("/en/partners/tues/").text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/en/about-us/board-of-experts/", "Write to us about the Board of experts"),
        ("/bg/za-klastera/eksperten-savet/", "Пишете ни относно „Експертен съвет“"),
        ("/en/about-us/programme-council/", "Write to us about the Programme Council"),
        ("/bg/za-klastera/programen-savet/", "Пишете ни относно „Програмен съвет“"),
    ],
)
def test_each_board_has_a_page_in_both_languages(client, path, words):
    answer = client.get(path)
    assert words in text(answer)
    assert len(head_links(answer, rel="alternate", hreflang="x-default")) == 1


def test_one_person_is_named_with_nothing_that_no_source_gives(client):
    person = Person.objects.get()
    assert (person.mail, person.picture) == ("", None)
    assert "Executive Director" in text(client.get("/en/people/dimitar-hristov/"))
    assert "Изпълнителен директор" in text(client.get("/bg/hora/dimitar-hristov/"))


def test_a_second_run_changes_nothing():
    def everything():
        return [list(model.objects.order_by("pk").values()) for model in (Post, Project, Image)]

    before = everything()
    call_command("load_demo", verbosity=0)
    assert everything() == before


def test_what_staff_changed_or_deleted_stays_so():
    post = Post.objects.filter(slug="digital-educational-package").first() or Post.objects.first()
    Post.objects.filter(pk=post.pk).update(title="Changed by hand")
    other = Post.objects.exclude(story=post.story).first()
    Post.objects.filter(story=other.story).delete()
    Topic.objects.filter(stories=None).delete()
    count = Post.objects.count()
    call_command("load_demo", verbosity=0)
    assert Post.objects.count() == count
    assert Post.objects.get(pk=post.pk).title == "Changed by hand"


def test_every_item_is_as_staff_could_have_saved_it():
    for model in (Post, Project, Result, Image):
        for row in model.objects.all():
            row.full_clean()


def test_names_in_texts_became_uids():
    for post in Post.objects.all():
        assert not re.search(r'ref:[a-z]+/|data-image="[a-z-]+"', post.body), post.title


def test_what_no_source_gives_stays_empty():
    degrebe = Project.objects.get(slug="degrebe")
    assert (degrebe.grant_number, degrebe.actual_end, degrebe.amount_total) == ("", "", None)
    assert Participation.objects.filter(project=degrebe, organisation=None).exists()


def test_one_account_for_each_group_and_one_new_password(demo, capsys):
    password = re.search(r"Password: (\S+)", demo.told)[1]
    people = get_user_model().objects.all()
    assert {person.groups.get().name for person in people} == {
        "Writers",
        "Editors",
        "Administrators",
    }
    assert all(person.check_password(password) for person in people)
    call_command("load_demo", "--if-empty", "--accounts")
    assert "Password" not in capsys.readouterr().out
    call_command("demo_password")
    assert password not in capsys.readouterr().out


def test_an_account_that_is_missing_is_made_and_the_others_keep_their_password(demo, capsys):
    before = re.search(r"Password: (\S+)", demo.told)[1]
    people = get_user_model().objects
    people.get(email="editor@example.org").delete()
    call_command("load_demo", "--if-empty", "--accounts")
    told = capsys.readouterr().out
    assert "Demo accounts: editor@example.org\n" in told
    password = re.search(r"Password: (\S+)", told)[1]
    editor = people.get(email="editor@example.org")
    assert editor.check_password(password)
    assert editor.groups.get().name == "Editors"
    assert people.get(email="writer@example.org").check_password(before)


@pytest.mark.parametrize("command", [("load_demo", "--accounts"), ("demo_password",)])
def test_a_site_on_the_open_network_gets_no_demo_accounts(settings, command):
    get_user_model().objects.all().delete()
    settings.HTTPS = True
    with pytest.raises(CommandError, match="own machine"):
        call_command(*command)
    assert not get_user_model().objects.exists()


def test_the_version_is_written_once(demo):
    assert len([sql for sql in demo.statements if sql.startswith(RAISE)]) == 1
