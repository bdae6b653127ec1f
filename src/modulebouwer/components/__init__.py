"""What a designer writes as a colon fence with YAML in it: a folder a kind.

``<name>/model.py`` holds the class and says all that the program must know of the component: its fields, what it
records, its parts and files, what is wrong with it, what its template needs. ``<name>/player.ts`` is its part of the
page's script, where it has one. What several components share stands once in ``shared/``. How a component looks stands
in ``templates/components/``, under the same name, and what it says in a section of each ``templates/locales/*.yaml``.

The registry is made of the folders: nothing outside them knows a component by name.
"""
