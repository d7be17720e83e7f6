# What agents see on cards, buttons and notices
agent-tier = { $mark } { $tier }
agent-no-name = (no name)
agent-no-phone = (no number)
agent-dpd = { $days } days past due
agent-when = ⏳ By { $due } ({ $days } { $days ->
    [one] day
   *[other] days
} left), { $closes } at the latest
agent-when-today = ⏳ Due today, { $closes } at the latest
agent-when-late = ⚠️ { $days } { $days ->
    [one] day
   *[other] days
} late (was due { $due }), { $closes } at the latest
agent-when-missed = ⚠️ The last day, { $closes }, has passed. You can still complete it; it will be marked late
agent-last-answers = 📝 Last time: { $answers }
agent-open-flags = 🚩 { $flags }
agent-attempts = 📵 { $count } { $count ->
    [one] attempt
   *[other] attempts
} so far, the last: { $outcome } ({ $at })
agent-handed-on = { $name } has this one now.
agent-state-planned = Too early to call
agent-state-in-progress = ☎️ Call in progress
agent-state-waiting = ⏰ Next try: { $at }
agent-state-waiting-retry = ⏸ Resting until the details are mended
agent-state-waiting-customer = Waiting for the customer's own check-in
agent-state-partial = 🌓 Partly filled in; you can go on
agent-state-completed = ✅ Done. Please send the transcript
agent-state-unreachable = Not reached in this cycle; closed
agent-state-refused = The customer declined the callback; closed
agent-state-cancelled = Cancelled; no call needed

agent-button-start = ▶️ Start
agent-button-form = 📋 Form
agent-button-resume = 📋 Go on
agent-button-phone = 👁 Show number
agent-button-unreached = 📵 Not reached
agent-button-later = ⏰ Later
agent-button-hand-over = ↪️ Hand over
agent-button-why = ❓ Why due
agent-button-transcript = 🎙 Send transcript
agent-button-next = Next one
agent-button-reply = ✍️ Reply
agent-button-back = ‹ Back
agent-button-swap = 🔁 Swap them
agent-button-speakers-right = ✅ That is right
agent-button-team = Back to the team
agent-later-hour = In 1 hour
agent-later-afternoon = This afternoon
agent-later-evening = This evening
agent-later-tomorrow = Tomorrow morning
agent-later-tomorrow-pm = Tomorrow afternoon
agent-later-customer = 📅 Customer chose a time

agent-digest = Good morning, { $day }.
    On your desk: { $open }. Late { $late }, due today { $today }, agreed for today { $slots }.
    At most { $capacity } come today; the next follows when one is done.
agent-nothing-due = Nobody to call right now. New work comes to you by itself.
agent-help = Everything is on the cards:
    ▶️ Start → 👁 Show number → call, filling in as you talk → send the transcript.
    Not reached? Press 📵 and choose why; the next try is planned for you.

    /today the day at a glance　/next next one
    /duty on or off duty　/lang 中文 / English
agent-welcome = Welcome, { $name }. Your role: { $role }.
    Customers to call will come to you here. Send /help to see how it works.
agent-duty-on = You are on duty. Work will come to you.
agent-duty-off = You are off duty. What you have not started goes to colleagues.
agent-language = Switched to English.
agent-why = Why { $loan } is due
agent-why-tier = Risk tier { $tier } ({ $total } points)
agent-why-no-points = Nothing adds points
agent-why-contact-ok = ✅ May be called now (policy { $policy })
agent-why-contact-no = ⛔ May not be called now (policy { $policy }):
agent-why-next = Earliest: { $at }
agent-unreached-which = Why was the customer not reached?
agent-later-which = When should it come back?
agent-later-type = Type the time the customer chose, such as: tomorrow 3 pm, 5 December 10:30
agent-later-done = Moved to { $at }.
agent-hand-over-which = Hand over to whom?
agent-hand-over-nobody = No colleague is on duty. You can give it back to the team.
agent-handed-over = Handed over to { $name }.
agent-handed-back = Given back to the team; a colleague will get it.
agent-phone = 📞 { $name }: { $phone }
    Deleted in one minute. This look is on record.
agent-blocked = ⛔ Not allowed to call now:
agent-blocked-next = Earliest { $at }. It will come back to you then.
agent-blocked-never = Waiting will not change that; ask your team lead.
agent-retry = Recorded: { $outcome }. Next try: { $at }
agent-retry-ended = Recorded: { $outcome }. This cycle is over.
agent-retry-stuck = Recorded: { $outcome }. No more calls until the details are mended.
agent-transcript-send = Send the transcript: paste the text here, or send a file (.txt .srt .vtt .json, up to 20 MB).
agent-transcript-received = Got it, { $turns } turns. The review takes a few seconds.
agent-transcript-which = Which call is this?
agent-transcript-none = There is no completed callback that this could belong to. Complete one first, then press "Send transcript" on its card.
agent-transcript-fetching = Got the file, reading it…
agent-speakers-check = Please check who is who (not certain):
    Agent: { $agent }
    Customer: { $customer }
agent-speakers-done = Thank you. The review starts now.
agent-form-gone = This form has been submitted or voided.
agent-form-paused = Saved. Go on at any time with "Form" on the card.
agent-form-done = ✅ Submitted.
agent-form-ended = Recorded: { $outcome }.
agent-form-again = { $count } answers changed; the old ones are kept.
agent-amend-reason = Please say why you correct it:
agent-outcome = 📣 A team lead confirmed a signal for { $name }: <b>{ $signal }</b>
    What follows: { $actions }
agent-task-question = ❓ Your team lead asks: <b>{ $question }</b>
agent-task-due = Please reply by { $at }.
agent-task-done = ✍️ Replied: { $reply }
agent-task-type = Type your reply:
agent-task-thanks = Sent to your team lead.

agent-outcome-connected = Connected
agent-outcome-no-answer = No answer
agent-outcome-busy = Busy
agent-outcome-rejected = Rejected
agent-outcome-powered-off = Powered off
agent-outcome-out-of-service = Out of service
agent-outcome-invalid-number = Invalid number
agent-outcome-wrong-number = Wrong number
agent-outcome-connected-third-party = Somebody else answered
agent-outcome-voicemail = Voicemail
agent-outcome-technical-failure = Line failure
agent-outcome-language-barrier = Language barrier
agent-outcome-callback-requested = Customer chose a time
agent-outcome-refused-to-talk = Did not wish to talk
agent-outcome-idv-failed = Identity not passed
agent-outcome-dropped-after-idv = Dropped after verification
agent-outcome-deceased-reported = Reported deceased
agent-outcome-released = Put off

error-callback-gone = This callback is not there; it may have been cancelled.
error-callback-over = This one is closed and cannot be changed.
error-claimed-by = { $name } has taken it already.
error-colleague-away = { $name } is off duty; choose somebody else.
error-later-in-past = That time has passed; choose a later one.
error-too-many-reschedules = The customer has moved it { $most } times; ask your team lead.
error-no-phone = There is no number for this customer.
error-outcome-unknown = There is no such reason; use the buttons.
error-not-your-work = This one is not yours.
error-form-gone = The form is not there; open it again from the card.
error-form-voided = This form is void: the person on the line was somebody else.
error-form-state-unreadable = The form cannot be read; its answers are kept. Please tell an administrator.
error-transcript-gone = The transcript is not there; please send it again.
error-transcript-malformed = The transcript cannot be read: line { $line }, { $reason }. Your file is untouched; mend it and send it again.
error-transcript-unknown-format = This format is not known. You can send text with "Agent:/Customer:", .srt, .vtt or a recogniser's .json.
error-transcript-empty = Nobody speaks in this transcript, so nothing was kept. Check the export and send it again.
error-task-gone = The question is not there.
error-task-done = You have replied already.
error-phone-only-in-call = Press "Start" first, then show the number.
