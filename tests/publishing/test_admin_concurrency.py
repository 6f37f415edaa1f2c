"""Two people save at the same instant, each in their own transaction."""

import threading

import pytest
from django.db import connection
from django.test import Client

from blog.models import Post
from tests import factories
from tests.admin import filled, hidden

pytestmark = pytest.mark.django_db(transaction=True)


def save_together(url, clients, data):
    """Post each client's data at once; return the status codes."""
    together = threading.Barrier(len(clients))
    codes = [0] * len(clients)

    def save(place):
        try:
            together.wait(timeout=10)
            codes[place] = clients[place].post(url, data[place]).status_code
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[place]) for place in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return codes


@pytest.mark.parametrize("attempt", range(3))
def test_exactly_one_of_those_who_save_at_once_succeeds(attempt):
    post = factories.post("draft", title="As it was")
    url = f"/admin/blog/post/{post.pk}/change/"
    clients = [Client() for _number in range(4)]
    for client in clients:
        client.force_login(factories.user("Editors"))
    data = [filled(client.get(url)) for client in clients]
    for place, fields in enumerate(data):
        fields["title"] = f"Saved by number {place}"

    codes = save_together(url, clients, data)

    assert sorted(codes) == [200, 200, 200, 302]
    post.refresh_from_db()
    assert post.title == data[codes.index(302)]["title"]


@pytest.mark.parametrize("attempt", range(3))
def test_one_form_sent_several_times_at_once_makes_one_thing(attempt):
    person = factories.user("Editors")
    clients = [Client() for _number in range(3)]
    for client in clients:
        client.force_login(person)
    page = clients[0].get("/admin/blog/post/add/")
    data = {**filled(page), **hidden(page), "title": "Once", "language": "en", "story_kind": "news"}

    codes = save_together("/admin/blog/post/add/", clients, [data] * 3)

    assert codes == [302] * 3
    assert Post.objects.count() == 1
