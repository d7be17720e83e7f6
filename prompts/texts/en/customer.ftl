# What customers see (an automated assistant: restrained, no collection talk, no promises)
customer-company = your lender
customer-notice = Hello, this is the automated assistant of { $company }, not a person. Your answers are used only for servicing this car loan, and you can ask for a person at any time.
    To protect your information, please type the last four digits of your registered phone number:
customer-factor-wrong = That is not right. Please type the last four digits of your registered phone number again.
customer-linked = Thank you, that confirms it is you. { $company } will reach you here when needed, and you can reach us here too.
customer-help-offer = Hello, this is the automated assistant of { $company }.
    Thank you for telling us about your situation on the phone; these are not easy times.
    You can ask for payment support, such as another due date or a short deferral. <b>Whether to ask is up to you</b>; a person reviews it, it may not be approved, and it does not affect your present contract.
customer-button-help = 🤝 I would like support
customer-button-no = Not now
customer-button-person = 👤 A person, please
customer-help-received = We have your request. A support specialist will contact you within one business day. The outcome depends on the review.
    Please pay only through the official channels; we never ask for transfers to a personal account. Service line: { $hotline }
customer-help-declined = That is fine. Tell us whenever you need it.
customer-person-coming = A specialist will contact you soon.

error-customer-link-invalid = This link is not valid, used or expired. Please ask your lender for a new one.
error-offer-answered = You have answered already; a specialist is on it.

customer-here = Hello, this is the automated assistant of { $company }. There is nothing for you to fill in right now.
    For a person, press the button below or call the service line: { $hotline }
customer-check-in = Hello, this is the automated assistant of { $company }, not a person.
    May we ask how things are with the car and the payments? It takes about { $minutes } minutes. Skip what you would rather not answer; stop at any time and go on later.
customer-button-check-in = 📝 Start
customer-check-in-done = We have your answers. Thank you.
customer-check-in-over = This check-in is no longer needed. Thank you.
customer-form-paused = Saved. Send any message to go on.
