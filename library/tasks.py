"""What is done with a picture after the request that uploaded it."""

import logging

from django_tasks import task

from library import renditions
from library.models import Image

logger = logging.getLogger(__name__)


@task()
def make_renditions(uid):
    """Make the smaller copies of the image with this uid; safe to run twice."""
    image = Image.objects.filter(uid=uid).first()
    if image is None:
        return
    try:
        widths = renditions.make(image)
    except OSError:
        logger.exception("The file of picture %s cannot be read.", uid)
        return
    # Through the row's own save, so that the site version rises and pages show them at once.
    image.rendition_widths = widths
    image.save(update_fields=["rendition_widths"])
