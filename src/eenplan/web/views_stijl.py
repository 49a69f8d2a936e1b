"""The page with every part, for builders and for the accessibility test; only in the demo."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from eenplan.kern.tijd import vandaag
from eenplan.web.iconen import ICONEN


class Voorbeeld(forms.Form):
    """One field of each kind."""

    naam = forms.CharField(
        label="Naam van het doel", help_text="Zo kort dat het gezin het navertelt.", max_length=80
    )
    begin = forms.DateField(label="Begindatum")
    bedrag = forms.DecimalField(label="Verwachte kosten per jaar", required=False)
    soort = forms.ChoiceField(
        label="Soort hulp", choices=[("", "Kies een soort"), ("a", "Ambulant"), ("b", "Verblijf")]
    )
    weg = forms.ChoiceField(
        label="Wat doen we hiermee", choices=[("e", "Entreeteam"), ("r", "Regieteam"), ("n", "Niet voor ons")],
        widget=forms.RadioSelect, help_text="De beslistabel stelt regieteam voor.",
    )  # fmt: skip
    stappen = forms.MultipleChoiceField(
        label="Stappen van deze taak", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[("1", "Gezin gebeld en uitgelegd hoe het gaat"), ("2", "Gezag nagekeken"), ("3", "Veiligheid geschat")],
    )  # fmt: skip
    akkoord = forms.BooleanField(label="Het gezin weet van deze melding")
    toelichting = forms.CharField(label="Toelichting", widget=forms.Textarea, required=False)
    bestand = forms.FileField(
        label="Bijlage", required=False, help_text="PDF, Word of foto, ten hoogste 25 MB."
    )


def stijl(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    form = (
        Voorbeeld(request.POST)
        if request.method == "POST"
        else Voorbeeld({"naam": "", "soort": "b", "stappen": ["1"]})
    )
    return render(request, "web/stijl.html", {**_sample(), "form": form})


def _sample() -> dict[str, Any]:
    dag = vandaag()
    return {
        "pad": [("Mijn gezinnen", "/gezinnen/"), ("Gezin De Vries", "#a")],
        "vandaag": dag,
        "iconen": ICONEN,
        "pagina": Paginator(range(4000), 50).get_page(3),
        "wat": "gezin,gezinnen",
        "cijfers": [
            ("Wacht op onderzoek", "61 gezinnen", "23 minder dan 1 mei", "groen", "helft wacht korter dan 19 dagen"),
            ("Beslist binnen 8 weken", "91,4%", "norm 95%", "amber", "opschorting telt niet mee · Awb 4:13"),
            ("Kosten per jeugdige met hulp", "€ 10.143", "11% onder referentiegroep", "grijs", "rekening 2025"),
            ("Verwachte uitgaven 2026", "€ 16,1 mln", "€ 0,4 mln boven begroting", "rood", "tussen 15,8 en 16,5"),
        ],
        "taken": [
            ("Huisbezoek voorbereiden", "Gezin De Vries · onderzoek", dag, "beslistermijn nog 9 werkdagen"),
            ("Tweede lezer: beschikking", "Gezin Okonkwo · Bert schreef, u leest", dag + timedelta(3), "€ 23.400 verwacht"),
            ("Ouders reageren op plan", "Gezin Jansen–Bos · wacht op gezin", dag - timedelta(3), "plan gelezen op 18 nov"),
            ("Evaluatie met De Terp", "Gezin Yılmaz · halfjaar", dag + timedelta(12), "rapportage ontvangen"),
            ("Toekomstplan 16½ jaar", "Sem de Vries wordt 17", dag + timedelta(60), "Wmo nog niet verkend"),
        ],
    }  # fmt: skip
