from django.db import migrations, models

from search.drivers import driver


def create(apps, schema_editor):
    for statement in driver(schema_editor.connection).CREATE.split(";"):
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute(driver(schema_editor.connection).DROP)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('row', models.BigIntegerField()),
                ('language', models.CharField(max_length=8)),
                ('path', models.CharField(max_length=700)),
                ('year', models.PositiveSmallIntegerField(default=0)),
                ('title', models.TextField()),
                ('text', models.TextField()),
                ('title_words', models.TextField()),
                ('name_words', models.TextField()),
            ],
            options={
                'indexes': [models.Index(fields=['language', '-year', '-id'], name='search_entr_languag_fdf5fa_idx')],
                'constraints': [models.UniqueConstraint(fields=('kind', 'row'), name='search_entry_once')],
            },
        ),
        migrations.RunPython(create, drop),
    ]
