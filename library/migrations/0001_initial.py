import django.core.validators
import django.db.models.deletion
import languages.codes
import languages.labels
import library.models.document
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.CharField(default=library.models.document.new_key, editable=False, max_length=22, unique=True)),
                ('title', languages.labels.LabelField(default=dict, verbose_name='title')),
                ('slug', models.CharField(editable=False, max_length=120)),
                ('name', models.CharField(editable=False, help_text='The name under which readers save it.', max_length=120, verbose_name='file name')),
                ('file', models.FileField(editable=False, max_length=200, upload_to='', verbose_name='file')),
                ('source_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('xlsx', 'Excel'), ('pptx', 'PowerPoint'), ('odt', 'OpenDocument text'), ('ods', 'OpenDocument spreadsheet'), ('odp', 'OpenDocument presentation'), ('epub', 'EPUB'), ('zip', 'ZIP')], editable=False, max_length=8, verbose_name='type')),
                ('size', models.PositiveBigIntegerField(editable=False, help_text='In bytes.', verbose_name='size')),
                ('is_active', models.BooleanField(default=False, editable=False, help_text='Open it with care.', verbose_name='contains scripts')),
                ('language', models.CharField(blank=True, choices=languages.codes.choices, max_length=8, verbose_name='language of the document')),
                ('date', models.DateField(blank=True, null=True, verbose_name='date of the document')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'ordering': ['-created_at', '-pk'],
                'default_permissions': ('add', 'change', 'delete', 'view', 'change_public'),
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', {'docx': ('Word', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'), 'epub': ('EPUB', 'application/epub+zip'), 'odp': ('OpenDocument presentation', 'application/vnd.oasis.opendocument.presentation'), 'ods': ('OpenDocument spreadsheet', 'application/vnd.oasis.opendocument.spreadsheet'), 'odt': ('OpenDocument text', 'application/vnd.oasis.opendocument.text'), 'pdf': ('PDF', 'application/pdf'), 'pptx': ('PowerPoint', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'), 'xlsx': ('Excel', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'), 'zip': ('ZIP', 'application/zip')})), name='library_document_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Image',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(help_text='Helps you to find it again. Visitors do not see it.', max_length=200, verbose_name='name')),
                ('file', models.FileField(editable=False, max_length=200, upload_to='', verbose_name='picture')),
                ('source_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('format', models.CharField(editable=False, max_length=8, verbose_name='format')),
                ('width', models.PositiveIntegerField(editable=False, verbose_name='width')),
                ('height', models.PositiveIntegerField(editable=False, verbose_name='height')),
                ('rendition_widths', models.JSONField(default=list, editable=False)),
                ('alt', languages.labels.LabelField(blank=True, default=dict, help_text='What the picture shows, for people who cannot see it.', verbose_name='alternative text')),
                ('decorative', models.BooleanField(default=False, help_text='It adds nothing to the text.', verbose_name='decorative')),
                ('credit', models.CharField(blank=True, max_length=200, verbose_name='credit')),
                ('licence', models.CharField(blank=True, max_length=200, verbose_name='licence')),
                ('focal_x', models.PositiveSmallIntegerField(default=50, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='focal point, from the left')),
                ('focal_y', models.PositiveSmallIntegerField(default=50, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='focal point, from the top')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='uploaded')),
            ],
            options={
                'verbose_name': 'picture',
                'verbose_name_plural': 'pictures',
                'ordering': ['-created_at', '-pk'],
                'default_permissions': ('add', 'change', 'delete', 'view', 'change_public'),
                'constraints': [models.CheckConstraint(condition=models.Q(('focal_x__lte', 100), ('focal_y__lte', 100)), name='library_image_focal_point_inside'), models.CheckConstraint(condition=models.Q(('height__gt', 0), ('width__gt', 0)), name='library_image_has_size')],
            },
        ),
        migrations.CreateModel(
            name='FormerFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_files', to='library.image')),
            ],
        ),
        migrations.CreateModel(
            name='Use',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source_label', models.CharField(max_length=60)),
                ('source_key', models.CharField(max_length=40)),
                ('owner_label', models.CharField(max_length=60)),
                ('owner_key', models.CharField(max_length=40)),
                ('place', models.CharField(choices=[('text', 'text'), ('picture', 'picture'), ('logo', 'logo'), ('link', 'link')], max_length=10, verbose_name='position')),
                ('standing', models.CharField(choices=[('row', 'live version'), ('next', 'next version'), ('former', 'former version')], default='row', max_length=10, verbose_name='version')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='library.document', verbose_name='document')),
                ('image', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='library.image', verbose_name='picture')),
            ],
            options={
                'verbose_name': 'use',
                'verbose_name_plural': 'uses',
                'ordering': ['standing', 'title', 'pk'],
                'default_permissions': ('view',),
                'indexes': [models.Index(fields=['source_label', 'source_key'], name='library_use_source__cc04a7_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('image__isnull', True), ('document__isnull', True), _connector='XOR'), name='library_use_of_one_thing'), models.CheckConstraint(condition=models.Q(('place__in', ['text', 'picture', 'logo', 'link'])), name='library_use_place_known'), models.CheckConstraint(condition=models.Q(('standing__in', ['row', 'next', 'former'])), name='library_use_standing_known')],
            },
        ),
    ]
