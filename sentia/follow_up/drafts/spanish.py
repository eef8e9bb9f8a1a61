"""The messages in Spanish."""

HELLO, BYE = ("Buenos días, {name}:", "Buenos días:"), ("Un cordial saludo,\n{owner}", "Un cordial saludo,")
DAY, MONTHS = "{day} de {month}", (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
)  # fmt: skip
THOUSANDS, AMOUNT = ".", "{number} {symbol}"
MESSAGES = {
    "answer": (
        ("Su mensaje del {day}", "Su mensaje"),
        ("Gracias por su mensaje del {day}.", "Gracias por su mensaje."),
        "Mi respuesta: ",
    ),
    "promise": (
        ("Lo prometido: {promise}", "Lo prometido"),
        ("Le había prometido para el {day}: {promise}.", "Le había prometido: {promise}."),
        "Aquí lo tiene: ",
    ),
    "late promise": (
        ("Un poco más tarde: {promise}", "Un poco más tarde de lo prometido"),
        ("Le había prometido para el {day}: {promise}.", "Le había prometido algo para hoy."),
        "Necesito un poco más de tiempo. Mañana le diré qué día lo tendrá.",
    ),
    "their promise": (
        ("{promise}", "Nuestra conversación"),
        ("Habíamos anotado para el {day}: {promise}.", "Habíamos anotado: {promise}."),
        "¿Necesita algo de nuestra parte?",
    ),
    "next step": (
        ("El próximo paso: {deal}", "El próximo paso"),
        "¿Cuál sería para usted el mejor próximo paso en {deal}?",
        "Le propongo una llamada breve; llevaré lo que necesite para decidir. ¿Qué día le viene bien?",
    ),
    "first": (
        ("{deal}", "Una primera conversación"),
        "Le escribo en relación con {deal}.",
        "¿Qué busca, y para cuándo? Bastan quince minutos por teléfono.",
    ),
    "try again": (
        ("Mi llamada sobre {deal}", "Mi llamada"),
        ("El {day} intenté localizarle.", "He intentado localizarle."),
        "Se trata de {deal}.",
        "¿Cuándo le puedo llamar, o con quién debo hablar?",
    ),
    "information": (
        ("La información sobre {deal}", "La información que le envié"),
        ("El {day} le envié información sobre {deal}.", "El {day} le envié información."),
        "¿Qué punto le importa más? Con gusto lo amplío.",
    ),
    "quote": (
        ("Nuestra oferta: {deal}", "Nuestra oferta"),
        (
            "El {day} le enviamos nuestra oferta de {amount} para {deal}.",
            "El {day} le enviamos nuestra oferta para {deal}.",
            "El {day} le enviamos nuestra oferta.",
        ),
        "Es válida hasta el {until}.",
        "¿Qué tendría que cambiar para que pueda aceptarla?",
    ),
    "summary": (
        ("Nuestra reunión del {day}", "Nuestra reunión"),
        ("Gracias por su tiempo el {day}.", "Gracias por su tiempo."),
        "Lo que acordamos, tal como lo entendí: ",
        "¿Falta algo?",
    ),
    "in touch": (
        ("Algo útil para {account}", "Algo útil para usted"),
        ("Tengo algo que puede serle útil en {account}: ", "Tengo algo que puede serle útil: "),
        "¿Qué tienen previsto para los próximos meses?",
    ),
    "order": (
        ("Su próximo pedido", "Su próximo pedido"),
        "Su último pedido con nosotros fue el {day}.",
        "¿Le preparo el próximo, y hay algo que cambiar?",
    ),
    "fresh look": (
        ("{deal}: lo que ha cambiado", "Lo que ha cambiado"),
        ("El {day} decidieron no seguir con {deal}.", "El {day} decidieron no aceptar nuestra oferta."),
        "Desde entonces ha cambiado esto por nuestra parte: ",
        "¿Y por la suya? Si sigue siendo un no, está bien; basta una palabra.",
    ),
    "greet": (
        ("Su nuevo puesto en {account}", "Su nuevo puesto"),
        ("¡Enhorabuena por su llegada a {account}!", "¡Enhorabuena por su nuevo puesto!"),
        "Me gustaría saber qué tiene previsto allí.",
        "¿Y quién se ocupa ahora en {other}?",
    ),
    "thank": (
        ("Gracias", "Gracias"),
        ("Gracias por elegirnos para {deal}.", "Gracias por su pedido."),
        "¿Cómo va hasta ahora, y qué podemos mejorar?",
    ),
    "ask introduction": (
        ("Una pregunta", "Una pregunta"),
        ("Me alegra trabajar con ustedes en {deal}.", "Me alegra trabajar con ustedes."),
        "¿A quién más podría servirle? Basta un nombre; seré prudente.",
    ),
    "thank introduction": (
        ("Gracias por presentarme a {other}", "Gracias por la presentación"),
        ("Gracias por presentarme a {other}.", "Gracias por la presentación."),
        "Lo que ha salido de ello: ",
    ),
    "return introduction": (
        ("¿Qué puedo hacer por usted?", "¿Qué puedo hacer por usted?"),
        ("Me presentó a {other}, y me ayudó.", "Su presentación me ayudó."),
        "¿A quién le gustaría conocer? Con gusto le presento donde pueda.",
    ),
    "timetable": (
        ("El calendario: {deal}", "El calendario"),
        ("Esperábamos su decisión sobre {deal} para el {day}.", "Estoy planificando {deal}."),
        "¿Cuál es el calendario ahora? Si ya no sigue adelante, basta una palabra y lo cierro aquí.",
    ),
    "who follows": (
        ("¿Quién se ocupa ahora?", "¿Quién se ocupa ahora?"),
        ("¿Con quién puedo hablar en {account} sobre lo que tenemos en marcha?",
         "¿Con quién puedo hablar sobre lo que tenemos en marcha?"),
    ),
}  # fmt: skip
