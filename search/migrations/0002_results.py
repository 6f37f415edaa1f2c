from django.db import migrations


class Migration(migrations.Migration):
    """Results can be found: the index of an older database is built again (``search/apps.py``)."""

    dependencies = [
        ('search', '0001_initial'),
    ]

    operations = []
