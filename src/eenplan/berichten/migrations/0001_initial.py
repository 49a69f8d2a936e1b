import django.db.models.deletion
import pghistory.utils
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('dossier', '0001_initial'),
        ('gezin', '0001_initial'),
        ('organisatie', '0001_initial'),
        ('zorg', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bericht',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('richting', models.CharField(choices=[('uit', 'verstuurd'), ('in', 'ontvangen')], max_length=3, verbose_name='richting')),
                ('soort', models.CharField(choices=[('JW301', 'toewijzing (JW301)')], max_length=5, verbose_name='soort')),
                ('identificatie', models.CharField(max_length=12, verbose_name='identificatie')),
                ('afzender', models.CharField(max_length=8, verbose_name='afzender')),
                ('ontvanger', models.CharField(max_length=8, verbose_name='ontvanger')),
                ('gemaakt_op', models.DateTimeField(verbose_name='gemaakt op')),
                ('verzonden_op', models.DateTimeField(blank=True, null=True, verbose_name='verzonden op')),
                ('bestand', models.CharField(blank=True, max_length=60, verbose_name='bestand')),
                ('opmerkingen', models.TextField(blank=True, verbose_name='niet meegestuurd')),
                ('tegengehouden', models.CharField(blank=True, max_length=400, verbose_name='reden van tegenhouden')),
                ('doorgegeven_op', models.DateField(blank=True, null=True, verbose_name='buiten de berichten om doorgegeven op')),
                ('doorgegeven_hoe', models.CharField(blank=True, max_length=200, verbose_name='hoe doorgegeven')),
                ('aanbieder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='berichten', to='zorg.aanbieder', verbose_name='aanbieder')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='berichten', to='dossier.dossier', verbose_name='dossier')),
                ('gemaakt_door', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisatie.medewerker')),
                ('jeugdige', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='berichten', to='gezin.persoon', verbose_name='jeugdige')),
                ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisatie.organisatie', verbose_name='organisatie')),
            ],
            options={
                'verbose_name': 'bericht',
                'verbose_name_plural': 'berichten',
                'ordering': ['-gemaakt_op', '-id'],
                'indexes': [models.Index(fields=['organisatie', '-gemaakt_op'], name='bericht_recent'), models.Index(fields=['dossier', '-gemaakt_op'], name='bericht_dossier'), models.Index(condition=models.Q(('doorgegeven_op__isnull', True), ('verzonden_op__isnull', True)), fields=['organisatie', 'gemaakt_op'], name='bericht_open')],
                'constraints': [models.UniqueConstraint(fields=('organisatie', 'afzender', 'soort', 'identificatie'), name='bericht_identificatie_uniek', violation_error_message='Er is al een bericht van deze afzender met deze identificatie.'), models.CheckConstraint(condition=models.Q(('verzonden_op__isnull', True), models.Q(('tegengehouden', ''), ('verzonden_op__gte', models.F('gemaakt_op'))), _connector='OR'), name='bericht_tegengehouden_niet_verzonden')],
            },
        ),
        migrations.CreateModel(
            name='BerichtEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('richting', models.CharField(choices=[('uit', 'verstuurd'), ('in', 'ontvangen')], max_length=3, verbose_name='richting')),
                ('soort', models.CharField(choices=[('JW301', 'toewijzing (JW301)')], max_length=5, verbose_name='soort')),
                ('identificatie', models.CharField(max_length=12, verbose_name='identificatie')),
                ('afzender', models.CharField(max_length=8, verbose_name='afzender')),
                ('ontvanger', models.CharField(max_length=8, verbose_name='ontvanger')),
                ('gemaakt_op', models.DateTimeField(verbose_name='gemaakt op')),
                ('verzonden_op', models.DateTimeField(blank=True, null=True, verbose_name='verzonden op')),
                ('bestand', models.CharField(blank=True, max_length=60, verbose_name='bestand')),
                ('opmerkingen', models.TextField(blank=True, verbose_name='niet meegestuurd')),
                ('tegengehouden', models.CharField(blank=True, max_length=400, verbose_name='reden van tegenhouden')),
                ('doorgegeven_op', models.DateField(blank=True, null=True, verbose_name='buiten de berichten om doorgegeven op')),
                ('doorgegeven_hoe', models.CharField(blank=True, max_length=200, verbose_name='hoe doorgegeven')),
                ('aanbieder', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorg.aanbieder', verbose_name='aanbieder')),
                ('dossier', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='dossier.dossier', verbose_name='dossier')),
                ('gemaakt_door', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisatie.medewerker')),
                ('jeugdige', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='gezin.persoon', verbose_name='jeugdige')),
                ('organisatie', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisatie.organisatie', verbose_name='organisatie')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='historie', to='berichten.bericht')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Berichtinhoud',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('versleuteld', models.BinaryField()),
                ('sha256', models.CharField(max_length=64)),
                ('bericht', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='inhoud', to='berichten.bericht')),
                ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisatie.organisatie', verbose_name='organisatie')),
            ],
            options={
                'verbose_name': 'inhoud van bericht',
                'verbose_name_plural': 'inhoud van berichten',
            },
        ),
        migrations.CreateModel(
            name='Berichtregel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vastgesteld_op', models.DateTimeField(verbose_name='vastgesteld op')),
                ('bericht', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regels', to='berichten.bericht')),
                ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisatie.organisatie', verbose_name='organisatie')),
                ('toewijzing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='berichtregels', to='zorg.toewijzing')),
            ],
            options={
                'verbose_name': 'berichtregel',
                'verbose_name_plural': 'berichtregels',
                'ordering': ['toewijzing'],
                'indexes': [models.Index(fields=['toewijzing', 'vastgesteld_op'], name='berichtregel_stand')],
                'constraints': [models.UniqueConstraint(fields=('bericht', 'toewijzing'), name='berichtregel_een_keer')],
            },
        ),
        migrations.CreateModel(
            name='BerichtregelEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('vastgesteld_op', models.DateTimeField(verbose_name='vastgesteld op')),
                ('bericht', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='berichten.bericht')),
                ('organisatie', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisatie.organisatie', verbose_name='organisatie')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='historie', to='berichten.berichtregel')),
                ('toewijzing', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='zorg.toewijzing')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
