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
agent-welcome = Welcome, { $name }. Your role: { $role }.
    What needs you will come to you here. Send /help to see how it works.
agent-duty-on = You are on duty. Work will come to you.
agent-duty-off = You are off duty. What you have not started goes to colleagues.
agent-language = Switched to English.
agent-why = Why { $loan } is due
agent-why-rule = Rule: { $rule }
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
agent-transcript-send = Send the recording (voice, audio, video note or file), or the transcript: paste the text here, or send a file (.txt .srt .vtt .json). Up to 20 MB.
agent-transcript-received = Got it, { $turns } turns. The review takes a few seconds.
agent-transcript-which = Which call is this?
agent-transcript-none = No callback waits for a transcript, so this was not kept. Complete the callback first; to add to one or replace it, press "Send transcript" on its card.
agent-transcript-fetching = Got the file, reading it…
agent-speakers-check = Please check who is who (not certain):
    Agent: { $agent }
    Customer: { $customer }
agent-speakers-done = Thank you. The review starts now.
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
error-transcript-gone = The transcript is not there; please send it again.
error-transcript-malformed = The transcript cannot be read{ $line ->
    [0] {""}
   *[other] {" "}(line { $line })
}: { $reason ->
    [bad_json] the JSON is incomplete
    [bad_inner_json] the JSON inside is incomplete
    [bad_archive] the file cannot be opened
    [too_large] there is too much in it
    [too_long] it is too long
    [unknown_encoding] the encoding is unknown; save it as UTF-8
    [no_speaker_column] the table has no speaker column
   *[other] the format is not right
}. You still have the original; mend it and send it again.
error-transcript-unknown-format = This format is not known. You can send text with "Agent:/Customer:", .srt, .vtt or a recogniser's .json.
error-transcript-empty = Nobody speaks in this transcript, so nothing was kept. Check the export and send it again.
error-task-gone = The question is not there.
error-task-done = You have replied already.
error-phone-only-in-call = Press "Start" first, then show the number.

agent-button-check-in = 📨 Ask customer
agent-button-call-instead = ☎️ Call instead
agent-button-correct = ✏️ Correct it
agent-button-drop-correction = Drop the correction
agent-button-that-was-all = ✅ That was all
agent-check-in-sent = Sent to the customer. You will hear when it is filled in.
agent-check-in-link = The customer is not known here yet. Please pass on this link (good for 72 hours, works once):
    { $link }
agent-correct-how = Press a number to change it, then Submit, then say why.
agent-form-same = Nothing was changed; the answers stand.
agent-correction-dropped = Correction dropped; the answers stand.
agent-why-how = Put the loan number after the command, such as: /why HF-2026-0101
agent-transcript-more = Got { $length } characters; long transcripts arrive in pieces. Send the rest now, then press the button.
agent-transcript-more-first = Got it, added to the text above. Please choose the call first.
agent-speakers-which-agent = More than two people speak here. Who is the agent?
agent-speakers-which-customer = Who is the customer?
agent-task-cancelled = Your team lead has decided; no reply is needed.
transcript-warning-left-out = Line { $line } could not be read; please check it
transcript-warning-left-out-entries = { $count } entries had no words and were left out
transcript-warning-one-speaker = Only one speaker is marked
transcript-warning-few-turns = Very few turns; it may be incomplete
transcript-warning-more-pages = The file says there are more pages; it may be incomplete
transcript-warning-repaired = The time in line { $line } was mended
transcript-warning-not-monotonic = The times were out of order and have been sorted
transcript-warning-overlap = The speakers overlap a lot
transcript-warning-speaker-labels-suspect = The speakers may be swapped; press "Swap them" or send it again
transcript-warning-unexpected-language = The language is not the one on record
transcript-warning-unreadable-characters = { $count } characters are unreadable
transcript-warning-no-speaker-labels = The speakers are not marked
transcript-warning-rest = …and { $count } more kinds of notes
visit-why = Signal ({ $signal }) confirmed by a team lead ({ $on }); somebody has to see the car
help-agent = Everything is on the cards:
    ▶️ Start → 👁 Show number → call, filling in as you talk → send the transcript
    Not reached? Press 📵 and choose why; the next try is planned for you.
    Something wrong in the form? Press ✏️ Correct it on the finished card.

    /today at a glance　/next next one
    /why LOAN　/duty on or off duty　/lang 中文 / English
help-team-lead = Signals come to you here: read the words first, then confirm, change, dismiss or ask the agent.
    High and critical ones can be confirmed only after you opened the context.

    /queue signals to decide　/today at a glance
    /why LOAN　/staff your team　/lang 中文 / English
help-support = Support cases come to you here; press "I will take it" and it is yours.

    /today at a glance　/lang 中文 / English
help-compliance = Signals about agents' conduct come to you here; /queue shows every other one that waits.
    High and critical ones can be confirmed only after you opened the context.

    /queue signals to decide　/today at a glance
    /why LOAN　/staff people　/lang 中文 / English
help-auditor = You can look at everything and change nothing:
    /queue signals to decide　/today at a glance
    /why LOAN　/staff people　/lang 中文 / English
help-admin = Administration:
    /invite invite somebody　/staff people, roles, access
    /why LOAN　/today at a glance　/lang 中文 / English
command-today = The day at a glance
command-next = The next one to call
command-queue = Signals to decide
command-why = Why a loan is due: /why LOAN
command-duty = On or off duty
command-lang = 中文 / English
command-help = How it works

error-nothing-to-correct = There is no submitted form to correct, or the correction is done.
error-form-being-corrected = Somebody else is correcting this form right now; please look again later.
error-reason-too-short = Please say in a few words why you correct it.
error-transcript-no-speakers = The speakers are not marked, so nothing was kept; you still have the original. Put "Agent:" or "Customer:" before each line and send it again.
error-transcript-too-long = This transcript is too long to paste; please send it as a file.
error-transcript-taken = This transcript has been taken already; no need to press again.
error-no-check-in = This one cannot be sent to the customer now.
error-check-in-over = This check-in is no longer needed. Thank you.
error-contact-not-allowed = This customer may not be contacted now; press "Why due" for the reason.
