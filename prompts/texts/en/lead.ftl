# What team leads, support and administrators see
lead-digest = Good morning, { $day }.
    { $waiting } signals await a decision, { $urgent } of them high or critical.
    First callbacks closing within 5 days: { $at_risk }; past their deadline and still open: { $missed }.
lead-backlog = Backlog { $waiting }; at { $per_day } a day it reaches to { $until }.
lead-backlog-nobody = (no agent on duty)
lead-button-queue = Signals to decide
lead-queue-empty = No signal awaits a decision.
lead-queue-more = { $count } more; they come up as you decide.
lead-evidence = 🔎 The customer's words
lead-evidence-agent = 🔎 The agent's words
lead-turn = Turn { $number } · { $speaker }:
lead-speaker-agent = Agent
lead-speaker-customer = Customer
lead-speaker-third-party = Third party
lead-speaker-ivr = Voice menu
lead-speaker-bot = Bot
lead-speaker-unknown = Unknown speaker
lead-form-answer = 📋 { $question }
    → <b>{ $answer }</b>
lead-label = { $mark } <b>{ $name }</b> · { $severity } ({ $origin })
lead-severity-low = low
lead-severity-medium = medium
lead-severity-high = high
lead-severity-critical = critical
lead-origin-offline = proposed by the rules
lead-origin-llm = proposed by the model
lead-origin-form = proposed by a form answer
lead-precision = Of { $decided } such signals so far, { $confirmed } were confirmed
lead-whose = 👤 { $name } · { $loan } · agent { $agent }
lead-asked = ❓ Asked the agent: { $question }
lead-answered = ✍️ The agent: { $reply }
lead-not-answered = (no reply yet)
lead-decide-by = ⏱ Please decide by { $at }. Nothing is confirmed by itself.
lead-escalated = ⬆️ Escalated { $level }×
lead-dismissed = ✖️ Dismissed by { $name }: { $reason }
lead-confirmed = ✅ Confirmed by { $name }. What follows: { $actions }
lead-earlier-callback = Earlier callback
lead-button-evidence = 🔎 Show context
lead-button-confirm = ✅ Confirm
lead-button-dismiss = ✖️ Dismiss
lead-button-change = ✏️ Change
lead-button-ask = ❓ Ask the agent
lead-dismiss-which = Why does it not count?
lead-change-which = Change what?
lead-change-severity = The severity
lead-change-kind = The kind
lead-kind-which = Which kind should it be? (Choosing confirms it so.)
lead-severity-which = How severe is it? (Choosing confirms it so.)
lead-ask-type = Type your question to the agent:
lead-ask-sent = Sent to the agent; the reply will show on this card.

review-heading = 🧾 <b>Call review</b> · { $name } · { $loan }
review-no-signals = Nothing that needs attention was found.
review-signal = { $mark } { $name } — { $state }
review-state-proposed = awaits a team lead
review-state-needs-callback = awaits the agent's reply
review-state-confirmed = confirmed
review-state-rejected = dismissed
review-state-resolved = dealt with
review-state-reopened = reopened
review-state-expired = lapsed
review-counts = { $proposed } proposed · { $rejected } rejected by the evidence check
review-mismatch = ⚖️ Form and call differ: { $question } (turn { $turn }: "{ $transcript }")
review-unheard = 📋 { $count } answers in the form were not heard on the call: { $questions }
review-unasked = 📋 { $count } of { $total } required questions were not asked on the call: { $questions }
review-injection = ⚠️ Somebody on the call tried to instruct the reviewer. It was ignored; please take note.
review-speakers-suspect = ⚠️ The speakers may be swapped; no signal about the agent is raised.

role-agent = agent
role-team-lead = team lead
role-support = support
role-compliance = compliance
role-auditor = auditor
role-admin = administrator

admin-invite = One-time invitation ({ $role }, good for 48 hours, works once):
    { $link }
admin-invite-which = Invite whom?
admin-invite-team = Type the team's name (or - for none):
admin-staff = 👥 People
admin-staff-row = { $name } · { $role } · { $team } · { $state }
admin-staff-on = on duty
admin-staff-off = off duty
stranger = Hello. This bot is for staff only. If you are a customer, please call the service line.

error-already-decided = { $name } has just { $verdict ->
    [confirmed] confirmed
    [rejected] dismissed
   *[other] dealt with
} it.
error-open-evidence-first = High and critical signals: open the context first, then confirm.
error-own-call = This is your own call; somebody else must judge it.
error-dismissal-needs-reason = Choose a reason for dismissing it.
error-signal-gone = The signal is not there.
error-signal-unknown = There is no such kind of signal.
error-severity-unknown = There is no such severity.
error-no-agent-to-ask = No agent is on record for this call.
error-invite-invalid = This invitation is not valid, used or expired. Ask an administrator for a new one.
error-already-staff = You are a member already.
error-own-role = You cannot change your own role.
error-role-unknown = There is no role { $role }. There are: { $roles }
error-loan-unknown = There is no such loan number.
error-hold-needs-second-person = This kind of hold must be lifted by somebody else.
error-case-taken = { $name } has taken it already.

lead-evidence-form = What the form says
lead-form-corrected = ✏️ Later corrected to <b>{ $answer }</b> ({ $reason })
lead-form-beside = · { $question } → { $answer }
lead-origin-both = proposed by a form answer, borne out by the call
lead-button-more = Other reasons…
review-button-rejected = 🚧 { $count } failed the evidence check
review-rejected = 🚧 { $count } failed the evidence check (proposed, but not counted)
review-rejected-item = ✖️ { $name } — { $reason }
review-rejected-more = …and { $count } more
review-stale = 🧾 A newer transcript has replaced this review.
support-digest = Good morning, { $day }.
    Support tasks waiting: { $tasks }, past their time: { $late }.
admin-role-which = Which role should { $name } have?
admin-button-role = 🔁 Change role
admin-button-off = ⛔ Deactivate
admin-deactivated = { $name } is deactivated. Open work goes to colleagues.

error-already-asked = The agent has been asked already; the reply is awaited.
error-question-too-short = Please type what you want to ask.
error-signal-lapsed = This signal lapsed with a newer transcript.
error-review-gone = The review is not there.
error-member-gone = This person is not there or has been deactivated.
