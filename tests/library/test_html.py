"""Pictures as HTML."""

from library.html import picture_html
from library.models import Image


def image(widths):
    return Image(file="images/ab/f.jpg", width=1000, height=500, rendition_widths=widths)


def test_only_renditions_that_exist_are_named():
    html = picture_html(image([400, 800]), 'A "wall"', "100vw", base_url="https://example.org")
    assert 'srcset="https://example.org/media/images/ab/f-400.webp 400w, ' in html
    assert 'src="https://example.org/media/images/ab/f.jpg" width="1000" height="500"' in html
    assert 'alt="A &quot;wall&quot;"' in html
    assert 'loading="lazy"' in html


def test_a_picture_without_renditions_is_shown_all_the_same():
    html = picture_html(image([]), "", "100vw", eager=True)
    assert "<source" not in html
    assert 'alt=""' in html
    assert 'fetchpriority="high"' in html
