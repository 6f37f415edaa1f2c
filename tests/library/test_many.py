"""Many pictures at once, with and without scripts, and the pictures that the editor offers."""

import pytest

from library.models import Image
from library.uploads import store
from tests import factories
from tests.library.test_uploads import picture, upload

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/library/image/upload/"
CHOOSE = "/admin/library/image/choose/"
SCRIPT = {"headers": {"accept": "application/json"}}


@pytest.fixture
def writer(client):
    client.force_login(factories.user("Writers"))
    return client


def files(*names):
    return {"files": [upload(picture(size=(60 + n, 60)), name) for n, name in enumerate(names)]}


class TestUploading:
    def test_a_plain_form_keeps_the_good_and_names_the_bad(self, writer):
        sent = files("one.jpg", "two.jpg")
        sent["files"].append(upload(b"<svg onload=alert(1)>", "three.svg"))
        page = writer.post(UPLOAD, sent).text
        assert Image.objects.count() == 2
        for name in ("one.jpg", "two.jpg", "three.svg"):
            assert name in page
        assert page.count("uploads-refused") == 1
        assert "onload" not in page

    def test_a_script_gets_json(self, writer):
        answer = writer.post(UPLOAD, files("one.jpg"), **SCRIPT).json()
        assert [result["title"] for result in answer["results"]] == ["one.jpg"]
        assert answer["complaint"] == ""

    def test_the_same_bytes_are_offered_and_not_kept_twice(self, writer):
        known = store(upload(picture()), title="Kept")
        (result,) = writer.post(UPLOAD, {"files": upload(picture())}, **SCRIPT).json()["results"]
        assert (result["existing"], result["id"], result["title"]) == (True, known.pk, "Kept")
        assert Image.objects.count() == 1

    @pytest.mark.parametrize("number", [0, 101])
    def test_none_and_too_many_are_answered_with_a_sentence(self, writer, number):
        sent = files(*(f"{n}.jpg" for n in range(number)))
        assert 'class="errornote"' in writer.post(UPLOAD, sent).text
        assert writer.post(UPLOAD, sent, **SCRIPT).json()["complaint"]
        assert not Image.objects.exists()

    def test_somebody_without_rights_may_neither_upload_nor_browse(self, client):
        client.force_login(factories.user(group=None, is_staff=True))
        assert client.post(UPLOAD, files("one.jpg")).status_code == 403
        assert client.get(CHOOSE).status_code == 403
        assert not Image.objects.exists()
        client.logout()
        assert client.post(UPLOAD, files("one.jpg")).status_code == 302
        assert client.get(CHOOSE).status_code == 302

    def test_a_request_of_another_site_is_refused(self, writer):
        writer.handler.enforce_csrf_checks = True
        assert writer.post(UPLOAD, files("one.jpg")).status_code == 403
        assert not Image.objects.exists()


class TestChoosing:
    def test_words_find_titles_texts_and_credits(self, writer):
        for field in ({"title": "Rain"}, {"alt": {"en": "Rain"}}, {"credit": "Rain & Co"}):
            factories.image(**field)
        factories.image(title="Sun")
        assert len(writer.get(CHOOSE, {"q": "rain"}).json()["images"]) == 3

    def test_newest_first_a_page_at_a_time(self, writer):
        images = [factories.image() for _number in range(25)]
        first = writer.get(CHOOSE).json()
        assert (len(first["images"]), first["more"]) == (24, True)
        assert first["images"][0]["id"] == images[-1].pk
        last = writer.get(CHOOSE, {"page": 2}).json()
        assert ([image["id"] for image in last["images"]], last["more"]) == ([images[0].pk], False)

    @pytest.mark.parametrize(
        "query",
        [{"q": "a\x00b"}, {"q": "'; --"}, {"page": "-1"}, {"page": "9" * 40}, {"uid": "nothing"}],
    )
    def test_nonsense_is_answered_politely(self, writer, query):
        factories.image(title="Sun")
        assert writer.get(CHOOSE, query).status_code == 200

    def test_one_picture_is_found_by_its_uid(self, writer):
        image = factories.image()
        factories.image()
        (found,) = writer.get(CHOOSE, {"uid": str(image.uid)}).json()["images"]
        assert found["id"] == image.pk


class TestRights:
    def test_a_writer_changes_a_picture_until_it_is_public(self, writer):
        image = store(upload(picture()), title="Bricks")
        url = f"/admin/library/image/{image.pk}/change/"
        assert 'name="title"' in writer.get(url).text
        post = factories.post(lead_image=image)
        assert 'name="title"' not in writer.get(url).text
        answer = writer.post(url, {"title": "Mine"})
        image.refresh_from_db()
        assert (answer.status_code, image.title) == (403, "Bricks")
        post.delete()
        assert 'name="title"' in writer.get(url).text

    def test_an_editor_still_may(self, client):
        client.force_login(factories.user("Editors"))
        image = store(upload(picture()), title="Bricks")
        factories.post(lead_image=image)
        assert 'name="title"' in client.get(f"/admin/library/image/{image.pk}/change/").text


def test_the_browser_of_pictures_costs_the_same_for_few_and_many(
    writer, django_assert_max_num_queries
):
    for _number in range(3):
        factories.post(lead_image=factories.image())
    with django_assert_max_num_queries(30) as few:
        writer.get("/admin/library/image/")
    for _number in range(40):
        factories.post(lead_image=factories.image())
    with django_assert_max_num_queries(30) as many:
        writer.get("/admin/library/image/")
    assert len(many) == len(few)
