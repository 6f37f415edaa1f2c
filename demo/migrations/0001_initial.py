from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='LoadedItem',
            fields=[
                ('uid', models.UUIDField(primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=200)),
                ('loaded_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
    ]
