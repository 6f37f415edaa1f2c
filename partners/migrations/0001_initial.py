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
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
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
                ('kind', models.CharField(choices=[('company', 'company'), ('university', 'university'), ('school', 'school'), ('research', 'research organisation'), ('public_authority', 'public authority'), ('cluster', 'cluster or network'), ('association', 'association or NGO'), ('media', 'media'), ('incubator', 'incubator or accelerator'), ('other', 'other'), ('unknown', 'not known')], default='unknown', max_length=20, verbose_name='kind')),
                ('other_names', publishing.lines.LinesField(blank=True, default=list, help_text='One per line.', verbose_name='other names')),
                ('country', models.CharField(blank=True, help_text='Two letters, for example BG.', max_length=2, verbose_name='country')),
                ('city', languages.labels.LabelField(blank=True, default=dict, verbose_name='city')),
                ('site', models.URLField(blank=True, verbose_name='website')),
                ('is_cluster', models.BooleanField(default=False, help_text='It is shown in the footer and among participants, not in the list of partners.', verbose_name='this is the cluster itself')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='logo_of_organisations', to='library.image', verbose_name='logo')),
                ('networks', models.ManyToManyField(blank=True, related_name='network_members', to='partners.organisation', verbose_name='member of networks')),
                ('owner', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['slug'],
                'abstract': False,
                'default_permissions': ('add', 'change', 'delete', 'view', 'publish'),
            },
            bases=(publishing.models.text.DescribedMixin, models.Model),
        ),
        migrations.CreateModel(
            name='OrganisationText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('language', models.CharField(choices=languages.codes.choices, max_length=8, verbose_name='language')),
                ('name', models.CharField(max_length=300, verbose_name='name')),
                ('acronym', models.CharField(blank=True, max_length=50, verbose_name='acronym')),
                ('text', richtext.field.RichTextField(blank=True, verbose_name='text')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='partners.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'text in one language',
                'verbose_name_plural': 'texts by language',
                'ordering': ['language'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Relation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('member', 'member'), ('founding_member', 'founding member'), ('memorandum', 'memorandum or agreement'), ('network', 'network'), ('supplier', 'supplier'), ('sponsor', 'sponsor')], max_length=20, verbose_name='relation')),
                ('start', publishing.dates.PartialDateField(blank=True, default='', max_length=10, verbose_name='since')),
                ('end', publishing.dates.PartialDateField(blank=True, default='', max_length=10, verbose_name='until')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='partners.organisation')),
            ],
            options={
                'verbose_name': 'relation to the cluster',
                'verbose_name_plural': 'relations to the cluster',
                'ordering': ['start', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['status', 'published_at'], name='partners_organisation_begins'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['status', 'expires_at'], name='partners_organisation_ends'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'published', 'withdrawn'])), name='partners_organisation_status_known'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='partners_organisation_published_has_instant'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at__isnull', True), ('published_at__isnull', True), ('expires_at__gt', models.F('published_at')), _connector='OR'), name='partners_organisation_ends_after_it_begins', violation_error_message='It would be taken down before it is published.'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['company', 'university', 'school', 'research', 'public_authority', 'cluster', 'association', 'media', 'incubator', 'other', 'unknown'])), name='partners_organisation_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(condition=models.Q(('is_cluster', True)), fields=('is_cluster',), name='partners_one_cluster', violation_error_message='Another organisation is marked as the cluster.'),
        ),
        migrations.AddConstraint(
            model_name='organisationtext',
            constraint=models.UniqueConstraint(fields=('organisation', 'language'), name='partners_one_text_per_language'),
        ),
        migrations.AddConstraint(
            model_name='relation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['member', 'founding_member', 'memorandum', 'network', 'supplier', 'sponsor'])), name='partners_relation_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='relation',
            constraint=models.UniqueConstraint(fields=('organisation', 'kind', 'start'), name='partners_relation_once'),
        ),
    ]
