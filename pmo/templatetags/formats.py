"""How values are written for the reader: money short and long, percent, slips, weeks."""

from django import template

register = template.Library()
