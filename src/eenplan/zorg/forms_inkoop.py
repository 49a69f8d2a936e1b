"""Forms of buying: providers, products, contracts with a price per product, and a price that changes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from eenplan.kern.formulieren import dag
from eenplan.kern.tijd import vandaag
from eenplan.zorg.models import Aanbieder, Contract, Product
from eenplan.zorg.varianten import ENKELVOUD
from ijw.codelijsten import codelijst

VERVALLEN = {str(code) for code in range(31, 39)}  # the categories of 2015


def _bedrag(label: Any, **kwargs: Any) -> forms.DecimalField:
    """A price; four decimals, because prices per minute have them."""
    return forms.DecimalField(label=label, max_digits=12, decimal_places=4, min_value=Decimal(0), **kwargs)


class MetVersie(forms.ModelForm):
    """A row with the version that was read; the action checks it, on the row as it is then."""

    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["versie"] = self.instance.versie
        else:
            del self.fields["versie"]

    def _post_clean(self) -> None:
        """The action checks."""


class AanbiederForm(MetVersie):
    class Meta:
        model = Aanbieder
        fields = ["naam", "agb", "plaats", "telefoon", "email"]
        help_texts = {"agb": _("Acht cijfers. Hiermee vindt een bericht de aanbieder.")}


class ProductForm(MetVersie):
    """Code and category of the standard, how it is paid, and what one unit is."""

    class Meta:
        model = Product
        fields = ["code", "naam", "categorie", "soort", "eenheid", "profiel", "intensiteit", "bij_start"]
        help_texts = {
            "code": _("Vijf tekens, zoals in de productcodelijst van iJw: bijvoorbeeld 45A04."),
            "eenheid": _("Waarin het wordt toegewezen. Alleen bij taakgericht mag dit leeg blijven."),
            "profiel": _("Met intensiteit samen een profiel-intensiteitcombinatie (PIC). Anders leeg."),
        }

    groepen = [
        (_("Wat het is"), ["code", "naam", "categorie"]),
        (_("Hoe het wordt betaald"), ["soort", "eenheid", "bij_start"]),
        (_("Profiel en intensiteit"), ["profiel", "intensiteit"]),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nu = self.instance.categorie
        lijst = codelijst("JZ020").items()
        for veld, zin in (("soort", _("Kies hoe het wordt betaald")), ("eenheid", _("Kies een eenheid"))):
            keuzes: Any = self.fields[veld]
            keuzes.choices = [("", zin), *(keuze for keuze in keuzes.choices if keuze[0])]
        self.fields["categorie"] = forms.ChoiceField(
            label=_("Categorie (JZ020)"),
            choices=[("", _("Kies een categorie"))]
            + [(code, f"{code} {naam}") for code, naam in lijst if code not in VERVALLEN or code == nu],
        )


class ContractForm(forms.Form):
    """An agreement and the price of each product that is in it; a product without a price is not."""

    naam = forms.CharField(label=_("Naam"), max_length=120, help_text=_("Bijvoorbeeld: Jeugdhulp 2027–2030."))
    vanaf = dag(_("Eerste dag"))
    tot = dag(_("Laatste dag"), required=False, help_text=_("Leeg: zonder einddatum."))

    def __init__(self, *args: Any, producten: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.producten = {f"bedrag_{product.pk}": product for product in producten}
        for naam, product in self.producten.items():
            self.fields[naam] = _bedrag(_product_in_words(product), required=False)
            self.fields[naam].toch_nodig = True  # type: ignore[attr-defined]  # the page says above what empty means
        self.groepen = [
            (_("Het contract"), ["naam", "vanaf", "tot"]),
            (_("Tarief per product vanaf de eerste dag"), list(self.producten)),
        ]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        tarieven = {
            product: gegevens.pop(naam)
            for naam, product in self.producten.items()
            if gegevens.get(naam) is not None
        }
        if not tarieven and not self.errors:
            self.add_error(
                None, _("Vul bij minstens één product een tarief in: anders kan niemand ermee werken.")
            )
        return {naam: gegevens[naam] for naam in ("naam", "vanaf", "tot") if naam in gegevens} | {
            "tarieven": tarieven
        }


class ContractWijzigenForm(forms.Form):
    naam = forms.CharField(label=_("Naam"), max_length=120)
    tot = dag(_("Laatste dag"), required=False, help_text=_("Leeg: zonder einddatum. De tarieven lopen mee."))
    versie = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        kwargs["initial"] = {"naam": contract.naam, "tot": contract.tot, "versie": contract.versie}
        super().__init__(*args, **kwargs)


class ContractEindeForm(forms.Form):
    tot = dag(_("Laatste dag"))
    waarom = forms.CharField(label=_("Waarom stopt het"), max_length=200)


class TariefForm(forms.Form):
    """A price from a day on; what held before keeps its price."""

    product: Any = forms.ModelChoiceField(
        label=_("Product"), queryset=Product.objects.none(), empty_label=_("Kies een product")
    )
    bedrag = _bedrag(_("Nieuw bedrag"), help_text=_("Per eenheid. Bij taakgericht: 0."))
    vanaf = dag(_("Vanaf"), initial=vandaag, help_text=_("Tot en met de dag ervoor geldt het oude tarief."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].queryset = Product.objects.all()  # type: ignore[attr-defined]


def _product_in_words(product: Product) -> str:
    if product.soort == Product.Soort.TAAKGERICHT:
        return f"{product.code} {product.naam}: vaste som (vul 0 in)"
    pic = f" ({product.pic})" if product.pic else ""
    return f"{product.code} {product.naam}{pic}, per {ENKELVOUD[product.eenheid]}"
