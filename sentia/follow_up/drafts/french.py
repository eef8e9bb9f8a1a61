"""The messages in French."""

HELLO, BYE = ("Bonjour {name},", "Bonjour,"), ("Cordialement,\n{owner}", "Cordialement,")
DAY, MONTHS = "{day} {month}", (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)  # fmt: skip
THOUSANDS, AMOUNT = "\u202f", "{number} {symbol}"
MESSAGES = {
    "answer": (
        ("Votre message du {day}", "Votre message"),
        ("Merci pour votre message du {day}.", "Merci pour votre message."),
        "Ma réponse : ",
    ),
    "promise": (
        ("Comme promis : {promise}", "Comme promis"),
        ("Je vous avais promis pour le {day} : {promise}.", "Je vous avais promis : {promise}."),
        "Voici : ",
    ),
    "late promise": (
        ("Un peu plus tard : {promise}", "Un peu plus tard que promis"),
        ("Je vous avais promis pour le {day} : {promise}.", "Je vous avais promis quelque chose pour ce jour."),
        "Il me faut un peu plus de temps. Je vous dirai demain quel jour vous l’aurez.",
    ),
    "their promise": (
        ("{promise}", "Notre échange"),
        ("Nous avions noté pour le {day} : {promise}.", "Nous avions noté : {promise}."),
        "Avez-vous besoin de quelque chose de notre part ?",
    ),
    "next step": (
        ("La prochaine étape : {deal}", "La prochaine étape"),
        "Quelle serait pour vous la meilleure prochaine étape concernant {deal} ?",
        "Je propose un court appel ; j'apporterai ce qu'il vous faut pour décider. Quel jour vous convient ?",
    ),
    "first": (
        ("{deal}", "Un premier échange"),
        "Je vous écris au sujet de {deal}.",
        "Que cherchez-vous, et pour quand ? Quinze minutes au téléphone suffisent.",
    ),
    "try again": (
        ("Mon appel au sujet de {deal}", "Mon appel"),
        ("J'ai essayé de vous joindre le {day}.", "J'ai essayé de vous joindre."),
        "C'est au sujet de {deal}.",
        "Quand puis-je vous appeler, ou à qui dois-je m'adresser ?",
    ),
    "information": (
        ("Ma documentation sur {deal}", "Ma documentation"),
        ("Le {day}, je vous ai envoyé une documentation sur {deal}.",
         "Le {day}, je vous ai envoyé une documentation."),
        "Quel point compte le plus pour vous ? J'y reviendrai volontiers.",
    ),
    "quote": (
        ("Notre devis : {deal}", "Notre devis"),
        (
            "Le {day}, nous vous avons envoyé notre devis de {amount} pour {deal}.",
            "Le {day}, nous vous avons envoyé notre devis pour {deal}.",
            "Le {day}, nous vous avons envoyé notre devis.",
        ),
        "Il est valable jusqu'au {until}.",
        "Que faudrait-il y changer pour que vous puissiez l'accepter ?",
    ),
    "summary": (
        ("Notre rendez-vous du {day}", "Notre rendez-vous"),
        ("Merci pour le temps que vous m'avez accordé le {day}.", "Merci pour le temps que vous m'avez accordé."),
        "Voici ce que nous avons convenu, tel que je l'ai compris : ",
        "Manque-t-il quelque chose ?",
    ),
    "in touch": (
        ("Une idée utile pour {account}", "Une idée utile pour vous"),
        ("J'ai quelque chose qui pourrait vous être utile chez {account} : ",
         "J'ai quelque chose qui pourrait vous être utile : "),
        "Qu'avez-vous prévu pour les mois à venir ?",
    ),
    "order": (
        ("Votre prochaine commande", "Votre prochaine commande"),
        "Votre dernière commande chez nous date du {day}.",
        "Dois-je préparer la prochaine, et y a-t-il quelque chose à y changer ?",
    ),
    "fresh look": (
        ("{deal} : ce qui a changé", "Ce qui a changé"),
        ("Le {day}, vous avez décidé de ne pas retenir {deal}.", "Le {day}, vous n'avez pas retenu notre offre."),
        "Depuis, voici ce qui a changé chez nous : ",
        "Et chez vous ? Si c'est toujours non, c'est très bien ainsi ; un mot suffit.",
    ),
    "greet": (
        ("Votre nouveau poste chez {account}", "Votre nouveau poste"),
        ("Félicitations pour votre arrivée chez {account} !", "Félicitations pour votre nouveau poste !"),
        "Je serais heureux d'apprendre ce que vous y préparez.",
        "Et qui prend la suite chez {other} ?",
    ),
    "thank": (
        ("Merci", "Merci"),
        ("Merci de nous avoir choisis pour {deal}.", "Merci pour votre commande."),
        "Comment cela se passe-t-il, et que pouvons-nous améliorer ?",
    ),
    "ask introduction": (
        ("Une question", "Une question"),
        ("Je suis ravi de travailler avec vous sur {deal}.", "Je suis ravi de travailler avec vous."),
        "À qui d'autre cela pourrait-il être utile ? Un nom suffit ; je serai discret.",
    ),
    "thank introduction": (
        ("Merci de m'avoir présenté à {other}", "Merci pour la mise en relation"),
        ("Merci de m'avoir présenté à {other}.", "Merci pour la mise en relation."),
        "Voici ce qui en est sorti : ",
    ),
    "return introduction": (
        ("Que puis-je faire pour vous ?", "Que puis-je faire pour vous ?"),
        ("Vous m'avez présenté à {other} ; cela m'a aidé.", "Votre mise en relation m'a aidé."),
        "Qui aimeriez-vous rencontrer ? Je vous présenterai volontiers si je le peux.",
    ),
    "timetable": (
        ("Le calendrier : {deal}", "Le calendrier"),
        ("Nous attendions votre décision sur {deal} pour le {day}.", "Je prépare la suite pour {deal}."),
        "Quel est le calendrier maintenant ? Si le projet est abandonné, un mot suffit et je le clos ici.",
    ),
    "who follows": (
        ("Qui s'en occupe maintenant ?", "Qui s'en occupe maintenant ?"),
        ("À qui puis-je m'adresser chez {account} pour nos affaires en cours ?",
         "À qui puis-je m'adresser pour nos affaires en cours ?"),
    ),
}  # fmt: skip
