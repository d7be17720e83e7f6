### Forms: progress, buttons, notices and what was wrong with an entry.

form-progress = { $number }/{ $total } · { $group }
form-last = ✓ { $answer }
form-script = Script: { $text }
form-current = Answer so far: { $answer }
form-known = On record: { $answer }. Please check whether that has changed.
form-read-back = You mean: { $answer }. Is that right?
form-internal = (Internal note; do not read it out.)

form-hint-multi = Pick all that apply, then press “Done”.
form-hint-amount = Send the amount, for example 3500, 3.5k or 3,200.
form-hint-date = Press a button or send a date, for example “15th of next month” or “next Friday”.
form-hint-datetime = Send the day and time, for example “tomorrow at 3pm”.
form-hint-number = Send the number.
form-hint-number-unit = Send the number, in { $unit }.
form-hint-text = Send it as text.
form-hint-phone = Send the phone number, for example +44 20 7946 0000.
form-hint-photo = Send photos, more than one if needed, then press “Done”. Received: { $count }.
form-hint-photo-file = Send photos, more than one if needed, then press “Done”. Send them as files: only so they keep their time and place. Received: { $count }.
form-hint-location = Send the current position with the attachment “Location”.
form-hint-code = Send the code that you received.
form-hint-signature = The person present may send their name as confirmation, or skip this.

form-button-ok = Done
form-button-decline = Prefer not to say
form-button-unknown = Not known
form-button-back = ‹ Back
form-button-skip = Skip
form-button-review = Overview
form-button-continue = Continue ›
form-button-keep = Keep, next ›
form-button-same = No change
form-button-yes = Yes
form-button-retry = Enter again
form-button-submit = Submit
form-button-stress = Customer in difficulty
form-button-stress-self = I am in difficulty
form-button-pause = Save for later
form-button-person = Talk to a person
form-button-language = 中文
form-button-date = { $word } { $date }

form-day-today = Today
form-day-tomorrow = Tomorrow
form-day-yesterday = Yesterday
form-day-ahead = In { $days } days
form-day-ago = { $days } days ago

form-date-day = { $weekday } { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
form-date-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
form-date-short = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
form-date-words = “{ $text }” (no fixed date)
form-weekday-1 = Mon
form-weekday-2 = Tue
form-weekday-3 = Wed
form-weekday-4 = Thu
form-weekday-5 = Fri
form-weekday-6 = Sat
form-weekday-7 = Sun

form-value-approx = about { $amount }
form-value-declined = preferred not to say
form-value-unknown = not known
form-value-not-asked = not asked
form-value-photos = { $count ->
    [one] one photo
   *[other] { $count } photos
}
form-value-location = position received
form-value-joiner = {", "}
form-value-none = (still needed)
form-value-optional = (not asked, optional)

form-fallback-name = the customer
form-fallback-amount = the amount on the statement
form-fallback-due = the date on the statement
form-fallback-company = the company
form-fallback-agent = (your name)
form-fallback-hotline = the service line
form-fallback-crisis-line = a local crisis line or the emergency services
form-fallback-summary = what you told me
form-summary-part = { $group }: { $answers }
form-summary-joiner = {"; "}

form-review-title = { $form } · overview
form-review-ready = Everything required is here. Check it, then submit.
form-review-missing = { $count ->
    [one] One answer is still needed before this can be submitted.
   *[other] { $count } answers are still needed before this can be submitted.
}
form-review-stopped = The callback ends here; it can be submitted as it is.
form-review-identity = Identity is not verified yet, so the loan must not come up.
form-review-pick = Press a number to change that answer.
form-review-line = { $number }. { $question }: { $answer }
form-review-more = … and { $count } more; press a number to see it.
form-review-empty = No answers yet.
form-submitted-title = Submitted, thank you.
form-submitted-title-self = Submitted, thank you. Tell us whenever something changes.

form-notice-stale = That button is out of date and nothing has changed. Please use the latest screen.
form-notice-not-here = That button has no use at this step; nothing has changed.
form-notice-submitted = The form has been submitted.
form-notice-day-passed = That day has passed. Please pick another one.
form-notice-first = This is the first question.
form-notice-tick-one = Pick at least one, then press “Done”.
form-notice-photo-missing = No photo has arrived yet.
form-notice-identity-first = Verify identity first; then the loan may come up.
form-notice-stress-noted = Noted: the customer is in difficulty. It comes first as soon as identity is verified.
form-notice-already-hardship = These questions are about the difficulty already.
form-notice-missing = { $count ->
    [one] One answer is still missing before this can be submitted.
   *[other] { $count } answers are still missing before this can be submitted.
}
form-notice-paused = Saved. You can carry on at any time.
form-notice-person = All right, a colleague will contact you.

error-form-amount-unreadable = That amount could not be read. Send one number, for example 3500, 3.5k or 3,200.
error-form-amount-range = That is a range. Ask for one rough figure, for example “about 2500”.
error-form-amount-too-large = That number is too large; it looks like a phone or card number. Send the amount only, for example 3500.
error-form-number-unreadable = That number could not be read. Send digits only, for example 15.
error-form-number-not-whole = A whole number is needed here, for example 15.
error-form-number-out-of-range = That number is not between { $low } and { $high }. Please check it.
error-form-phone-wrong-length = That has { $digits } digits, which is not the length of a phone number. For example 13800001234, or + and the country code from abroad.
error-form-phone-unreadable = That does not look like a phone number. For example 13800001234 or +44 20 7946 0000.
error-form-phone-not-wanted = No phone number is needed here; nothing has changed.
error-form-choice-unclear = That matches none of the options. Press a button, or send an option's words or number, for example “2”.
error-form-date-unreadable = That date could not be read. For example “15 December”, “15th of next month”, “next Friday”; if it is not fixed, send the words, such as “when I get paid”.
error-form-date-impossible = There is no such day. Please check it; for example “28 February”.
error-form-date-in-future = That was read as { $date }, but a past date is needed here. For example “15th of last month”.
error-form-date-in-past = That was read as { $date }, but a date from today on is needed here. For example “15th of next month”.
error-form-text-empty = No text arrived. Please send it again.
error-form-text-too-long = Too long: { $length } characters, at most { $limit }. Please shorten it.
error-form-use-buttons = Please use the buttons here. To change an answer, press its number.
error-form-photo-wanted = A photo is needed here. If you cannot take one, use the buttons below.
error-form-photo-not-wanted = No photo is needed here; nothing has changed.
error-form-location-wanted = A position is needed here. Send it with the attachment “Location”.
error-form-location-not-wanted = No position is needed here; nothing has changed.
error-form-code-wrong = That code is not right. Please check it and send it again.
error-form-press-unreadable = That button cannot be read. Please use the latest screen.
error-form-state-unreadable = This draft cannot be read and was left as it is. Please tell an administrator.
error-form-unknown = There is no such form: { $form }.
error-form-version-unknown = There is no such version: { $form }, version { $version }.
error-form-file-invalid = The form file { $file } is not right ({ $place }): { $reason }
error-form-published-changed = { $form } is published and must not change. Raise the version in its form file.

form-lint-file = { $form }: { $place } is not right: { $detail }
form-lint-unknown-key = { $form }: { $place } mentions { $detail }, which does not exist
form-lint-cycle = { $form }: the conditions run in a circle: { $detail }
form-lint-unreachable = { $form }: no answers lead to { $place }
form-lint-dead-end = { $form }: there is no way on after { $place }
form-lint-missing-translation = { $form }: { $place } lacks its translation { $detail }
form-lint-option-set = { $form }: { $place } has too few options ({ $detail })
form-lint-option-twice = { $form }: { $place } has an option twice: { $detail }
form-lint-option-long = { $form }: { $place } has an option that is too long: { $detail }
form-lint-press-budget = { $form }: the clean path takes more presses than allowed: { $detail }
form-lint-not-published = { $form } is not published yet
form-lint-published-changed = { $form } is published, but its content has changed; raise the version
form-lint-snapshot-changed = the published copy of { $form } has been changed

form-preview-title = Preview of the callback forms
form-preview-intro = Every screen and every transition. ★ and a gold edge mark must-haves, a blue edge the hardship branch; blue lines jump ahead, red ones lead back, and a line under the pointer names its answers.
form-preview-protected = no forwarding
form-preview-short = short
form-preview-long = long
form-preview-about = version { $version }, { $questions } questions, { $presses } presses on a clean path, about { $minutes } minutes
