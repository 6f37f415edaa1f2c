"""The field for a picture in a form, and the centre of interest that its dialog moves."""

import json

import pytest
from django.contrib.admin.models import LogEntry

from library.uploads import store
from tests import factories
from tests.library.test_uploads import picture, upload
from tests.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(client):
    client.force_login(factories.user("Writers"))
    return client


@pytest.fixture
def editor(client):
    client.force_login(factories.user("Editors"))
    return client


def focal(image):
    return f"/admin/library/image/{image.pk}/focal/"


class TestCentreOfInterest:
    def test_it_is_moved_at_once_and_noted(self, editor):
        image = store(upload(picture()), title="Bricks")
        answer = editor.post(focal(image), {"focal_x": 20, "focal_y": 80}).json()
        assert answer == {"x": 20, "y": 80, "may_change": True}
        assert editor.get(focal(image)).json() == answer
        image.refresh_from_db()
        assert (image.focal_x, image.focal_y, image.title) == (20, 80, "Bricks")
        assert LogEntry.objects.filter(object_id=image.pk).count() == 1

    def test_pages_that_show_it_follow(self, editor, client):
        image = store(upload(picture()))
        post = factories.post(lead_image=image, lead_image_alt="Bricks")
        editor.post(focal(image), {"focal_x": 20, "focal_y": 80})
        assert 'class="fx-2 fy-8"' in client.get(post.get_absolute_url()).text

    @pytest.mark.parametrize("place", [{"focal_x": 101, "focal_y": 1}, {"focal_x": "left"}, {}])
    def test_nonsense_moves_nothing(self, editor, place):
        image = store(upload(picture()))
        assert editor.post(focal(image), place).status_code == 400
        assert editor.get(focal(image)).json()["x"] == 50

    def test_a_writer_moves_it_only_until_the_picture_is_public(self, writer):
        image = store(upload(picture()))
        assert writer.get(focal(image)).json()["may_change"] is True
        assert writer.post(focal(image), {"focal_x": 1, "focal_y": 1}).status_code == 200
        factories.post(lead_image=image)
        assert writer.get(focal(image)).json()["may_change"] is False
        assert writer.post(focal(image), {"focal_x": 9, "focal_y": 9}).status_code == 403
        image.refresh_from_db()
        assert image.focal_x == 1

    def test_strangers_and_other_sites_move_nothing(self, client, editor):
        image = store(upload(picture()))
        assert editor.get("/admin/library/image/0/focal/").status_code == 404
        editor.handler.enforce_csrf_checks = True
        assert editor.post(focal(image), {"focal_x": 1, "focal_y": 1}).status_code == 403
        client.handler.enforce_csrf_checks = False
        client.force_login(factories.user(group=None, is_staff=True))
        assert client.get(focal(image)).status_code == 403
        assert client.post(focal(image), {"focal_x": 1, "focal_y": 1}).status_code == 403
        client.logout()
        assert client.get(focal(image)).status_code == 302


class TestField:
    @pytest.mark.parametrize(
        ("make", "address", "name"),
        [
            (lambda image: factories.post(lead_image=image), "blog/post", "lead_image"),
            (lambda image: factories.page(lead_image=image), "pages/page", "lead_image"),
            (lambda image: factories.project(logo=image), "projects/project", "logo"),
            (lambda image: factories.organisation(logo=image), "partners/organisation", "logo"),
            (lambda image: factories.promotion(image=image), "pages/promotion", "image"),
        ],
        ids=["post", "page", "project", "organisation", "promotion"],
    )
    def test_without_scripts_it_shows_the_picture_and_takes_its_number(
        self, editor, make, address, name
    ):
        image = store(upload(picture()), title="Bricks")
        page = editor.get(f"/admin/{address}/{make(image).pk}/change/")
        (field,) = read(page).xpath("//div[@class='image-chooser']")
        assert field.xpath(f".//input[@name='{name}']/@value") == [str(image.pk)]
        assert field.xpath(".//img/@src") == [image.file.url]
        assert "Bricks" in field.text_content()
        assert field.xpath(".//a/@href") == ["/admin/library/image/"]
        assert json.loads(field.get("data-chosen"))["uid"] == str(image.uid)
        for pop_up in ("related-lookup", "related-widget-wrapper"):
            assert not field.xpath(f".//*[contains(@class, '{pop_up}')]")

    @pytest.mark.parametrize("number", ["0", "999", "x"])
    def test_a_wrong_number_is_refused_and_shows_no_picture(self, editor, number):
        post = factories.post()
        url = f"/admin/blog/post/{post.pk}/change/"
        answer = editor.post(url, {"lead_image": number, "version": post.version})
        (field,) = read(answer).xpath("//div[@class='image-chooser']")
        assert field.xpath(".//input[@name='lead_image']/@value") == [number]
        assert not field.xpath(".//img")
