# What customers see (an automated assistant: restrained, no collection talk, no promises)
customer-company = your lender
customer-notice = Hello, this is the automated assistant of { $company }, not a person. Your answers are used only for servicing this car loan, and you can ask for a person at any time.
    To protect your information, please type the last four digits of your registered phone number:
customer-factor-wrong = That is not right. Please type the last four digits of your registered phone number again.
customer-proved = Thank you, that confirms it is you.
customer-linked = { $company } will reach you here when needed, and you can reach us here too.
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

# One-time links for customers (they name neither the loan nor an amount)
link-sms = { $company } invites you to tell our automated assistant on Telegram how things are; about three minutes, and you can ask for a person. For you only, valid { $hours } hours, works once: { $link } To check this is us call { $hotline }. You may ignore it.
link-email = Hello,
    { $company } invites you to a short check-in on Telegram, about three minutes. You talk to an automated assistant, not a person, and can ask for a person at any time.
    The link is for you only, valid for { $hours } hours and works once; please do not pass it on:
    { $link }
    It asks for the last four digits of your registered phone number, to confirm it is you. We never ask for passwords, codes or transfers.
    To check that this e-mail is from us, or if you would rather not do this online, call { $hotline }.
link-letter = Hello,
    { $company } invites you to scan the code beside this text with your phone, for a short check-in on Telegram, about three minutes. You talk to an automated assistant and can ask for a person at any time.
    The code is for you only, valid for { $hours } hours and works once. You can also type this address: { $link }
    We never ask for passwords, codes or transfers. To check that this letter is from us, or to be called instead, call { $hotline }.
link-qr = The QR code for the letter (the same link as above)
error-link-medium-unknown = The words can be for: { $media }.
error-link-needs-loan = Please write it so: /link LOAN sms (or email, letter).
error-qr-kind-unknown = Please end the name of the QR file with .svg, .png or .pdf.
