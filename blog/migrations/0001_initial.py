import django.db.models.deletion
import languages.codes
import languages.labels
import languages.slugs
import publishing.dates
import richtext.field
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('library', '0001_initial'),
        ('partners', '0001_initial'),
        ('projects', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slug', languages.slugs.AddressSlugField(help_text='The last part of its address, the same in every language.', max_length=200, unique=True, verbose_name='address')),
                ('label', languages.labels.LabelField(default=dict, verbose_name='name')),
            ],
            options={
                'verbose_name': 'series',
                'verbose_name_plural': 'series',
                'ordering': ['slug'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slug', languages.slugs.AddressSlugField(help_text='The last part of its address, the same in every language.', max_length=200, unique=True, verbose_name='address')),
                ('label', languages.labels.LabelField(default=dict, verbose_name='name')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['slug'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('publication', 'publication'), ('news', 'news')], max_length=12, verbose_name='kind')),
                ('series_place', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='place in the series')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('series', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='blog.series', verbose_name='series')),
            ],
            options={
                'verbose_name': 'story',
                'verbose_name_plural': 'stories',
            },
        ),
        migrations.CreateModel(
            name='StoryOrganisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='partners.organisation')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='blog.story')),
            ],
            options={
                'verbose_name': 'post about this organisation',
                'verbose_name_plural': 'posts about this organisation',
            },
        ),
        migrations.AddField(
            model_name='story',
            name='organisations',
            field=models.ManyToManyField(blank=True, related_name='stories', through='blog.StoryOrganisation', to='partners.organisation', verbose_name='organisations the story is about'),
        ),
        migrations.CreateModel(
            name='StoryProject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='projects.project')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='blog.story')),
            ],
            options={
                'verbose_name': 'post about this project',
                'verbose_name_plural': 'posts about this project',
            },
        ),
        migrations.AddField(
            model_name='story',
            name='projects',
            field=models.ManyToManyField(blank=True, related_name='stories', through='blog.StoryProject', to='projects.project', verbose_name='projects'),
        ),
        migrations.AddField(
            model_name='story',
            name='topics',
            field=models.ManyToManyField(blank=True, related_name='stories', to='blog.topic', verbose_name='topics'),
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lead_image_alt', models.CharField(blank=True, help_text='What the picture shows here, in the language of this text.', max_length=300, verbose_name='alternative text of the picture')),
                ('lead_image_decorative', models.BooleanField(default=False, help_text='It adds nothing to the text.', verbose_name='decorative')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('status', models.CharField(choices=[('draft', 'draft'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', max_length=10, verbose_name='status')),
                ('published_at', models.DateTimeField(blank=True, help_text='Leave empty to publish at once. With a future time it appears by itself.', null=True, verbose_name='publish on')),
                ('shown_on', publishing.dates.PartialDateField(blank=True, default='', help_text='What readers see: 2022, 01.2022 or 15.01.2022. If empty, the day of publication; for something older, only the year.', max_length=10, verbose_name='date shown')),
                ('expires_at', models.DateTimeField(blank=True, help_text='Leave empty to keep it online.', null=True, verbose_name='take down on')),
                ('withdrawn_at', models.DateTimeField(editable=False, null=True, verbose_name='withdrawn')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='changed')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('internal_note', models.TextField(blank=True, help_text='For colleagues only; never published.', verbose_name='internal note')),
                ('kind', models.CharField(choices=[('publication', 'publication'), ('news', 'news')], editable=False, max_length=12, verbose_name='kind')),
                ('language', models.CharField(choices=languages.codes.choices, max_length=8, verbose_name='language')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('slug', languages.slugs.AddressSlugField(blank=True, help_text='Created from the title if empty. It never changes by itself.', max_length=200, verbose_name='address')),
                ('lead', models.TextField(blank=True, help_text='Shown in lists and above the text, without formatting.', verbose_name='lead')),
                ('body', richtext.field.RichTextField(blank=True, verbose_name='text')),
                ('byline', models.CharField(blank=True, help_text='As it should appear under the title.', max_length=200, verbose_name='byline')),
                ('description', models.CharField(blank=True, help_text='If empty, the lead.', max_length=300, verbose_name='description for search engines')),
                ('lead_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lead_of_%(class)ss', to='library.image', verbose_name='picture')),
                ('owner', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='blog.story', verbose_name='story')),
            ],
            options={
                'verbose_name': 'post',
                'verbose_name_plural': 'posts',
                'ordering': ['-published_at', '-pk'],
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'publish'),
                'indexes': [models.Index(fields=['status', 'published_at'], name='blog_post_begins'), models.Index(fields=['status', 'expires_at'], name='blog_post_ends'), models.Index(fields=['kind', 'language', 'status', '-published_at'], name='blog_post_kind_274a2e_idx'), models.Index(fields=['language', 'status', '-published_at'], name='blog_post_languag_778f77_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'published', 'withdrawn'])), name='blog_post_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='blog_post_published_has_instant'), models.CheckConstraint(condition=models.Q(('expires_at__isnull', True), ('published_at__isnull', True), ('expires_at__gt', models.F('published_at')), _connector='OR'), name='blog_post_ends_after_it_begins', violation_error_message='It would be taken down before it is published.'), models.UniqueConstraint(fields=('story', 'language'), name='blog_post_one_per_language', violation_error_message='This story already has a text in that language.'), models.UniqueConstraint(condition=models.Q(('slug', ''), _negated=True), fields=('kind', 'language', 'slug'), name='blog_post_slug_once', violation_error_message='Another post has this address.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), models.Q(models.Q(('slug', ''), _negated=True), models.Q(('lead', ''), _negated=True), models.Q(('body', ''), _negated=True)), _connector='OR'), name='blog_post_published_is_whole', violation_error_message='A published post needs an address, a lead and a text.'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='blog_post_has_title')],
            },
        ),
        migrations.AddConstraint(
            model_name='storyorganisation',
            constraint=models.UniqueConstraint(fields=('story', 'organisation'), name='blog_story_organisation_once'),
        ),
        migrations.AddConstraint(
            model_name='storyproject',
            constraint=models.UniqueConstraint(fields=('story', 'project'), name='blog_story_project_once'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['publication', 'news'])), name='blog_story_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(('series__isnull', False), ('series_place__isnull', True), _connector='OR'), name='blog_story_place_needs_series', violation_error_message='Choose a series, or leave the place empty.'),
        ),
    ]
