"""The messages in English: a subject and lines, each with what it says where a fact is not known."""

HELLO, BYE = ("Hello {first},", "Hello,"), ("Kind regards,\n{owner}", "Kind regards,")
DAY, MONTHS = "{day} {month}", (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
THOUSANDS, AMOUNT = ",", "{symbol}{number}"
MESSAGES = {
    "answer": (
        ("Your message of {day}", "Your message"),
        ("Thank you for your message of {day}.", "Thank you for your message."),
        "My answer: ",
    ),
    "promise": (
        ("As promised: {promise}", "As promised"),
        ("I had promised you for {day}: {promise}.", "I had promised you: {promise}."),
        "Here it is: ",
    ),
    "late promise": (
        ("A little later: {promise}", "A little later than promised"),
        ("I had promised you for {day}: {promise}.", "I had promised you something for today."),
        "It takes me a little longer. You will hear from me tomorrow with the day on which you have it.",
    ),
    "their promise": (
        ("{promise}", "Our talk"),
        ("We had noted for {day}: {promise}.", "We had noted: {promise}."),
        "Is there anything you need from us for it?",
    ),
    "next step": (
        ("The next step for {deal}", "The next step"),
        "What would be the best next step on {deal} for you?",
        "I suggest a short call, and I will bring what you need to decide. Which day suits you?",
    ),
    "first": (
        ("{deal}", "A first talk"),
        "I am writing to you about {deal}.",
        "What are you looking for, and by when do you need it? Fifteen minutes on the phone would do.",
    ),
    "try again": (
        ("I tried to reach you about {deal}", "I tried to reach you"),
        ("I tried to reach you on {day}.", "I tried to reach you."),
        "It is about {deal}.",
        "When is a good time to call, or is there somebody else I should talk to?",
    ),
    "information": (
        ("What I sent you about {deal}", "What I sent you"),
        ("On {day} I sent you information about {deal}.", "I sent you information on {day}."),
        "Which point of it matters most to you? I will gladly go into it.",
    ),
    "quote": (
        ("Our quote for {deal}", "Our quote"),
        (
            "On {day} we sent you our quote of {amount} for {deal}.",
            "On {day} we sent you our quote for {deal}.",
            "On {day} we sent you our quote.",
        ),
        "It holds until {until}.",
        "Is there anything in it that should be different for you to go ahead?",
    ),
    "summary": (
        ("Our meeting of {day}", "Our meeting"),
        ("Thank you for your time on {day}.", "Thank you for your time."),
        "What we agreed, as I understood it: ",
        "Is anything missing?",
    ),
    "in touch": (
        ("Something that may be of use to {account}", "Something that may be of use to you"),
        ("I have something that may be of use to you at {account}: ",
         "I have something that may be of use to you: "),
        "What is on your list for the coming months?",
    ),
    "order": (
        ("Your next order", "Your next order"),
        "Your last order with us was on {day}.",
        "Shall I prepare the next one, and is there anything to change in it?",
    ),
    "fresh look": (
        ("{deal}: what has changed", "What has changed"),
        ("On {day} you decided against {deal}.", "On {day} you decided against our offer."),
        "Since then this has changed on our side: ",
        "What has changed on yours? If it is still a no, that is fine with me; a word is enough.",
    ),
    "greet": (
        ("Your new place at {account}", "Your new place"),
        ("Congratulations on your move to {account}!", "Congratulations on your new place!"),
        "I would be glad to hear what you are setting up there.",
        "And who looks after things at {other} now?",
    ),
    "thank": (
        ("Thank you", "Thank you"),
        ("Thank you for choosing us for {deal}.", "Thank you for your order."),
        "How is it going so far, and what can we do better?",
    ),
    "ask introduction": (
        ("A question", "A question"),
        ("I am glad that we work together on {deal}.", "I am glad that we work together."),
        "Whom else do you know for whom this would be useful? A name is enough; I will be considerate.",
    ),
    "thank introduction": (
        ("Thank you for introducing me to {other}", "Thank you for the introduction"),
        ("Thank you for introducing me to {other}.", "Thank you for the introduction."),
        "What came of it: ",
    ),
    "return introduction": (
        ("What can I do for you?", "What can I do for you?"),
        ("You introduced me to {other}; that helped me.", "Your introduction helped me."),
        "Whom would you like to meet? I will gladly introduce you where I can.",
    ),
    "timetable": (
        ("The timetable for {deal}", "The timetable"),
        ("We had expected your decision on {deal} by {day}.", "I am planning ahead for {deal}."),
        "What is the timetable now? If it is off the table, a word is enough and I will close it here.",
    ),
    "who follows": (
        ("Who looks after it now?", "Who looks after it now?"),
        ("Whom at {account} may I talk to about what we have going?",
         "Whom may I talk to about what we have going?"),
    ),
}  # fmt: skip
