from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Publications and news")

    def ready(self):
        from addresses import former_site
        from blog import announcing, finding, lifecycle
        from blog.models import Post, Series, Topic
        from publishing.webpage import sharing

        sharing.register_rows(lambda: Post.objects.published().with_family())
        finding.register()
        announcing.connect()
        former_site.register("publications", "blog")
        former_site.register("news", "news", "novini", "events")
        post_delete.connect(lifecycle.drop_empty_story, sender=Post)
        for model in (Topic, Series):
            post_delete.connect(lifecycle.close_addresses, sender=model)
