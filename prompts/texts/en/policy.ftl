# Rules in words: why something is due, why a contact is refused, when to try again

policy-point-dpd-1-7 = 1 to 7 days past due (since { $since }): { $points }
policy-point-dpd-8-30 = 8 to 30 days past due (since { $since }): { $points }
policy-point-dpd-31-plus = 31 days or more past due (since { $since }): { $points }
policy-point-first-payment-missed = First instalment still unpaid three days after it was due (since { $since }): { $points }
policy-point-ptp-broken = A promise to pay was broken (since { $since }): { $points }
policy-point-autopay-failed = Automatic payment failed, not yet overdue (since { $since }): { $points }
policy-point-gps-offline-72h = Tracker offline for more than 72 hours with no accepted reason (since { $since }): { $points }
policy-point-gps-tamper-alarm = Tracker removal alarm (since { $since }): { $points }
policy-point-insurance-lapsed = Collision cover has lapsed (since { $since }): { $points }
policy-point-bureau-alert = New delinquency or enforcement elsewhere (since { $since }): { $points }
policy-point-bureau-inquiries = Six or more credit inquiries in 30 days (since { $since }): { $points }
policy-point-unreachable = The first callback cycle ended without reaching the customer (since { $since }): { $points }
policy-point-segment-thin-file = Thin credit file; fades as the loan seasons (since { $since }): { $points }
policy-point-segment-watch-channel = Dealer or broker on the watch list; fades as the loan seasons (since { $since }): { $points }
policy-point-segment-high-ltv = High loan-to-value; fades as the loan seasons (since { $since }): { $points }
policy-point-clean-12m = Twelve months on time and no open signal (since { $since }): { $points }
policy-point-signal-low = Confirmed signal { $signal }, severity low (since { $since }): { $points }
policy-point-signal-medium = Confirmed signal { $signal }, severity medium (since { $since }): { $points }
policy-point-signal-high = Confirmed signal { $signal }, severity high (since { $since }): { $points }
policy-point-signal-critical = Confirmed signal { $signal }, severity critical (since { $since }): { $points }
policy-tier-r1 = R1 low
policy-tier-r2 = R2 medium
policy-tier-r3 = R3 high
policy-tier-r4 = R4 critical
policy-tier-total = { $total } points in all, tier { $tier }
policy-tier-overridden = The points say { $computed }; a team lead's change holds until { $until }
policy-why-first = Disbursed { $disbursed }, day { $deadline_days } is { $deadline }; the target for { $tier } is { $target_days } days, so it is due by { $due }
policy-why-quarterly = Last callback { $last }; { $tier } is called every { $days } days, so it is due { $due } and closes { $closes }
policy-why-hard-max = A high-risk customer is called at least every { $days } days
policy-why-call-once = One more call on day { $days } after disbursement, due { $due }
policy-why-self = Counting from { $last }, the self check-in is due { $due }
policy-why-self-once = Self check-in { $months } months after disbursement, due { $due }
policy-why-visit-disbursement = One inspection after disbursement on { $since }, due { $due }
policy-why-visit-tier = In this tier since { $since }; the inspection is due { $due }
policy-why-visit-collateral-signal = A signal about the vehicle was confirmed on { $since }; the inspection is due { $due }
policy-why-visit-every = Counting from { $since }, the regular inspection is due { $due }
policy-why-arrangement-half = Support arrangement { $start } to { $end }: one call at half-term, { $due }
policy-why-arrangement-end = The support arrangement of { $start } ends { $end }: one call by { $due }
policy-why-gap = At least { $days } days between two proactive contacts, so it moves to { $due }
policy-why-step-down = Customer with extra care: tier { $tier }, called as { $followed }, one step down
policy-why-late = The deadline { $closes } has passed; the work goes on and counts as late
policy-why-backlog = The deadline { $closes } was before the import: old portfolio, nobody here missed it
policy-why-merged =
    Merged with the { $other ->
        [first-30d] first callback
        [quarterly-risk] quarterly callback
        [due-followup] payment follow-up
        [self-checkin] self check-in
        [vehicle-inspection] vehicle inspection
       *[other] another callback
    } that fell within the same days
policy-why-pre-due = Instalment due { $due }; { $tier } is reminded { $days } days before
policy-why-overdue = Instalment of { $due } missed; { $tier } is followed up on day { $days }
policy-why-trigger =
    Triggered { $on }: { $trigger ->
        [disbursed] loan disbursed
        [first-payment-missed] first instalment missed
        [payment-missed] payment missed
        [autopay-failed] automatic payment failed
        [gps-offline] tracker offline
        [gps-removed] tracker removal alarm
        [gps-risk-place] stopped at a risk place
        [region-left] left the agreed region
        [bureau-alert] credit bureau alert
        [stress-confirmed] stress signal confirmed
        [vulnerability-confirmed] vulnerability confirmed
        [crisis] risk of self-harm
        [ptp-due] promise due tomorrow
        [ptp-broken] promise broken
        [insurance-expiring] insurance about to expire
        [insurance-lapsed] insurance lapsed
        [profile-change] unusual profile change
        [second-lien-hit] new lien found in the register
        [complaint-open] complaint open
        [self-checkin-stress] hardship reported in a self check-in
        [self-checkin-expired] self check-in link expired
        [disaster-area] customer in a disaster area
       *[other] business event
    }, { $tier }, due { $due }
policy-state-planned = Planned
policy-state-open = Open
policy-state-missed-deadline = Past its deadline, still workable
policy-state-done = Done
policy-state-done-late = Done late
policy-state-no-longer-needed = No longer needed
policy-reason-policy-missing = No contact policy applies, so nobody may be contacted
policy-reason-policy-expired = Contact policy { $policy } expired on { $review_by }; it must be reviewed first
policy-reason-policy-expires-soon = Contact policy { $policy } expires on { $review_by }; please have it reviewed
policy-reason-policy-not-yet-valid = Contact policy { $policy } is valid from { $valid_from }
policy-reason-hold =
    On hold: { $marker ->
        [deceased] the customer has died
        [insolvency] insolvency proceedings
        [breathing_space] breathing space
        [legal_representative] a legal representative acts
        [cease_contact] the customer asked us to stop
        [fraud_victim] possible victim of fraud
        [complaint_same_subject] a complaint about the same matter is open
        [dispute] the debt is disputed
        [hardship_pending] a hardship application is pending
        [disaster] a disaster where the customer lives
        [bereavement_30d] a bereavement
        [crisis] crisis care is in progress
       *[other] { $marker }
    }
policy-reason-number-blocked = This number is blocked
policy-reason-channel-not-allowed =
    Not allowed for this customer: { $channel ->
        [call] phone
        [ai_voice] automated voice
        [sms] text message
        [email] e-mail
        [chat] chat
        [visit] visit
       *[other] { $channel }
    }
policy-reason-channel-no-consent =
    The customer has not agreed to: { $channel ->
        [call] phone
        [ai_voice] automated voice
        [sms] text message
        [email] e-mail
        [chat] chat
        [visit] visit
       *[other] { $channel }
    }
policy-reason-location-unknown = The customer's time zone is unknown; it must be a permitted hour in all { $zones } candidate zones
policy-reason-outside-window =
    It is now { $basis ->
        [law] outside the hours that the rules allow
        [lender] outside our own contact hours
        [workplace] outside the hours for calls to a workplace
       *[other] outside the allowed hours
    } (customer's local time)
policy-reason-holiday = { $day } is a public holiday where the customer is
policy-reason-sensitive-occasion = A sensitive time for the customer (such as mourning, a wedding, a disaster)
policy-reason-limit-reached =
    Limit reached: at most { $max } { $metric ->
        [dial] dials
        [unconnected_dial] unanswered dials
        [conversation] conversations
        [any_contact] contacts
        [sms] text messages
        [email] e-mails
        [visit] visits
       *[other] contacts
    } in { $days ->
        [1] 24 hours
       *[other] { $days } days
    } { $per ->
        [debt] per loan
        [debtor] per customer
        [number] per number
        [place] per place
       *[other] in all
    }, { $used } so far
policy-reason-cooldown-after-conversation = A conversation took place; { $days } days of rest follow
policy-reason-customer-preference =
    Customer's wish: { $wish ->
        [hours] the customer prefers other hours
        [not_before] the customer asked for a later time
        [not_at_work] the customer does not want calls at work
       *[other] the customer asked otherwise
    }
policy-reason-duplicate-planned = The same contact is planned already ({ $other })
policy-reason-third-party-not-allowed =
    No contact with a third person: { $why ->
        [never] the rules forbid it
        [refused] this person asked not to be contacted again
        [contacted] this person has been contacted as often as allowed
        [customer_first] the customer must be tried more often first
       *[other] the conditions are not met
    }
policy-next-allowed = Earliest permitted time: { $at }
policy-next-never = Waiting does not help; the points above must be settled first
policy-legal-note = The presets are a starting point, not legal advice; have counsel confirm them before use
policy-retry-at =
    { $outcome ->
        [no-answer] no answer
        [voicemail] voicemail
        [busy] busy
        [rejected] rejected
        [powered-off] powered off
        [out-of-service] out of service
        [invalid-number] invalid number
        [wrong-number] wrong number
        [connected-third-party] somebody else answered
        [language-barrier] language barrier
        [deceased-reported] customer reported deceased
        [callback-requested] customer chose another time
        [refused-to-talk] customer declined to talk
        [idv-failed] identity not verified
        [dropped-after-idv] dropped after verification
        [technical-failure] line failure
       *[other] { $outcome }
    }: try again at { $local }
policy-retry-ended =
    { $outcome ->
        [no-answer] no answer
        [voicemail] voicemail
        [busy] busy
        [rejected] rejected
        [powered-off] powered off
        [out-of-service] out of service
        [invalid-number] invalid number
        [wrong-number] wrong number
        [connected-third-party] somebody else answered
        [language-barrier] language barrier
        [deceased-reported] customer reported deceased
        [callback-requested] customer chose another time
        [refused-to-talk] customer declined to talk
        [idv-failed] identity not verified
        [dropped-after-idv] dropped after verification
        [technical-failure] line failure
       *[other] { $outcome }
    }: this callback cycle is over
policy-retry-cycle-end =
    { $outcome ->
        [no-answer] no answer
        [voicemail] voicemail
        [busy] busy
        [rejected] rejected
        [powered-off] powered off
        [out-of-service] out of service
        [invalid-number] invalid number
        [wrong-number] wrong number
        [connected-third-party] somebody else answered
        [language-barrier] language barrier
        [deceased-reported] customer reported deceased
        [callback-requested] customer chose another time
        [refused-to-talk] customer declined to talk
        [idv-failed] identity not verified
        [dropped-after-idv] dropped after verification
        [technical-failure] line failure
       *[other] { $outcome }
    }: attempts or days used up; recorded as unreachable
policy-retry-stuck =
    { $outcome ->
        [no-answer] no answer
        [voicemail] voicemail
        [busy] busy
        [rejected] rejected
        [powered-off] powered off
        [out-of-service] out of service
        [invalid-number] invalid number
        [wrong-number] wrong number
        [connected-third-party] somebody else answered
        [language-barrier] language barrier
        [deceased-reported] customer reported deceased
        [callback-requested] customer chose another time
        [refused-to-talk] customer declined to talk
        [idv-failed] identity not verified
        [dropped-after-idv] dropped after verification
        [technical-failure] line failure
       *[other] { $outcome }
    }: the next steps must be done before another try
policy-retry-not-allowed =
    { $outcome ->
        [no-answer] no answer
        [voicemail] voicemail
        [busy] busy
        [rejected] rejected
        [powered-off] powered off
        [out-of-service] out of service
        [invalid-number] invalid number
        [wrong-number] wrong number
        [connected-third-party] somebody else answered
        [language-barrier] language barrier
        [deceased-reported] customer reported deceased
        [callback-requested] customer chose another time
        [refused-to-talk] customer declined to talk
        [idv-failed] identity not verified
        [dropped-after-idv] dropped after verification
        [technical-failure] line failure
       *[other] { $outcome }
    }: the contact policy allows no further time
policy-sla-running =
    With: { $owner ->
        [team-lead] team lead
        [agent] agent
        [support] support desk
        [compliance] compliance
        [compliance-head] head of compliance
        [head-of-operations] head of operations
        [head-of-risk] head of risk
        [on-duty-specialist] on-duty specialist
        [fraud-desk] fraud desk
        [asset-protection] asset protection
        [regional-lead] regional lead
        [complaints] complaints desk
        [complaints-manager] complaints manager
        [system] the system
        [job-alert] system alert
        [queue-bump] front of the queue
       *[other] { $owner }
    } (level { $level })
policy-sla-missed =
    Past its time, raised to: { $owner ->
        [team-lead] team lead
        [agent] agent
        [support] support desk
        [compliance] compliance
        [compliance-head] head of compliance
        [head-of-operations] head of operations
        [head-of-risk] head of risk
        [on-duty-specialist] on-duty specialist
        [fraud-desk] fraud desk
        [asset-protection] asset protection
        [regional-lead] regional lead
        [complaints] complaints desk
        [complaints-manager] complaints manager
        [system] the system
        [job-alert] system alert
        [queue-bump] front of the queue
       *[other] { $owner }
    } (level { $level })
error-policy-file-invalid = Policy file { $file } is wrong at { $place }: { $reason }
