"""The headings of a Spanish Outlook, as the English ones of the same columns, in plain form."""

from collections.abc import Mapping
from typing import Final

_PLACES = {
    "business": ("del trabajo", "de trabajo", "trabajo"),
    "home": ("del domicilio", "particular", "domicilio"),
    "other": ("de otro", "otra", "otro"),
}
_PARTS = {
    "street": ("calle",),
    "street 2": ("calle 2",),
    "street 3": ("calle 3",),
    "city": ("ciudad",),
    "state": ("provincia o estado", "estado o provincia", "provincia", "estado"),
    "postal code": ("codigo postal",),
    "country/region": ("pais o region", "pais/region", "pais"),
    "address po box": ("apartado postal", "apartado de correos"),
}
_WORDS: Mapping[str, tuple[str, ...]] = {
    "title": ("titulo", "tratamiento"),
    "first name": ("nombre",),
    "middle name": ("segundo nombre",),
    "last name": ("apellidos", "apellido"),
    "suffix": ("sufijo",),
    "nickname": ("sobrenombre", "apodo"),
    "company": ("compania", "organizacion", "empresa"),
    "department": ("departamento",),
    "job title": ("puesto", "cargo"),
    "e-mail address": ("direccion de correo electronico", "direccion del correo electronico"),
    "e-mail 2 address": (
        "direccion de correo electronico 2",
        "direccion del correo electronico 2",
    ),
    "e-mail 3 address": (
        "direccion de correo electronico 3",
        "direccion del correo electronico 3",
    ),
    "e-mail type": ("tipo de correo electronico",),
    "e-mail 2 type": ("tipo de correo electronico 2",),
    "e-mail 3 type": ("tipo de correo electronico 3",),
    "e-mail display name": ("nombre para mostrar del correo electronico",),
    "e-mail 2 display name": ("nombre para mostrar del correo electronico 2",),
    "e-mail 3 display name": ("nombre para mostrar del correo electronico 3",),
    "business phone": ("telefono del trabajo", "telefono de trabajo"),
    "business phone 2": ("telefono del trabajo 2", "telefono de trabajo 2"),
    "business fax": ("fax del trabajo", "fax de trabajo"),
    "home phone": ("telefono particular", "particular", "telefono del domicilio"),
    "home phone 2": ("telefono particular 2", "numero de telefono 2 particular"),
    "home fax": ("fax particular", "numero de fax particular"),
    "mobile phone": ("telefono movil", "movil"),
    "other phone": ("otro telefono",),
    "other fax": ("otro fax",),
    "primary phone": ("telefono principal",),
    "company main phone": ("telefono principal de la compania", "telefono de la compania"),
    "car phone": ("telefono del automovil", "telefono del coche"),
    "radio phone": ("radiotelefono",),
    "pager": ("localizador", "buscapersonas"),
    "web page": ("pagina web",),
    "personal web page": ("pagina web personal",),
    "birthday": ("cumpleanos",),
    "anniversary": ("aniversario",),
    "categories": ("categorias",),
    "notes": ("notas",),
    "spouse": ("conyuge",),
    "children": ("hijos",),
    "manager's name": ("nombre del director", "nombre del jefe"),
    "assistant's name": ("nombre del ayudante", "nombre del asistente"),
    "referred by": ("recomendado por",),
    "location": ("ubicacion",),
    "language": ("idioma",),
    "private": ("privado",),
    "priority": ("prioridad",),
    "sensitivity": ("caracter", "confidencialidad"),
    "gender": ("sexo",),
}

SPANISH_HEADINGS: Final[Mapping[str, str]] = {
    **{
        f"{said} {there}": f"{place} {part}"
        for place, theres in _PLACES.items()
        for part, saids in _PARTS.items()
        for there in theres
        for said in saids
    },
    **{spanish: english for english, words in _WORDS.items() for spanish in words},
}
"""What a column is called in English, by its Spanish name."""
