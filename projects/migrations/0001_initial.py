import django.db.models.deletion
import languages.codes
import languages.labels
import languages.slugs
import publishing.dates
import publishing.lines
import publishing.models.text
import richtext.field
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('library', '0001_initial'),
        ('partners', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True, verbose_name='code')),
                ('name', languages.labels.LabelField(default=dict, verbose_name='name')),
                ('period', models.CharField(help_text='For example 2021-27.', max_length=20, verbose_name='period')),
                ('management', models.CharField(choices=[('direct', 'direct'), ('indirect', 'indirect'), ('shared', 'shared'), ('unknown', 'not known')], default='unknown', max_length=10, verbose_name='management')),
                ('statement', models.SlugField(blank=True, max_length=60, verbose_name='funding statement')),
            ],
            options={
                'verbose_name': 'EU programme',
                'verbose_name_plural': 'EU programmes',
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('management__in', ['direct', 'indirect', 'shared', 'unknown'])), name='projects_programme_management_known')],
            },
        ),
        migrations.CreateModel(
            name='Project',
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
                ('slug', languages.slugs.AddressSlugField(help_text='The last part of its address, the same in every language.', max_length=200, unique=True, verbose_name='address')),
                ('acronym', models.CharField(max_length=100, verbose_name='acronym')),
                ('other_spellings', publishing.lines.LinesField(blank=True, default=list, help_text='One per line.', verbose_name='other spellings')),
                ('calls', publishing.lines.LinesField(blank=True, default=list, help_text='One per line.', verbose_name='calls')),
                ('grant_number', models.CharField(blank=True, max_length=100, verbose_name='grant number')),
                ('funding', models.CharField(choices=[('funded', 'funded by the European Union'), ('co_funded', 'co-funded by the European Union'), ('unknown', 'not known')], default='unknown', max_length=10, verbose_name='funding')),
                ('granting_authority', languages.labels.LabelField(blank=True, default=dict, verbose_name='granting authority')),
                ('amount_total', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='total')),
                ('amount_eu', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='from the European Union')),
                ('amount_national', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='national')),
                ('amount_own', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='own contribution')),
                ('currency', models.CharField(blank=True, choices=[('EUR', 'EUR'), ('BGN', 'BGN')], max_length=3, verbose_name='currency')),
                ('start', publishing.dates.PartialDateField(blank=True, default='', max_length=10, verbose_name='start')),
                ('planned_end', publishing.dates.PartialDateField(blank=True, default='', max_length=10, verbose_name='planned end')),
                ('actual_end', publishing.dates.PartialDateField(blank=True, default='', max_length=10, verbose_name='actual end')),
                ('partners_known', models.PositiveSmallIntegerField(blank=True, help_text='Where the number is known but not every name.', null=True, verbose_name='number of partners')),
                ('associated_known', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number of associated partners')),
                ('site', models.URLField(blank=True, verbose_name='website')),
                ('keep_online_until', models.DateField(blank=True, help_text='The grant requires this page to stay online until this day.', null=True, verbose_name='keep online until')),
                ('continues', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='continued_by', to='projects.project', verbose_name='continues')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='logo_of_projects', to='library.image', verbose_name='logo')),
                ('owner', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('programme', models.ForeignKey(blank=True, help_text='Leave empty if not known.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='projects.programme', verbose_name='EU programme')),
            ],
            options={
                'verbose_name': 'project',
                'verbose_name_plural': 'projects',
                'ordering': ['acronym'],
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'publish'),
            },
            bases=(publishing.models.text.DescribedMixin, models.Model),
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', models.CharField(blank=True, help_text='Two letters; only where the organisation is not known.', max_length=2, verbose_name='country')),
                ('role', models.CharField(choices=[('coordinator', 'coordinator'), ('partner', 'partner'), ('associated', 'associated partner'), ('unknown', 'role not known')], default='partner', max_length=12, verbose_name='role')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='partners.organisation', verbose_name='organisation')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='projects.project')),
            ],
            options={
                'verbose_name': 'participant',
                'verbose_name_plural': 'participants',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ProjectText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('language', models.CharField(choices=languages.codes.choices, max_length=8, verbose_name='language')),
                ('name', models.CharField(max_length=400, verbose_name='full name')),
                ('summary', models.TextField(blank=True, help_text='One or two sentences, without formatting.', verbose_name='summary')),
                ('text', richtext.field.RichTextField(blank=True, verbose_name='text')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='projects.project')),
            ],
            options={
                'verbose_name': 'text in one language',
                'verbose_name_plural': 'texts by language',
                'ordering': ['language'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Result',
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
                ('slug', languages.slugs.AddressSlugField(help_text='The last part of its address, the same in every language.', max_length=200, verbose_name='address')),
                ('group', models.CharField(blank=True, help_text='Work package or intellectual output, for example IO1.', max_length=100, verbose_name='group')),
                ('kind', models.CharField(choices=[('tool', 'tool'), ('guide', 'guide or manual'), ('course', 'course or module'), ('framework', 'framework or curriculum'), ('publication', 'publication'), ('game', 'game'), ('platform', 'platform'), ('network', 'network or centre'), ('other', 'other')], default='other', max_length=20, verbose_name='kind')),
                ('readiness', models.CharField(choices=[('planned', 'planned'), ('ready', 'ready')], default='ready', max_length=10, verbose_name='readiness')),
                ('date', publishing.dates.PartialDateField(blank=True, default='', max_length=10, verbose_name='date')),
                ('licence', models.CharField(blank=True, max_length=200, verbose_name='licence')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('owner', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='projects.result', verbose_name='part of')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='results', to='projects.project', verbose_name='project')),
            ],
            options={
                'verbose_name': 'result',
                'verbose_name_plural': 'results',
                'ordering': ['order', 'pk'],
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'publish'),
            },
            bases=(publishing.models.text.DescribedMixin, models.Model),
        ),
        migrations.CreateModel(
            name='ResultLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='link')),
                ('label', languages.labels.LabelField(blank=True, default=dict, verbose_name='link text')),
                ('language', models.CharField(blank=True, choices=languages.codes.choices, max_length=8, verbose_name='language of the content')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='result_links', to='library.document', verbose_name='document')),
                ('result', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='projects.result')),
            ],
            options={
                'verbose_name': 'link',
                'verbose_name_plural': 'links',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ResultText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('language', models.CharField(choices=languages.codes.choices, max_length=8, verbose_name='language')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('text', richtext.field.RichTextField(blank=True, verbose_name='text')),
                ('result', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='projects.result')),
            ],
            options={
                'verbose_name': 'text in one language',
                'verbose_name_plural': 'texts by language',
                'ordering': ['language'],
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='project',
            index=models.Index(fields=['status', 'published_at'], name='projects_project_begins'),
        ),
        migrations.AddIndex(
            model_name='project',
            index=models.Index(fields=['status', 'expires_at'], name='projects_project_ends'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'published', 'withdrawn'])), name='projects_project_status_known'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='projects_project_published_has_instant'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__isnull', True), ('published_at__isnull', True), ('expires_at__gt', models.F('published_at')), _connector='OR'), name='projects_project_ends_after_it_begins', violation_error_message='It would be taken down before it is published.'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('funding__in', ['funded', 'co_funded', 'unknown'])), name='projects_funding_known'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount_eu__isnull', True), ('amount_national__isnull', True), ('amount_own__isnull', True), ('amount_total__isnull', True)), ('currency__in', ['EUR', 'BGN']), _connector='OR'), name='projects_amount_has_currency', violation_error_message='Choose the currency of the amounts.'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('amount_total__isnull', True), ('amount_total__gte', 0), _connector='OR'), name='projects_amount_total_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('amount_eu__isnull', True), ('amount_eu__gte', 0), _connector='OR'), name='projects_amount_eu_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('amount_national__isnull', True), ('amount_national__gte', 0), _connector='OR'), name='projects_amount_national_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('amount_own__isnull', True), ('amount_own__gte', 0), _connector='OR'), name='projects_amount_own_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='project',
            constraint=models.CheckConstraint(condition=models.Q(('continues', models.F('pk')), _negated=True), name='projects_does_not_continue_itself'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(fields=('project', 'organisation'), name='projects_participates_once', violation_error_message='This organisation is already a participant.'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('organisation__isnull', False), models.Q(('country', ''), _negated=True), _connector='XOR'), name='projects_participation_names_somebody', violation_error_message='Choose an organisation, or give only a country.'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['coordinator', 'partner', 'associated', 'unknown'])), name='projects_role_known'),
        ),
        migrations.AddConstraint(
            model_name='projecttext',
            constraint=models.UniqueConstraint(fields=('project', 'language'), name='projects_one_text_per_language'),
        ),
        migrations.AddIndex(
            model_name='result',
            index=models.Index(fields=['status', 'published_at'], name='projects_result_begins'),
        ),
        migrations.AddIndex(
            model_name='result',
            index=models.Index(fields=['status', 'expires_at'], name='projects_result_ends'),
        ),
        migrations.AddIndex(
            model_name='result',
            index=models.Index(fields=['project', 'status', 'published_at'], name='projects_re_project_63e0f7_idx'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'published', 'withdrawn'])), name='projects_result_status_known'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='projects_result_published_has_instant'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__isnull', True), ('published_at__isnull', True), ('expires_at__gt', models.F('published_at')), _connector='OR'), name='projects_result_ends_after_it_begins', violation_error_message='It would be taken down before it is published.'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.UniqueConstraint(fields=('project', 'slug'), name='projects_result_slug_once'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['tool', 'guide', 'course', 'framework', 'publication', 'game', 'platform', 'network', 'other'])), name='projects_result_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(('readiness__in', ['planned', 'ready'])), name='projects_result_readiness_known'),
        ),
        migrations.AddConstraint(
            model_name='result',
            constraint=models.CheckConstraint(condition=models.Q(('parent', models.F('pk')), _negated=True), name='projects_result_not_own_part'),
        ),
        migrations.AddConstraint(
            model_name='resultlink',
            constraint=models.CheckConstraint(condition=models.Q(('url', ''), ('document__isnull', True), _connector='XOR'), name='projects_link_or_document', violation_error_message='Give either an address or a document.'),
        ),
        migrations.AddConstraint(
            model_name='resulttext',
            constraint=models.UniqueConstraint(fields=('result', 'language'), name='projects_result_one_text_per_language'),
        ),
    ]
