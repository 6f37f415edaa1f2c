"""A post as an item of a feed, with its pictures."""

from django.utils.html import format_html, linebreaks

from addresses.paths import absolute
from blog.when import in_words
from feeds.items import Author, Item, Picture, Tag, Thumbnail
from languages.labels import label
from library.formats import IMAGE_TYPES
from library.renditions import thumbnail_url
from projects.emblem import in_feed
from projects.funding import shown_of


def feed_item(post, url, html, pictures):
    """Return a post as an item of a feed, with its address, its body and its pictures for a feed."""
    return Item(
        id=post.uid.urn,
        url=url,
        title=post.title,
        summary=post.lead,
        # The full text begins with the lead, and may continue its sentence; what its grants ask for ends it.
        content=time_and_place(post)
        + linebreaks(post.lead, autoescape=True)
        + html
        + funding_of(post),
        published=post.published_at,
        author=author_of(post),
        tags=tuple(Tag(term=row["slug"], label=row["label"]) for row in post.topic_rows),
        picture=feed_picture(post.lead_image, post.image_alt) if post.lead_image else None,
        pictures=tuple(picture for image, alt in pictures if (picture := feed_picture(image, alt))),
    )


def author_of(post):
    """Return whom the byline names, else its authors; None if neither is known."""
    name = post.byline or ", ".join(row["name"] for row in post.author_rows)
    return Author(name=name) if name else None


def time_and_place(post):
    """Return when and where an event takes place, nothing for another post."""
    if not post.begins_at:
        return ""
    event = post.story.event
    place = " ".join(label(event.place, post.language).split())
    return format_html("<p><b>{}</b></p>", ", ".join(filter(None, [in_words(event), place])))


def funding_of(post):
    """Return emblem, statement and disclaimer of the projects that a post is about."""
    return in_feed(shown_of(post.grants, post.language))


def feed_picture(image, alt):
    """Return a picture for a feed; None if its file is lost."""
    try:
        size = image.file.size
    except OSError:
        return None
    return Picture(
        url=absolute(image.file.url),
        type=IMAGE_TYPES[image.format],
        size=size,
        width=image.width,
        height=image.height,
        alt=alt,
        credit=image.credit,
        thumbnail=Thumbnail(**smallest(image)) if image.rendition_widths else None,
    )


def smallest(image):
    """Return the address and size of the smallest rendition of a picture that has one."""
    width = image.rendition_widths[0]
    height = max(1, round(image.height * width / image.width))
    return {"url": absolute(thumbnail_url(image)), "width": width, "height": height}
