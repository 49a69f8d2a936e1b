import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('dossier', '0001_initial'),
        ('organisatie', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Gebeurtenis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tijdstip', models.DateTimeField(verbose_name='tijdstip')),
                ('soort', models.CharField(max_length=60, verbose_name='soort')),
                ('over_soort', models.CharField(max_length=60, verbose_name='over wat')),
                ('over_id', models.BigIntegerField(null=True, verbose_name='over welk')),
                ('tekst', models.CharField(max_length=400, verbose_name='tekst')),
                ('waarom', models.TextField(blank=True, verbose_name='waarom')),
                ('proces_id', models.BigIntegerField(null=True, verbose_name='proces')),
                ('gegevens', models.JSONField(blank=True, default=dict, verbose_name='gegevens')),
                ('dossier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='gebeurtenissen', to='dossier.dossier', verbose_name='dossier')),
                ('medewerker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisatie.medewerker', verbose_name='medewerker')),
                ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisatie.organisatie', verbose_name='organisatie')),
            ],
            options={
                'verbose_name': 'gebeurtenis',
                'verbose_name_plural': 'gebeurtenissen',
                'ordering': ['-tijdstip', '-id'],
                'indexes': [models.Index(fields=['dossier', '-tijdstip'], name='gebeurtenis_tijdlijn'), models.Index(fields=['organisatie', '-tijdstip'], name='gebeurtenis_recent')],
            },
        ),
        migrations.CreateModel(
            name='Leesregel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tijdstip', models.DateTimeField(verbose_name='tijdstip')),
                ('wat', models.CharField(max_length=60, verbose_name='wat is gelezen')),
                ('reden', models.CharField(max_length=60, verbose_name='op welke grond')),
                ('toelichting', models.TextField(blank=True, verbose_name='toelichting')),
                ('dossiers', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None, verbose_name='dossiers')),
                ('personen', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None, verbose_name='personen')),
                ('verzoek', models.CharField(blank=True, max_length=36, verbose_name='kenmerk van het verzoek')),
                ('medewerker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisatie.medewerker', verbose_name='medewerker')),
                ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisatie.organisatie', verbose_name='organisatie')),
            ],
            options={
                'verbose_name': 'leesregel',
                'verbose_name_plural': 'leesregels',
                'ordering': ['-tijdstip', '-id'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(models.F('dossiers'), fastupdate=True, name='leesregel_dossiers'), models.Index(fields=['medewerker', '-tijdstip'], name='leesregel_medewerker')],
            },
        ),
    ]
