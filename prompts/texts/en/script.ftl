# Every step that `huifang demo --script` prints
script-file = The loan file is imported: { $imported } loans, { $rejected } rows returned (in an error file, to be mended and imported again)
script-plan = { $planned } callbacks are planned: { $forms }
script-card = The agent gets a card:
script-start = The agent presses "Start": the contact policy allows it, one attempt is on record
script-number = The agent presses "Show number": on record, deleted after a minute, cannot be forwarded
script-form = The agent fills the form in while talking, { $presses } presses, and submits it
script-transcript = The agent sends the transcript as a file: { $turns } turns
script-review = The review is done, the team lead gets the summary:
script-evidence = The team lead reads the customer's words in context first:
script-confirm = The team lead confirms. Nothing is ever confirmed by itself
script-help = The customer gets an offer of help (no collection talk, no promise):
script-wanted = The customer presses "I would like support"
script-case = The support desk gets the drafted case:
script-offer = The support desk takes the case and puts an offer together by buttons; the customer gets:
script-accepted = The customer presses "I accept this"; the desk's card:
script-agent = The agent hears the outcome:
script-why = Why somebody will call again: an earlier callback by { $due }, tier { $tier } ({ $total } points)
script-audit = The audit chain holds: { $events } events, none missing
script-done = All done in { $seconds } s

error-script-failed = Step { $number } did not happen ({ $step }).
