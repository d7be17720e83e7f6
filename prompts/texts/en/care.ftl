# Care, consent, and the customer's own corner (no judgement of feelings, no promised outcomes)
care-crisis = What you said worries me; your safety matters most. Are you safe right now? Is someone with you?
    If you are in danger now, please call { $emergency } at once. To talk to somebody, call { $crisis }; they are there at any hour.
    I am an automated assistant, and I have asked a colleague, a person, to call you within 15 minutes. We will not talk about payments today; there is nothing to fill in.
care-crisis-stranger = What you said worries me; your safety matters most.
    If you are in danger now, please call { $emergency } at once. To talk to somebody, call { $crisis }; they are there at any hour.
care-thanks = Thank you for telling us; that is not easy.
consent-health = Do you agree to us recording something about your health or family? It is used only to arrange suitable service, only the colleague who looks after you sees it, and you can take it back at any time. It is fine to say no and does not affect your contract; what you just wrote has not been kept.
care-button-yes = I agree
care-button-no = Do not record
care-ask = Thank you. Please tell us: how does it affect paying, and what would make things easier? Write as much or as little as you like.
care-noted = We have it, thank you. { $name } will look after you, and we will not contact you more often because of it.
    To talk to somebody, call { $crisis }; for help with costs and payments call { $hotline }.
care-nothing-kept = That is fine; nothing has been recorded. If another way or time to be contacted would help, choose it below.
    To talk to somebody, call { $crisis }; for other help call { $hotline }.
care-the-desk = A support specialist
care-card-crisis = 🆘 <b>Please call at once</b>: { $name } · { $loan }
    What the customer wrote may mean self-harm. Reach them by { $due }; owner: { $owner }
    Ask whether they are safe and whether somebody is with them; do not talk about payments. Emergency { $emergency }, crisis line { $crisis }.
care-card-care = 💛 <b>Care</b>: { $name } · { $loan }
    The customer agreed to this being recorded. Please contact them by { $due }; owner: { $owner }
    Thank, explain what it is used for, ask what it means for paying, signpost; never more contact. Emergency { $emergency }, crisis line { $crisis }.
care-card-done = ✅ Somebody has spoken with the customer.
care-button-take = 📞 I am calling
care-button-done = ✅ We have spoken
care-number = The customer's number: { $phone } (this look is recorded; the message goes in 15 minutes)

kept-years = { $count ->
    [one] 1 year
   *[other] { $count } years
}
kept-days = { $count } days

consent-assistant = Thank you, that confirms it is you. Before we start:
    · You are talking to the automated assistant of { $company }, not a person; you can ask for a person at any time.
    · We keep your answers ({ $answers }) and texts ({ $texts }), only for servicing this car loan; then they are deleted.
    · You can see them, correct them, take your consent back or unlink at any time. It is fine to say no; we call you instead.
    (Version of this notice: { $version })
consent-button-yes = I agree, go on
consent-button-no = I do not agree
consent-given = ✅ You agreed.
consent-refused = That is fine. Nothing you would have answered here is kept, and your account is unlinked. A colleague calls you when needed; you can also call { $hotline }.
consent-photo = Do you agree to us keeping the photos you send? They only answer this question, place data inside them is removed, and you can take it back at any time. This one has not been kept.
consent-location = Do you agree to us keeping the place you send? It only answers this question, is deleted after 90 days, and you can take it back at any time. This one has not been kept.
consent-attachment-yes = Thank you. Please send it again.
consent-attachment-no = That is fine; it has not been kept. You can skip this question.

mine-button-data = 📄 What you know about me
mine-button-contact = 🕘 How to reach me
mine-button-consent = 🔏 My consents
mine-button-complain = 📮 Complain
mine-button-lang = 🌐 中文
mine-button-fix = ✏️ Something is wrong
mine-button-back = ◀ Back
mine-button-withdraw = Take back: { $what }
mine-button-unlink = 🔌 Unlink this account
mine-button-unlink-yes = Yes, unlink
mine-none = none
mine-data = What we have recorded about you:
    Name { $name } · phone { $phone } · ID { $id }
    Loans: { $loans }
    Calls tried { $calls }, forms { $forms } (call texts are kept { $transcripts }, forms and reviews { $reviews })
    How you wish to be contacted: { $wishes }
    Your consents: { $consents }
    Support arrangement: { $arrangement }
mine-fix-type = What is wrong? Please type it, and what it should be.
mine-fix-thanks = Thank you; the colleagues who keep the data have it and correct it once checked.
mine-contact = How and when would you like to be contacted? One press is enough, and you can change it at any time.
mine-contact-set = Noted: { $wish }
mine-channel-any = Any way
mine-channel-call = By phone
mine-channel-chat = Only here in chat
mine-time-band-any = Any time
mine-time-band-am = Mornings
mine-time-band-pm = Afternoons
mine-time-band-evening = Evenings
mine-time-band-weekend = Weekends
mine-complain-type = Please tell us what happened, and what outcome you would like:
mine-complain-thanks = Your complaint is registered; somebody replies within one business day, and until it is settled we will not call you about the same subject. You can also call { $hotline }.
mine-consents = What you agreed to; you can take it back at any time:
mine-consents-none = You have given no consent at present.
mine-consent-assistant = using the automated assistant
mine-consent-photo = keeping photos
mine-consent-location = keeping places
mine-consent-health = recording health or family matters
mine-withdrawn = Taken back: { $what }. Its use stops at once.
mine-unlink-sure = Once unlinked, nothing more is sent to you here, and a colleague calls about a check-in that is not finished. Are you sure?
mine-unlinked = Unlinked. When you need us, call { $hotline }.
error-consent-not-given = There is no such consent.
