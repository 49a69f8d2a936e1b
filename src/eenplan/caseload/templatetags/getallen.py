"""`{% load getallen %}` `{{ norm.per_fte|getal }}`: 8,5."""

from django import template

from eenplan.caseload.getallen import getal

register = template.Library()
register.filter(getal)
