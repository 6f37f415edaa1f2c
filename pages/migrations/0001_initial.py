import addresses.links
import django.db.models.deletion
import languages.codes
import languages.slugs
import pages.profiles
import publishing.dates
import richtext.field
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('library', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SiteText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=languages.codes.choices, max_length=8, unique=True, verbose_name='language')),
                ('intro_title', models.CharField(blank=True, help_text='If empty, the name of the cluster.', max_length=120, verbose_name='heading of the home page')),
                ('intro', models.TextField(blank=True, max_length=600, verbose_name='intro of the home page')),
                ('rights_holder', models.CharField(blank=True, help_text='Shown in the footer after © and the year. If empty, the name of the cluster.', max_length=120, verbose_name='holder of the rights')),
                ('address', models.TextField(blank=True, help_text='As written on a letter.', max_length=300, verbose_name='address')),
                ('mail', models.EmailField(blank=True, max_length=254, verbose_name='mail')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('profiles', pages.profiles.ProfilesField(blank=True, default=list, help_text='One to a line: a name and the address, LinkedIn https://…', verbose_name='social profiles')),
            ],
            options={
                'verbose_name': 'home page and footer',
                'verbose_name_plural': 'home page and footer',
                'ordering': ['language'],
            },
        ),
        migrations.CreateModel(
            name='Page',
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
                ('key', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ('language', models.CharField(choices=languages.codes.choices, max_length=8, verbose_name='language')),
                ('slug', languages.slugs.AddressSlugField(blank=True, help_text='Created from the title if empty. It never changes by itself.', max_length=200, verbose_name='address')),
                ('path', models.CharField(blank=True, editable=False, max_length=602)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('menu_title', models.CharField(blank=True, help_text='If empty, the title.', max_length=60, verbose_name='menu label')),
                ('lead', models.TextField(blank=True, help_text='Shown above the text.', verbose_name='lead')),
                ('text', richtext.field.RichTextField(blank=True, verbose_name='text')),
                ('description', models.CharField(blank=True, max_length=300, verbose_name='description for search engines')),
                ('menu', models.CharField(blank=True, choices=[('', 'not in a menu'), ('main', 'main menu'), ('footer', 'footer')], default='', help_text='A page is listed under its parent page if both are in the same menu.', max_length=10, verbose_name='menu')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Among the pages on the same level, smallest first.', verbose_name='position')),
                ('role', models.CharField(blank=True, choices=[('', 'nothing else'), ('contact', 'address, mail and profiles of the footer')], default='', max_length=10, verbose_name='also shows')),
                ('lead_image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lead_of_%(class)ss', to='library.image', verbose_name='picture')),
                ('owner', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('parent', models.ForeignKey(blank=True, help_text='Leave empty for a page at the top level.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='pages.page', verbose_name='parent page')),
            ],
            options={
                'verbose_name': 'page',
                'verbose_name_plural': 'pages',
                'ordering': ['language', 'path'],
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'publish'),
                'indexes': [models.Index(fields=['status', 'published_at'], name='pages_page_begins'), models.Index(fields=['status', 'expires_at'], name='pages_page_ends'), models.Index(fields=['language', 'status', 'menu', 'order'], name='pages_page_languag_598c1f_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'published', 'withdrawn'])), name='pages_page_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='pages_page_published_has_instant'), models.CheckConstraint(condition=models.Q(('expires_at__isnull', True), ('published_at__isnull', True), ('expires_at__gt', models.F('published_at')), _connector='OR'), name='pages_page_ends_after_it_begins', violation_error_message='It would be taken down before it is published.'), models.UniqueConstraint(fields=('key', 'language'), name='pages_page_one_per_language', violation_error_message='This page already has a text in that language.'), models.UniqueConstraint(condition=models.Q(('path', ''), _negated=True), fields=('language', 'path'), name='pages_page_path_once', violation_error_message='Another page has this address.'), models.UniqueConstraint(condition=models.Q(('slug', ''), _negated=True), fields=('parent', 'slug'), name='pages_page_slug_once', violation_error_message='Another page has this address.'), models.UniqueConstraint(condition=models.Q(('parent__isnull', True), models.Q(('slug', ''), _negated=True)), fields=('language', 'slug'), name='pages_page_root_slug_once', violation_error_message='Another page has this address.'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), models.Q(('slug', ''), ('text', ''), _connector='OR', _negated=True), _connector='OR'), name='pages_page_published_is_whole', violation_error_message='A published page needs an address and a text.'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='pages_page_has_title'), models.CheckConstraint(condition=models.Q(('menu__in', ['', 'main', 'footer'])), name='pages_page_menu_known'), models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('pk')), _negated=True), _connector='OR'), name='pages_page_not_below_itself')],
            },
        ),
        migrations.CreateModel(
            name='Promotion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
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
                ('language', models.CharField(choices=languages.codes.choices, max_length=8, verbose_name='language')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('text', models.TextField(max_length=600, verbose_name='text')),
                ('link', addresses.links.LinkField(help_text='The address of a page of this site or of another, as copied.', max_length=500, verbose_name='links to')),
                ('image', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='promotions', to='library.image', verbose_name='picture')),
                ('owner', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'promoted block',
                'verbose_name_plural': 'promoted blocks',
                'ordering': ['-published_at', '-pk'],
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'publish'),
                'indexes': [models.Index(fields=['status', 'published_at'], name='pages_promotion_begins'), models.Index(fields=['status', 'expires_at'], name='pages_promotion_ends'), models.Index(fields=['language', 'status', '-published_at'], name='pages_promo_languag_e96f1d_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'published', 'withdrawn'])), name='pages_promotion_status_known'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='pages_promotion_published_has_instant'), models.CheckConstraint(condition=models.Q(('expires_at__isnull', True), ('published_at__isnull', True), ('expires_at__gt', models.F('published_at')), _connector='OR'), name='pages_promotion_ends_after_it_begins', violation_error_message='It would be taken down before it is published.')],
            },
        ),
    ]
