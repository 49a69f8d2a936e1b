"""Messages over the GGk, the hub of the municipalities: StUF envelope ggk0210 over https, both sides known.

`envelop`, `bouwen` and `lezen` know the envelope, `verzender` delivers one message, `ontvanger` takes messages in
and acknowledges what was stored. None of them knows tables: `wsgi` joins the receiver to the inbox.
"""
