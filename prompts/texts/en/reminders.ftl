# Reminders to customers (short and kind; no collection talk, no promises)
reminder-day = { $day } { $month ->
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
}
reminder-amount = { $currency ->
    [CNY] ¥{ $amount }
   *[other] { $currency } { $amount }
}
reminder-promise = Hello, this is the automated assistant of { $company }. A reminder of what we agreed: { $amount } tomorrow, { $day }.
reminder-due = Hello, this is the automated assistant of { $company }. A reminder: your next car loan instalment of { $amount } is due on { $day }.
reminder-due-plain = Hello, this is the automated assistant of { $company }. A reminder: your next car loan instalment is due on { $day }. The official app or your contract shows the amount.
reminder-insurance = Hello, this is the automated assistant of { $company }. A reminder: the car insurance that we have on record ends on { $day }.
    If you have renewed it already, please ignore this message. For questions, ask for a person.
reminder-pay-safely = If you have paid already, please ignore this message. If paying is hard, you can talk to a person.
    Please pay only through the official app or the account in your contract; we never ask for transfers to a personal account.
reminder-button-off = 🔕 No more reminders
reminder-button-on = 🔔 Remind me again
reminder-stopped = All right, no more reminders. Your due dates stay the same; press below if you change your mind.
reminder-resumed = All right, we will remind you again.

# A promised payment has come in
promise-kept-customer = Hello, this is the automated assistant of { $company }. The { $amount } you said you would pay has arrived. Thank you. No need to reply.
promise-kept-agent = ✅ { $name } ({ $loan }) has paid the { $amount } they promised.
