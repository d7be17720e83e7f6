# Support cases: what the desk sees and what the customer gets (no promises, no pressure)
support-case = 🤝 <b>Support case</b>
    { $name } · { $loan }
    Reason: { $reason }{ $since }
    Asks for: { $wanted }
    Can manage a month: { $affordable } · expects to recover: { $recover }
    Please act by { $due }. Owner: { $owner }
    Subject to review; it may not be approved.
support-since = {""} · since { $day }
support-state-line = State: <b>{ $state }</b>
support-state-draft = draft, the customer has not said yet
support-state-submitted = the customer wants support; nobody has taken it
support-state-assessing = being looked at
support-state-more-info = waiting for the customer's answer
support-state-offered = offered, waiting for the customer
support-state-accepted = accepted by the customer
support-state-declined-by-customer = the customer declined the offer
support-state-refused = declined
support-state-active = arrangement in force
support-state-completed = arrangement completed
support-state-broken = arrangement not kept, to be looked at again
support-state-withdrawn = the customer does not want it
support-said-question = Asked
support-said-answer = The customer answered
support-said-refusal = Declined, because
support-said-appeal = The customer asks for another look
support-offer-line = 📄 { $terms } ({ $state })
support-arrangement-offered = waiting for the customer
support-arrangement-active = accepted by the customer
support-arrangement-declined = declined by the customer
support-arrangement-replaced = the customer wants other terms
support-arrangement-completed = completed
support-arrangement-broken = not kept
support-button-take = 🙋 I will take it
support-button-want = ✅ The customer wants it
support-button-no = The customer does not
support-button-offer = 📄 Make an offer
support-button-ask = ❓ Ask the customer
support-button-ref = ✋ Decline
support-button-note = ✍️ Note an answer by phone
support-button-ok = ✅ Accepted by phone
support-button-nok = Declined by phone
support-button-kept = ✅ It was kept
support-button-broken = Not kept, look again
support-button-send = 📨 Send to the customer
support-button-again = ✏️ Start over
support-button-drop = Do not send
support-kind-due-date-change = Change the due date
support-kind-short-deferral = Short deferral
support-kind-reduced-payment = Reduced payments
support-kind-term-extension = Longer term
support-offer-which = Which kind of support? What the customer asked for comes first.
support-ask-amount = How much a month meanwhile? Press one, or type it (such as 1500).
support-ask-day = Which day of the month? Press one, or type a number from 1 to 28.
support-ask-months = How many months longer? Press one, or type a number from 1 to 24.
support-ask-from = From which day? Press one, or type a date (such as 1 December).
support-ask-until = Until which day? Press one, or type a date.
support-offer-check = The customer will read:
    <b>{ $terms }</b>
    This records what was agreed; it changes nothing in the loan system.
support-offer-sent = Sent to the customer; waiting for the answer.
support-offer-dropped = Not sent.
support-type-question = What do you want to ask? Type it; one thing at a time.
support-type-reason = Type the reason; the customer reads it word for word. Say why, and what is still possible.
support-type-answer = What did the customer say on the phone? Type it.
support-asked = Sent to the customer.
support-declined = The customer has been told, and how to ask for another look.
support-by-phone = The customer is not in chat: there is a task to tell them by phone.
support-cases-none = No support case waits.

support-terms-due-date-change = Payment due on day { $day } of the month, from { $start } to { $end }
support-terms-short-deferral = Payments due from { $start } to { $end } are deferred
support-terms-reduced-payment = From { $start } to { $end } you pay { $amount } a month
support-terms-term-extension = The term grows by { $months } months, from { $start }, looked at until { $end }
support-offer = Hello, a support specialist of { $company } has looked at your situation and offers this:
    <b>{ $terms }</b>
    Whether to accept is up to you; take your time. Declining does not affect your present contract.
support-offer-button-yes = ✅ I accept this
support-offer-button-no = I decline
support-offer-button-other = 💬 Other terms, please
support-offer-active = ✅ You accepted this. We have recorded it; a specialist will register it and confirm with you, and we will contact you again before it ends.
    Please pay only through the official channels; we never ask for transfers to a personal account. Service line: { $hotline }
support-offer-declined = You declined this, and that is fine. Tell us here whenever things change. Service line: { $hotline }
support-offer-replaced = You would like to talk about other terms; the specialist knows and will come back to you. Service line: { $hotline }
support-question = Hello, a support specialist of { $company } would like to know a little more:
support-question-button = 💬 Answer
support-question-type = Please type your answer. Leave out what you would rather not say.
support-question-thanks = Thank you, the specialist has it. The outcome depends on the review.
support-question-answered = Your answer:
support-refused = Hello, a specialist has looked carefully, and this time it could not be approved. The reason:
    { $reason }
    If something has changed, or we have missed something, you can ask for another look, and other ways can be talked about. For free debt advice and complaints call { $hotline }.
support-refused-button = 🔁 Please look again
support-refused-type = Please tell us what we missed, or what has changed:
support-refused-again = 🔁 You asked for another look; a specialist is on it.

error-case-take-first = Please press "I will take it" first.
error-case-moved-on = This case has moved on; please see its newest card.
error-case-not-waiting = This step is over; the specialist is on it.
error-offer-step-gone = That button is not what is being asked for now; please see the newest message.
error-offer-unfinished = The offer is not complete.
error-offer-date-exact = Please give the exact day, such as 1 December.
error-offer-from-outside = The first day must be between today and a year from now.
error-offer-until-outside = The last day must come after the first, at most 24 months later.
error-offer-amount-outside = The amount must be above zero and below the present instalment.
error-offer-day-outside = Please give a number from 1 to 28.
error-offer-months-outside = Please give 1 to 24 months.
