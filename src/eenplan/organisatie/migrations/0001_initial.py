import django.core.validators
import django.db.models.deletion
import pghistory.utils
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Functievervulling',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vanaf', models.DateField(verbose_name='vanaf')),
                ('tot', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ('functie', models.CharField(choices=[('a_team', 'administratief medewerker'), ('praktijkleider', 'praktijkleider'), ('gedragswetenschapper', 'gedragswetenschapper'), ('jeugdconsulent', 'jeugdconsulent'), ('teamleider', 'teamleider'), ('procesregisseur', 'procesregisseur'), ('adviseur', 'adviseur'), ('kwaliteitsadviseur', 'kwaliteitsadviseur'), ('backoffice', 'backoffice'), ('beleid', 'beleidsmedewerker'), ('manager', 'manager'), ('bestuurder', 'bestuurder'), ('jeugdbeschermer', 'jeugdbeschermer'), ('instroomteam', 'medewerker instroomteam'), ('zorgmakelaar', 'zorgmakelaar'), ('ret_coordinator', 'RET-coördinator'), ('auditor', 'auditor'), ('beheerder', 'beheerder')], max_length=20, verbose_name='functie')),
            ],
            options={
                'verbose_name': 'functievervulling',
                'verbose_name_plural': 'functievervullingen',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('tot__isnull', True), ('tot__gte', models.F('vanaf')), _connector='OR'), name='functievervulling_eind_na_begin', violation_error_message='De einddatum ligt vóór de begindatum.')],
            },
        ),
        migrations.CreateModel(
            name='Organisatie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('naam', models.CharField(max_length=120, unique=True, verbose_name='naam')),
                ('soort', models.CharField(choices=[('gemeente', 'gemeente'), ('gi', 'gecertificeerde instelling'), ('regio', 'regio'), ('aanbieder', 'aanbieder')], max_length=10, verbose_name='soort')),
                ('code', models.CharField(help_text='Gemeente: vier cijfers van het CBS. Anders: acht cijfers AGB.', max_length=8, unique=True, validators=[django.core.validators.RegexValidator('^(\\d{4}|\\d{8})$', 'Geef vier cijfers (CBS) of acht cijfers (AGB).')], verbose_name='code')),
                ('voorvoegsel', models.CharField(max_length=4, verbose_name='voorvoegsel van dossiernummers')),
                ('instellingen', models.JSONField(blank=True, default=dict, verbose_name='instellingen')),
            ],
            options={
                'verbose_name': 'organisatie',
                'verbose_name_plural': 'organisaties',
            },
        ),
        migrations.CreateModel(
            name='Medewerker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('versie', models.PositiveIntegerField(default=0, editable=False, verbose_name='versie')),
                ('naam', models.CharField(max_length=120, verbose_name='naam')),
                ('fte', models.DecimalField(decimal_places=2, default=Decimal('1'), max_digits=3, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1.2'))], verbose_name='fte')),
                ('skj_nummer', models.CharField(blank=True, max_length=9, validators=[django.core.validators.RegexValidator('^\\d{9}$', 'Een SKJ-nummer heeft negen cijfers.')], verbose_name='SKJ-nummer')),
                ('skj_tot', models.DateField(blank=True, null=True, verbose_name='SKJ geldig tot en met')),
                ('telefoon', models.CharField(blank=True, max_length=20, verbose_name='telefoon')),
                ('actief', models.BooleanField(default=True, verbose_name='actief')),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='medewerker', to=settings.AUTH_USER_MODEL)),
                ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='medewerkers', to='organisatie.organisatie')),
            ],
            options={
                'verbose_name': 'medewerker',
                'verbose_name_plural': 'medewerkers',
                'ordering': ['naam'],
            },
        ),
        migrations.CreateModel(
            name='Mandaat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vanaf', models.DateField(verbose_name='vanaf')),
                ('tot', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ('functie', models.CharField(choices=[('a_team', 'administratief medewerker'), ('praktijkleider', 'praktijkleider'), ('gedragswetenschapper', 'gedragswetenschapper'), ('jeugdconsulent', 'jeugdconsulent'), ('teamleider', 'teamleider'), ('procesregisseur', 'procesregisseur'), ('adviseur', 'adviseur'), ('kwaliteitsadviseur', 'kwaliteitsadviseur'), ('backoffice', 'backoffice'), ('beleid', 'beleidsmedewerker'), ('manager', 'manager'), ('bestuurder', 'bestuurder'), ('jeugdbeschermer', 'jeugdbeschermer'), ('instroomteam', 'medewerker instroomteam'), ('zorgmakelaar', 'zorgmakelaar'), ('ret_coordinator', 'RET-coördinator'), ('auditor', 'auditor'), ('beheerder', 'beheerder')], max_length=20, verbose_name='functie')),
                ('besluitsoort', models.CharField(choices=[('zin', 'zorg in natura'), ('pgb', 'persoonsgebonden budget'), ('afwijzing', 'afwijzing')], max_length=10, verbose_name='soort besluit')),
                ('tot_bedrag', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='tot en met bedrag per jaar')),
                ('bron', models.CharField(max_length=200, verbose_name='besluit waarop dit berust')),
                ('medewerker', models.ForeignKey(blank=True, help_text='Leeg: ieder die de functie vervult.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandaten', to='organisatie.medewerker')),
                ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandaten', to='organisatie.organisatie')),
            ],
            options={
                'verbose_name': 'mandaat',
                'verbose_name_plural': 'mandaten',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('tot__isnull', True), ('tot__gte', models.F('vanaf')), _connector='OR'), name='mandaat_eind_na_begin', violation_error_message='De einddatum ligt vóór de begindatum.')],
            },
        ),
        migrations.CreateModel(
            name='FunctievervullingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('vanaf', models.DateField(verbose_name='vanaf')),
                ('tot', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ('functie', models.CharField(choices=[('a_team', 'administratief medewerker'), ('praktijkleider', 'praktijkleider'), ('gedragswetenschapper', 'gedragswetenschapper'), ('jeugdconsulent', 'jeugdconsulent'), ('teamleider', 'teamleider'), ('procesregisseur', 'procesregisseur'), ('adviseur', 'adviseur'), ('kwaliteitsadviseur', 'kwaliteitsadviseur'), ('backoffice', 'backoffice'), ('beleid', 'beleidsmedewerker'), ('manager', 'manager'), ('bestuurder', 'bestuurder'), ('jeugdbeschermer', 'jeugdbeschermer'), ('instroomteam', 'medewerker instroomteam'), ('zorgmakelaar', 'zorgmakelaar'), ('ret_coordinator', 'RET-coördinator'), ('auditor', 'auditor'), ('beheerder', 'beheerder')], max_length=20, verbose_name='functie')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='historie', to='organisatie.functievervulling')),
                ('medewerker', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisatie.medewerker')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='functievervulling',
            name='medewerker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='functievervullingen', to='organisatie.medewerker'),
        ),
        migrations.CreateModel(
            name='MedewerkerEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('versie', models.PositiveIntegerField(default=0, editable=False, verbose_name='versie')),
                ('naam', models.CharField(max_length=120, verbose_name='naam')),
                ('fte', models.DecimalField(decimal_places=2, default=Decimal('1'), max_digits=3, validators=[django.core.validators.MinValueValidator(Decimal('0')), django.core.validators.MaxValueValidator(Decimal('1.2'))], verbose_name='fte')),
                ('skj_nummer', models.CharField(blank=True, max_length=9, validators=[django.core.validators.RegexValidator('^\\d{9}$', 'Een SKJ-nummer heeft negen cijfers.')], verbose_name='SKJ-nummer')),
                ('skj_tot', models.DateField(blank=True, null=True, verbose_name='SKJ geldig tot en met')),
                ('telefoon', models.CharField(blank=True, max_length=20, verbose_name='telefoon')),
                ('actief', models.BooleanField(default=True, verbose_name='actief')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='historie', to='organisatie.medewerker')),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisatie', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisatie.organisatie')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MandaatEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('vanaf', models.DateField(verbose_name='vanaf')),
                ('tot', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ('functie', models.CharField(choices=[('a_team', 'administratief medewerker'), ('praktijkleider', 'praktijkleider'), ('gedragswetenschapper', 'gedragswetenschapper'), ('jeugdconsulent', 'jeugdconsulent'), ('teamleider', 'teamleider'), ('procesregisseur', 'procesregisseur'), ('adviseur', 'adviseur'), ('kwaliteitsadviseur', 'kwaliteitsadviseur'), ('backoffice', 'backoffice'), ('beleid', 'beleidsmedewerker'), ('manager', 'manager'), ('bestuurder', 'bestuurder'), ('jeugdbeschermer', 'jeugdbeschermer'), ('instroomteam', 'medewerker instroomteam'), ('zorgmakelaar', 'zorgmakelaar'), ('ret_coordinator', 'RET-coördinator'), ('auditor', 'auditor'), ('beheerder', 'beheerder')], max_length=20, verbose_name='functie')),
                ('besluitsoort', models.CharField(choices=[('zin', 'zorg in natura'), ('pgb', 'persoonsgebonden budget'), ('afwijzing', 'afwijzing')], max_length=10, verbose_name='soort besluit')),
                ('tot_bedrag', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, verbose_name='tot en met bedrag per jaar')),
                ('bron', models.CharField(max_length=200, verbose_name='besluit waarop dit berust')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='historie', to='organisatie.mandaat')),
                ('medewerker', models.ForeignKey(blank=True, db_constraint=False, help_text='Leeg: ieder die de functie vervult.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisatie.medewerker')),
                ('organisatie', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisatie.organisatie')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Team',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('naam', models.CharField(max_length=80, verbose_name='naam')),
                ('soort', models.CharField(choices=[('entree', 'entreeteam'), ('regie', 'regieteam'), ('a_team', 'A-team'), ('bescherming', 'team jeugdbescherming'), ('staf', 'staf')], max_length=12, verbose_name='soort')),
                ('organisatie', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='organisatie.organisatie')),
            ],
            options={
                'verbose_name': 'team',
                'verbose_name_plural': 'teams',
                'ordering': ['naam'],
                'constraints': [models.UniqueConstraint(models.F('organisatie'), models.F('naam'), name='team_naam_uniek')],
            },
        ),
        migrations.CreateModel(
            name='TeamEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('naam', models.CharField(max_length=80, verbose_name='naam')),
                ('soort', models.CharField(choices=[('entree', 'entreeteam'), ('regie', 'regieteam'), ('a_team', 'A-team'), ('bescherming', 'team jeugdbescherming'), ('staf', 'staf')], max_length=12, verbose_name='soort')),
                ('organisatie', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisatie.organisatie')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='historie', to='organisatie.team')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Teamlidmaatschap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('vanaf', models.DateField(verbose_name='vanaf')),
                ('tot', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ('medewerker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teamlidmaatschappen', to='organisatie.medewerker')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lidmaatschappen', to='organisatie.team')),
            ],
            options={
                'verbose_name': 'teamlidmaatschap',
                'verbose_name_plural': 'teamlidmaatschappen',
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('tot__isnull', True), ('tot__gte', models.F('vanaf')), _connector='OR'), name='teamlidmaatschap_eind_na_begin', violation_error_message='De einddatum ligt vóór de begindatum.')],
            },
        ),
        migrations.CreateModel(
            name='TeamlidmaatschapEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_context', pghistory.utils.JSONField(null=True)),
                ('pgh_context_id', models.UUIDField(null=True)),
                ('id', models.BigIntegerField()),
                ('vanaf', models.DateField(verbose_name='vanaf')),
                ('tot', models.DateField(blank=True, null=True, verbose_name='tot en met')),
                ('medewerker', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisatie.medewerker')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='historie', to='organisatie.teamlidmaatschap')),
                ('team', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='organisatie.team')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
