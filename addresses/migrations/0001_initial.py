import languages.codes
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='MissedAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(max_length=300, unique=True, verbose_name='address')),
                ('count', models.PositiveIntegerField(default=1, verbose_name='times')),
                ('first_seen', models.DateTimeField(auto_now_add=True, verbose_name='first requested')),
                ('last_seen', models.DateTimeField(db_index=True, verbose_name='last requested')),
            ],
            options={
                'verbose_name': 'broken address',
                'verbose_name_plural': 'broken addresses',
                'ordering': ['-count', '-last_seen'],
                'default_permissions': ('view', 'change', 'delete'),
            },
        ),
        migrations.CreateModel(
            name='Address',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(db_index=True)),
                ('label', models.CharField(max_length=60)),
                ('language', models.CharField(choices=languages.codes.choices, max_length=8)),
                ('path', models.CharField(db_index=True, max_length=700, verbose_name='address')),
                ('is_current', models.BooleanField(default=True)),
                ('by_hand', models.BooleanField(default=False)),
                ('former_id', models.PositiveIntegerField(db_index=True, null=True)),
                ('public_from', models.DateTimeField(null=True)),
                ('public_until', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'address',
                'verbose_name_plural': 'addresses',
                'constraints': [models.UniqueConstraint(fields=('uid', 'language', 'path'), name='addresses_address_once'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('path',), name='addresses_address_current_path_once'), models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('uid', 'language'), name='addresses_address_one_current')],
            },
        ),
    ]
