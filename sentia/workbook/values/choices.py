"""The spellings of columns that hold one of a few words, as data: vendors' own, common ones, six languages.

Each mapping goes from spelling to the schema's word and is made for `read_choice`, which ignores case,
accents, punctuation and plurals.
"""


def _spelled(*listed: str) -> dict[str, str]:
    """Spelling to word: each line is a word, a colon, and its other spellings with commas between."""
    pairs = [line.split(":", 1) for line in listed]
    return {spelling.strip(): word for word, others in pairs for spelling in (word, *others.split(","))}


ACTIVITY_KINDS = _spelled(
    "call: phone, phone call, telephone, telephone call, tel, outbound call, inbound call, outgoing call, "
    "incoming call, cold call, logged call, sales call, call back, callback, discovery call, intro call, "
    "call from them, they called, they rang, call in, call out, "
    "follow-up call, dial, rang, anruf, telefonat, telefon, appel, appel telephonique, llamada, llamada "
    "telefonica, ligacao, chamada, telefonema, chiamata, telefonata, telefoontje, telefoongesprek, "
    "belletje",
    "email: e-mail, mail, emailed, mail from them, email from them, mail received, they wrote, email "
    "in, email out, mail from customer, email from customer, email from client, outbound email, inbound email, "
    "incoming email, outgoing email, email sent, sent email, email received, logged email, follow-up email, "
    "follow up mail, list email, "
    "listemail, sales email, one-to-one email, mass email, newsletter, correo, correo electronico, "
    "courriel, e-mail gesendet",
    "message: sms, text, text message, whatsapp, whats app, whatsapp message, linkedin, linkedin message, "
    "linkedin mail, inmail, linkedin inmail, linkedin connect, chat, live chat, dm, direct message, "
    "messenger, teams message, slack, signal, telegram, wechat, voice message, letter, fax, post, "
    "postcard, card, nachricht, brief, kurznachricht, mensaje, mensagem, messaggio, bericht, lettre, "
    "carta, lettera",
    "meeting: met, event, appointment, lunch, dinner, breakfast, coffee, in person, in-person meeting, "
    "video call, video meeting, videoconference, video conference, zoom, teams, teams meeting, google "
    "meet, web meeting, webex, online meeting, conference call, meetings (events), calendar event, "
    "discovery meeting, intro meeting, kick-off, kickoff, workshop, review meeting, qbr, trade show, "
    "presentation, besprechung, termin, treffen, meeting vor ort, mittagessen, messe, reunion, rendez-"
    "vous, rdv, dejeuner, cita, almuerzo, reuniao, almoco, incontro, riunione, appuntamento, pranzo, "
    "afspraak, vergadering, lunchafspraak",
    "visit: site visit, on-site, onsite, onsite visit, customer visit, drop in, drop-in, door knock, "
    "field visit, besuch, kundenbesuch, vor ort, visite, visite client, visita, visita comercial, bezoek, "
    "klantbezoek",
    "demo: demonstration, product demo, online demo, trial, product demonstration, webinar, vorfuhrung, "
    "produktvorfuhrung, demostracion, demonstracao, dimostrazione, demonstratie",
    "info sent: information sent, sent info, sent information, info pack sent, infos sent, material sent, "
    "brochure sent, sent brochure, documentation sent, sample sent, samples sent, catalogue sent, catalog "
    "sent, price list sent, case study sent, collateral sent, info, brochure, unterlagen gesendet, "
    "unterlagen verschickt, info gesendet, infomaterial, documentation envoyee, informacion enviada, "
    "informacoes enviadas, informazioni inviate, informatie verstuurd",
    "quote sent: quote, quotation, sent quote, quotation sent, quote emailed, proposal, proposal sent, "
    "sent proposal, offer, offer sent, sent offer, estimate, estimate sent, tender, bid, pricing sent, "
    "angebot, angebot gesendet, angebot verschickt, angebot versendet, devis, devis envoye, offre "
    "envoyee, presupuesto, presupuesto enviado, cotizacion, cotizacion enviada, oferta enviada, proposta, "
    "proposta enviada, orcamento enviado, preventivo, preventivo inviato, offerta inviata, offerte, "
    "offerte verstuurd",
    "favour: favor, favour done, gift, referral given, introduction, introduction made, intro made, "
    "introduced, gave referral, thank you gift, gefallen, faveur, favore, gunst",
    "note: notes, none, comment, remark, internal note, memo, research, logged note, notiz, anmerkung, "
    "remarque, nota, notitie, opmerking",
    "task: to-do, to do, todo, tasks, ship, deadline, reminder, upload document, upload file, admin, "
    "other task, action item, next step, aufgabe, erinnerung, tache, rappel, tarea, tarefa, lembrete, "
    "compito, promemoria, taak",
    "touch: follow-up, follow up, followup, touchpoint, touch point, thank you, thanks, check-in, check "
    "in, outreach, contact, contacted, activity, interaction, cadence, other, wiedervorlage, nachfassen, "
    "kontakt, relance, seguimiento, acompanhamento, sollecito, opvolging",
)
DIRECTIONS = _spelled(
    "in: inbound, incoming, received, from customer, from client, from them, them, customer, incoming "
    "email, inbound call, inbound email, reply, replied, eingehend, eingang, erhalten, entrant, recu, "
    "entrante, recibido, recibida, recebido, recebida, ricevuto, ricevuta, in entrata, inkomend, "
    "ontvangen",
    "out: outbound, outgoing, sent, to customer, to client, from us, us, outgoing email, outbound call, "
    "outbound email, ausgehend, ausgang, gesendet, sortant, envoye, saliente, enviado, enviada, saida, "
    "inviato, inviata, in uscita, uitgaand, verzonden",
)
OUTCOMES = _spelled(
    "reached: connected, contacted, spoke, spoke to, spoke with, talked, answered, completed, complete, "
    "done, held, met, attended, success, successful, interested, very interested, positive, call back, "
    "callback requested, call back later, asked to call back, call later, meeting booked, meeting "
    "scheduled, meeting set, appointment set, demo booked, rescheduled in call, follow-up agreed, good, "
    "neutral, delivered in person, erreicht, gesprochen, erledigt, durchgefuhrt, interessiert, joint, "
    "interesse, contactado, hablado, realizado, realizada, interesado, interesada, falado, interessado, "
    "raggiunto, parlato, interessato, bereikt, gesproken, geinteresseerd",
    "voicemail: left live message, live message, left voicemail, left voice mail, voice mail, left a "
    "voicemail, left vm, lvm, vm, left message, left a message, message left, answering machine, mailbox, "
    "auf mailbox gesprochen, anrufbeantworter, nachricht hinterlassen, messagerie, repondeur, message "
    "laisse, message vocal, buzon, buzon de voz, mensaje dejado, caixa postal, correio de voz, "
    "segreteria, segreteria telefonica, voicemail ingesproken",
    "no answer: gatekeeper, spoke to gatekeeper, na, didn't answer, did not answer, not answered, "
    "unanswered, no reply, no response, not reached, unreachable, not available, unavailable, busy, line "
    "busy, wrong number, bad number, invalid number, disconnected, number disconnected, not in service, "
    "hung up, no show, no-show, noshow, missed, missed call, attempted, attempt, tried, failed, canceled, "
    "cancelled, bounced, undelivered, out of office, nicht erreicht, keine antwort, besetzt, falsche "
    "nummer, pas de reponse, pas joint, absent, occupe, faux numero, sin respuesta, no contesta, no "
    "contesto, ocupado, numero equivocado, sem resposta, nao atendeu, numero errado, nessuna risposta, "
    "non risponde, occupato, numero sbagliato, geen gehoor, geen antwoord, bezet, niet bereikt, verkeerd "
    "nummer",
    "replied: reply, reply received, responded, response received, got reply, answered by email, email "
    "reply, answered email, geantwortet, antwort erhalten, repondu, respondido, respondio, respondeu, "
    "risposto, beantwoord",
    "said no: no, not interested, declined, rejected, refused, said no thanks, no thanks, no interest, "
    "turned down, lost, do not call, do not contact, not a fit, no fit, no need, unsubscribed, opted out, "
    "not qualified, disqualified, negative, kein interesse, kein bedarf, abgelehnt, absage, pas "
    "interesse, pas interesses, refuse, no interesado, no interesada, rechazado, sem interesse, nao "
    "interessado, recusado, non interessato, rifiutato, geen interesse, afgewezen",
)
ACCOUNT_STATUS = _spelled(
    "customer: client, active, active customer, current customer, existing customer, existing client, "
    "current, live, paying, won, new customer, key account, partner customer, subscriber, buyer, "
    "evangelist, in-contract, in contract, install base, kunde, bestandskunde, aktivkunde, aktiv, "
    "cliente, cliente activo, cliente ativo, cliente attivo, client actif, actif, activo, ativo, attivo, "
    "klant, actieve klant, actief",
    "prospect: prospective, prospective customer, potential, potential customer, lead, target, suspect, "
    "new, open, cold, warm, hot, not yet customer, never bought, non-customer, opportunity, marketing "
    "qualified lead, sales qualified lead, mql, sql, interessent, potenzieller kunde, zielkunde, neukunde "
    "potenziell, piste, client potentiel, prospecto, cliente potencial, potencial, cliente potenziale, "
    "potenziale, potentiele klant",
    "former: former customer, former client, ex-customer, ex-client, ex customer, past customer, past "
    "client, previous customer, lost, lost customer, churned, churn, inactive, inactive customer, "
    "dormant, lapsed, cancelled, canceled, closed, ehemalig, ehemaliger kunde, ehemals, altkunde, "
    "inaktiv, verloren, ancien client, inactif, perdu, ex-cliente, excliente, inactivo, antiguo cliente, "
    "perdido, inativo, inattivo, perso, oud-klant, voormalige klant, inactief",
)
QUOTE_STATUS = _spelled(
    "draft: new, in preparation, preparing, not sent, needs review, in review, approved, pending "
    "approval, entwurf, brouillon, borrador, rascunho, bozza, concept, quotation",
    "sent: quotation sent, quote sent, presented, delivered, active, open, pending, submitted, published, "
    "negotiation, on hold, in negotiation, awaiting response, waiting, viewed, unanswered, gesendet, "
    "versendet, verschickt, offen, envoye, en attente, enviado, enviada, pendiente, pendente, inviato, "
    "inviata, in attesa, verzonden, verstuurd, openstaand",
    "accepted: won, closed won, signed, sales order, ordered, order, confirmed, accepted by customer, "
    "invoiced, paid, angenommen, beauftragt, bestatigt, accepte, signe, aceptado, aceptada, aceito, "
    "aceita, accettato, accettata, geaccepteerd, akkoord",
    "declined: rejected, denied, lost, closed lost, refused, cancelled, canceled, cancel, revised, "
    "closed, void, abgelehnt, storniert, refuse, annule, rechazado, rechazada, cancelado, recusado, "
    "recusada, rifiutato, rifiutata, annullato, afgewezen, geannuleerd",
    "expired: lapsed, overdue, out of date, no longer valid, abgelaufen, expire, perime, vencido, "
    "vencida, caducado, caducada, expirado, expirada, scaduto, scaduta, verlopen",
)
RECURRENCES = _spelled(
    "once: one-time, one time, onetime, one-off, one off, single, non-recurring, perpetual, project, new "
    "business, einmalig, unique, ponctuel, unico, unica, una vez, avulso, una tantum, eenmalig",
    "monthly: month, per month, mrr, mo, every month, monthly recurring, monatlich, mensuel, mensuelle, "
    "mensual, mensal, mensile, maandelijks",
    "yearly: annual, annually, year, per year, arr, acv, per annum, p.a., annual recurring, every year, "
    "jahrlich, annuel, annuelle, anual, annuale, jaarlijks",
)
CONTACT_ROLES = _spelled(
    "buyer: economic buyer, economic_buyer, budget holder, purchaser, purchasing, procurement, einkauf, "
    "einkaeufer, einkaufer, acheteur, comprador, compratore, inkoper, nakupci, kupujacy",
    "user: end user, users, operational owner, technical user, anwender, nutzer, utilisateur, usuario, utente, "
    "gebruiker, uzivatel, uzytkownik",
    "champion: sponsor, executive sponsor, advocate, coach, promoter, supporter, influencer, befurworter, "
    "forderer, promotor, defensor, voorstander",
    "decides: decision maker, decision_maker, decider, approver, signatory, executive, entscheider, "
    "entscheidungstrager, decideur, decisor, tomador de decisiones, decisore, beslisser, rozhoduje, decydent",
    "gatekeeper: gate keeper, blocker, assistant, secretary, reception, vorzimmer, assistenz, secretaire, "
    "secretaria, segretaria, secretaresse, sekretarka",
)
DEAL_TYPES = _spelled(
    "new: new business, new customer, new client, new logo, new deal, newbusiness, net new, acquisition, first "
    "sale, neugeschaft, neukunde, nouveau client, nouveau, nouvelle affaire, nuevo, nuevo negocio, novo, novo "
    "negocio, nuovo, nuovo cliente, nieuw, nieuwe klant, novy, nowy",
    "renewal: renew, renewed, extension, contract renewal, subscription renewal, verlangerung, renouvellement, "
    "renovacion, renovacao, rinnovo, verlenging, prodlouzeni, odnowienie, przedluzenie",
    "expansion: existing business, existingbusiness, existing customer, existing client, upsell, up-sell, "
    "cross-sell, cross sell, crosssell, upgrade, add-on, add on, addon, growth, repeat, bestandskunde, "
    "bestandsgeschaft, client existant, ampliacion, cliente existente, ampliacao, espansione, uitbreiding, "
    "bestaande klant, rozsireni, rozszerzenie",
)
PARTIES = _spelled(
    "us: we, me, ours, our, our side, rep, sales, wir, uns, nous, nosotros, nos, noi, wij, ons",
    "them: they, customer, client, theirs, prospect, buyer, their side, kunde, sie, eux, cliente, ellos, "
    "eles, loro, klant, zij",
    "legal: lawyers, legal review, contracts, recht, rechtsabteilung, juridique, juridico, legale, juridisch",
    "procurement: purchasing, purchase, buying, finance, einkauf, achats, compras, acquisti, inkoop",
)
