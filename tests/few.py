"""A few rows of each kind, for the database that later versions must upgrade."""

from datetime import UTC, datetime

from blog.models import StoryOrganisation, StoryProject
from partners.models import Relation
from projects.models import Participation, ResultLink
from tests import factories


def write():
    """Write them: public things, a draft, something scheduled, an old address, something deleted."""
    image, document = factories.image(), factories.document()
    cluster = factories.organisation(slug="cluster", is_cluster=True)
    partner = factories.organisation(slug="tues", logo=image, country="BG")
    Relation.objects.create(organisation=partner, kind="member", start="2020")
    project = factories.project(slug="investech", acronym="InvesTech", start="2024-03-01")
    Participation.objects.create(project=project, organisation=partner, role="partner")
    Participation.objects.create(project=project, country="SK", role="coordinator")
    result = factories.result(of=project, slug="guide")
    ResultLink.objects.create(result=result, document=document, language="en")
    factories.page(slug="about", menu="main")
    factories.promotion()
    topic, series = factories.topic(slug="green"), factories.series(slug="cities")
    link = f'<p>Words and <a href="ref:{document.uid}">a paper</a></p>'
    body = f'{link}<figure data-image="{image.uid}"></figure>'
    post = factories.post(slug="old", body=body, lead_image=image)
    post.story.topics.add(topic)
    post.story.series, post.story.series_place = series, 1
    post.story.save()
    StoryProject.objects.create(story=post.story, project=project)
    StoryOrganisation.objects.create(story=post.story, organisation=cluster)
    factories.post(language="bg", story=post.story, slug="nov")
    post.slug = "new"
    post.save()
    factories.post(kind="news", slug="gone").delete()
    for stage in ("draft", "expired", "withdrawn"):
        factories.post(stage, slug=stage)
    # Far in the future: this file will be read for years.
    factories.post(slug="scheduled", published_at=datetime(2100, 1, 1, tzinfo=UTC))
    factories.user("Editors", email="editor@example.org")
