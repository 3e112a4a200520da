from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("duties", "0010_each_case"),
    ]

    operations = [
        migrations.AddField(
            model_name="caserule",
            name="only",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="只算哪种"),
        ),
        migrations.AddField(
            model_name="caserule",
            name="until",
            field=models.CharField(blank=True, default="", max_length=30, verbose_name="到它的哪个时刻"),
        ),
    ]
