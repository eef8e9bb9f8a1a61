"""The messages in German."""

HELLO, BYE = ("Guten Tag {name},", "Guten Tag,"), ("Freundliche Grüße\n{owner}", "Freundliche Grüße")
DAY, MONTHS = "{day}. {month}", (
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
)  # fmt: skip
THOUSANDS, AMOUNT = ".", "{number} {symbol}"
MESSAGES = {
    "answer": (
        ("Ihre Nachricht vom {day}", "Ihre Nachricht"),
        ("vielen Dank für Ihre Nachricht vom {day}.", "vielen Dank für Ihre Nachricht."),
        "Meine Antwort: ",
    ),
    "promise": (
        ("Wie versprochen: {promise}", "Wie versprochen"),
        ("ich hatte Ihnen für den {day} versprochen: {promise}.", "ich hatte Ihnen versprochen: {promise}."),
        "Hier ist es: ",
    ),
    "late promise": (
        ("Etwas später: {promise}", "Etwas später als versprochen"),
        ("ich hatte Ihnen für den {day} versprochen: {promise}.", "ich hatte Ihnen für heute etwas versprochen."),
        "Es dauert etwas länger. Morgen sage ich Ihnen, an welchem Tag Sie es haben.",
    ),
    "their promise": (
        ("{promise}", "Unser Gespräch"),
        ("wir hatten für den {day} notiert: {promise}.", "wir hatten notiert: {promise}."),
        "Brauchen Sie dafür noch etwas von uns?",
    ),
    "next step": (
        ("Der nächste Schritt: {deal}", "Der nächste Schritt"),
        "was wäre für Sie der beste nächste Schritt bei {deal}?",
        "Mein Vorschlag ist ein kurzes Telefonat; ich bringe mit, was Sie für die Entscheidung brauchen. "
        "Welcher Tag passt Ihnen?",
    ),
    "first": (
        ("{deal}", "Ein erstes Gespräch"),
        "ich schreibe Ihnen wegen {deal}.",
        "Was suchen Sie, und bis wann brauchen Sie es? Fünfzehn Minuten am Telefon genügen.",
    ),
    "try again": (
        ("Mein Anruf wegen {deal}", "Mein Anruf"),
        ("am {day} habe ich versucht, Sie zu erreichen.", "ich habe versucht, Sie zu erreichen."),
        "Es geht um {deal}.",
        "Wann passt Ihnen ein Anruf, oder wer ist sonst der richtige Ansprechpartner?",
    ),
    "information": (
        ("Meine Unterlagen zu {deal}", "Meine Unterlagen"),
        ("am {day} habe ich Ihnen Unterlagen zu {deal} geschickt.",
         "am {day} habe ich Ihnen Unterlagen geschickt."),
        "Welcher Punkt ist für Sie der wichtigste? Gern gehe ich darauf ein.",
    ),
    "quote": (
        ("Unser Angebot: {deal}", "Unser Angebot"),
        (
            "am {day} haben wir Ihnen unser Angebot über {amount} für {deal} geschickt.",
            "am {day} haben wir Ihnen unser Angebot für {deal} geschickt.",
            "am {day} haben wir Ihnen unser Angebot geschickt.",
        ),
        "Es gilt bis zum {until}.",
        "Was müsste daran anders sein, damit Sie zusagen können?",
    ),
    "summary": (
        ("Unser Treffen am {day}", "Unser Treffen"),
        ("vielen Dank für Ihre Zeit am {day}.", "vielen Dank für Ihre Zeit."),
        "So habe ich unsere Vereinbarung verstanden: ",
        "Fehlt etwas?",
    ),
    "in touch": (
        ("Etwas Nützliches für {account}", "Etwas Nützliches für Sie"),
        ("ich habe etwas, das Ihnen bei {account} nützen könnte: ", "ich habe etwas, das Ihnen nützen könnte: "),
        "Was steht in den nächsten Monaten bei Ihnen an?",
    ),
    "order": (
        ("Ihre nächste Bestellung", "Ihre nächste Bestellung"),
        "Ihre letzte Bestellung bei uns war am {day}.",
        "Soll ich die nächste vorbereiten, und ist daran etwas zu ändern?",
    ),
    "fresh look": (
        ("{deal}: was sich geändert hat", "Was sich geändert hat"),
        ("am {day} haben Sie sich gegen {deal} entschieden.",
         "am {day} haben Sie sich gegen unser Angebot entschieden."),
        "Seitdem hat sich bei uns geändert: ",
        "Was hat sich bei Ihnen geändert? Bleibt es beim Nein, ist das in Ordnung; ein Wort genügt.",
    ),
    "greet": (
        ("Ihre neue Stelle bei {account}", "Ihre neue Stelle"),
        ("herzlichen Glückwunsch zum Wechsel zu {account}!", "herzlichen Glückwunsch zur neuen Stelle!"),
        "Ich würde gern hören, was Sie dort vorhaben.",
        "Und wer kümmert sich bei {other} jetzt um alles?",
    ),
    "thank": (
        ("Vielen Dank", "Vielen Dank"),
        ("vielen Dank, dass Sie sich bei {deal} für uns entschieden haben.", "vielen Dank für Ihren Auftrag."),
        "Wie läuft es bisher, und was können wir besser machen?",
    ),
    "ask introduction": (
        ("Eine Frage", "Eine Frage"),
        ("ich freue mich, dass wir bei {deal} zusammenarbeiten.", "ich freue mich über unsere Zusammenarbeit."),
        "Wem könnte das noch nützen? Ein Name genügt; ich gehe behutsam damit um.",
    ),
    "thank introduction": (
        ("Danke für den Kontakt zu {other}", "Danke für den Kontakt"),
        ("vielen Dank, dass Sie mich mit {other} bekannt gemacht haben.", "vielen Dank für den Kontakt."),
        "Daraus geworden ist: ",
    ),
    "return introduction": (
        ("Was kann ich für Sie tun?", "Was kann ich für Sie tun?"),
        ("Ihr Kontakt zu {other} hat mir geholfen.", "Ihr Kontakt hat mir geholfen."),
        "Wen würden Sie gern kennenlernen? Wo ich kann, stelle ich Sie gern vor.",
    ),
    "timetable": (
        ("Der Zeitplan: {deal}", "Der Zeitplan"),
        ("wir hatten Ihre Entscheidung über {deal} bis zum {day} erwartet.", "ich plane für {deal} voraus."),
        "Wie ist der Zeitplan jetzt? Hat es sich erledigt, genügt ein Wort, und ich schließe es hier ab.",
    ),
    "who follows": (
        ("Wer ist jetzt zuständig?", "Wer ist jetzt zuständig?"),
        ("mit wem bei {account} darf ich über unsere laufenden Themen sprechen?",
         "mit wem darf ich über unsere laufenden Themen sprechen?"),
    ),
}  # fmt: skip
