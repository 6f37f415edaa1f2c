"""Many posts for the benchmarks, with the words, pictures, topics and projects of the demo content."""

import random
from datetime import datetime, timedelta
from itertools import count

SLUG, TOPIC, SERIES, PROJECT, PARTNER = "bench-", "bench-1", "bench-1", "investech", "tues"
AT_ONCE, TOPICS, IN_A_SERIES, SERIES_OF_BENCH = 500, 40, 12, 5

# The same posts in every run.
_chance = random.Random(1)  # noqa: S311
_number = count()


def _gatherings():
    """Return the topics and series of the benchmarks, created the first time."""
    from blog.models import Series, Topic

    for model, number in ((Topic, TOPICS), (Series, SERIES_OF_BENCH)):
        for place in range(1, number + 1):
            name = f"bench-{place}"
            model.objects.get_or_create(slug=name, defaults={"label": {"en": name, "bg": name}})
    found = (model.objects.filter(slug__startswith=SLUG) for model in (Topic, Series))
    return [list(rows) for rows in found]


def _words():
    """Return the words of the demo posts, as often as they occur there, by language."""
    from blog.models import Post
    from richtext.render import plain

    words = {"en": [], "bg": []}
    posts = Post.objects.exclude(slug__startswith=SLUG)
    for language, title, body in posts.values_list("language", "title", "body"):
        words[language] += f"{title} {plain(body)}".split()
    return words


def _some(words, number):
    return " ".join(_chance.choices(words, k=number))


def _post(story, language, words, when, image):
    from blog.models import Post

    return Post(
        story=story,
        kind=story.kind,
        language=language,
        title=_some(words, 8)[:300],
        slug=f"{SLUG}{story.number}",
        lead=_some(words, 30),
        body="".join(f"<p>{_some(words, 100)}</p>" for _paragraph in range(3)),
        status="published",
        published_at=when,
        shown_on=when.date().isoformat(),
        lead_image=image,
    )


def _link(stories, topics, projects, partners):
    """Give each story two topics, and some a project and a partner."""
    from blog.models import Story, StoryOrganisation, StoryProject

    through = Story.topics.through
    through.objects.bulk_create(
        through(story=story, topic=topic)
        for story in stories
        for topic in _chance.sample(topics, 2)
    )
    for model, name, things in (
        (StoryProject, "project", projects),
        (StoryOrganisation, "organisation", partners),
    ):
        model.objects.bulk_create(
            model(story=story, **{name: _chance.choice(things)}) for story in stories[::2]
        )


def _more(number, topics, series, words):
    from django.utils import timezone

    from blog.models import Post, Story
    from library.models import Image
    from partners.models import Organisation
    from projects.models import Project

    numbers = [next(_number) for _story in range(number // 2)]
    stories = Story.objects.bulk_create(
        Story(
            kind="news" if place % 2 else "publication",
            **(
                {"series": series[place % len(series)], "series_place": place // len(series) + 1}
                if place < IN_A_SERIES * len(series)
                else {}
            ),
        )
        for place in numbers
    )
    begun = timezone.make_aware(datetime(2016, 1, 1))  # noqa: DTZ001
    images, posts = list(Image.objects.all()[:20]), []
    for place, story in zip(numbers, stories, strict=True):
        story.number = place
        # Eleven years, evenly filled, from the first few posts on.
        when = begun + timedelta(minutes=place * 617 * 487 % (10 * 365 * 24 * 60))
        posts += (
            _post(story, language, words[language], when, _chance.choice(images))
            for language in ("en", "bg")
        )
    _link(stories, topics, list(Project.objects.all()), list(Organisation.objects.partners()))
    Post.objects.bulk_create(posts)


def fill(total):
    """Create posts until there are ``total``, half of them in each language."""
    import site_of_bench

    from blog.models import Post

    (topics, series), words = _gatherings(), _words()
    while (missing := total - Post.objects.count()) > 0:
        _more(min(AT_ONCE, missing + missing % 2), topics, series, words)
    site_of_bench.analyze()
