from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = _("Publications, news and events")

    def ready(self):
        from addresses import former_site
        from blog import finding, linking
        from blog.models import Kind, Post
        from publishing.webpage import sharing

        sharing.register_rows(lambda: Post.objects.published().with_palette_key().with_grants())
        finding.register()
        linking.register()
        for kind in Kind:
            former_site.register(kind.route, *kind.facts.former_words)
