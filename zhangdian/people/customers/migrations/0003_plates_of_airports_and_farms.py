from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0002_search_by_whole_indexes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="platehistory",
            name="kind",
            field=models.CharField(
                choices=[
                    ("", "无号牌"),
                    ("ordinary", "普通号牌"),
                    ("small_new_energy", "小型新能源号牌"),
                    ("large_new_energy", "大型新能源号牌"),
                    ("police", "警用号牌"),
                    ("learner", "教练车号牌"),
                    ("trailer", "挂车号牌"),
                    ("hong_kong", "香港入出境号牌"),
                    ("macau", "澳门入出境号牌"),
                    ("embassy", "使馆号牌"),
                    ("consulate", "领馆号牌"),
                    ("military", "军队号牌"),
                    ("armed_police", "武警号牌"),
                    ("rescue", "应急救援号牌"),
                    ("civil_aviation", "民航号牌"),
                    ("farm_machine", "农业机械号牌"),
                    ("temporary", "临时行驶车号牌"),
                ],
                max_length=20,
                verbose_name="号牌种类",
            ),
        ),
        migrations.AlterField(
            model_name="vehicle",
            name="plate_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "无号牌"),
                    ("ordinary", "普通号牌"),
                    ("small_new_energy", "小型新能源号牌"),
                    ("large_new_energy", "大型新能源号牌"),
                    ("police", "警用号牌"),
                    ("learner", "教练车号牌"),
                    ("trailer", "挂车号牌"),
                    ("hong_kong", "香港入出境号牌"),
                    ("macau", "澳门入出境号牌"),
                    ("embassy", "使馆号牌"),
                    ("consulate", "领馆号牌"),
                    ("military", "军队号牌"),
                    ("armed_police", "武警号牌"),
                    ("rescue", "应急救援号牌"),
                    ("civil_aviation", "民航号牌"),
                    ("farm_machine", "农业机械号牌"),
                    ("temporary", "临时行驶车号牌"),
                ],
                default="",
                max_length=20,
                verbose_name="号牌种类",
            ),
        ),
    ]
