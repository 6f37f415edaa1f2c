from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='post',
            name='blog_post_kind_274a2e_idx',
        ),
        migrations.RemoveIndex(
            model_name='post',
            name='blog_post_languag_778f77_idx',
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['kind', 'language', 'status', '-published_at', '-id', 'expires_at', 'story'], name='blog_post_list_of_kind'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['language', 'status', '-published_at', '-id', 'expires_at', 'story'], name='blog_post_list_of_all'),
        ),
        migrations.AddIndex(
            model_name='post',
            index=models.Index(fields=['story', 'language', 'status', 'kind', 'published_at', 'expires_at', 'id'], name='blog_post_of_story'),
        ),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(fields=['series', 'series_place'], name='blog_story_in_series'),
        ),
        migrations.AddIndex(
            model_name='storyorganisation',
            index=models.Index(fields=['organisation', 'story'], name='blog_story_of_organisation'),
        ),
        migrations.AddIndex(
            model_name='storyproject',
            index=models.Index(fields=['project', 'story'], name='blog_story_of_project'),
        ),
        # The table of a plain many-to-many field has no model that could declare an index.
        migrations.RunSQL(
            'CREATE INDEX blog_story_of_topic ON blog_story_topics (topic_id, story_id)',
            'DROP INDEX blog_story_of_topic',
        ),
    ]
