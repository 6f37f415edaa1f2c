"""What goes with a deleted post, topic or series."""

from addresses.models import Address
from blog.models import Story
from blog.models.story import GatheringPlace, Kind


def drop_empty_story(sender, instance, **kwargs):
    """Let a story go with its last post."""
    story = Story.objects.filter(pk=instance.story_id, posts__isnull=True).first()
    if story:
        story.delete()


def close_addresses(sender, instance, **kwargs):
    """Let the addresses of a deleted topic or series answer 410."""
    for kind in Kind:
        Address.objects.close(GatheringPlace(instance, kind))
