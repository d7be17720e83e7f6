# The model that reviews calls: its budget, its prices, and what is said when it fails.
model-budget-tokens = { $used } of { $limit } tokens
model-budget-cost = cost { $used } of { $limit }
model-budget-no-limit = no limit
model-cost-unknown = unknown (no price set)
lead-model-budget = Model today: { $line }.
model-budget-used-up = 💰 The model's budget for today is used up ({ $line }).
    The offline reviewer reviews the calls until midnight; nothing is lost, and calls that the model has not read are in the leads' queue.
    If this happens often, an administrator can raise HUIFANG_LLM_DAY_TOKENS or HUIFANG_LLM_DAY_COST.
check-model-budget = Model budget today: { $line }
check-model-budget-out = The model's budget for today is used up ({ $line }); the offline reviewer works until midnight. HUIFANG_LLM_DAY_TOKENS and HUIFANG_LLM_DAY_COST set it
check-model-price = Price of { $model }: { $prompt } / { $completion } { $currency } per million tokens, read on { $as_of }
check-model-price-old = The price of { $model } was read on { $as_of }, over { $days } days ago; read the provider's list again and correct the price list
check-model-price-unknown = The price list has no price for { $model }: costs are shown as unknown and no money limit can hold. HUIFANG_LLM_PRICES names the list
error-prices-invalid = The price list { $file } cannot be used ({ $reason }), so nothing was sent to the model. Correct the file, or take HUIFANG_LLM_PRICES out to work without prices.
batch-unplaced = ! { $file }: whose call it is is not known, so only what the recognisers find is hidden. Name the loan with --loan, in the file's name or in a sidecar; --only-known leaves such files out.
batch-left-out = – { $file }: belongs to no loan of the database, not exported.

# What a failed model means for a person: what happened, what was kept, what to do next.
error-prompt-invalid = The prompt file { $file } cannot be used ({ $reason }), so the model was not asked. The transcript is kept and nothing was lost. Run `huifang prompts lint`, correct the file (or go back to the shipped one), then send the transcript again.
error-model-failed = The model gave no usable answer ({ $outcome }). The transcript is kept, and the offline reviewer's findings stand. Run `huifang check` to see whether the endpoint works; a person reads this call in the meantime.
error-model-reply-malformed = The model's answer had the wrong shape ({ $outcome }), even after one request to correct it, so nothing of it was used. The transcript and the offline findings are kept. A person reads this call; if it happens often, try another model in HUIFANG_LLM_MODEL.
error-model-format-unsupported = The endpoint takes none of the three answer formats that the program asks for, so the model was not used. The transcript and the offline findings are kept. Run `huifang check` to see what the endpoint understands, or use another endpoint in HUIFANG_LLM_BASE_URL.
review-model-failed = 🤖 The model did not review this call: { $why }. The findings are the offline reviewer's; please also read the call itself.
model-outcome-cut-off = its answer was cut off
model-outcome-filtered = its provider's content filter stopped the answer
model-outcome-refused = it refused to answer
model-outcome-empty = its answer was empty
model-outcome-unreadable = its answer could not be read
model-outcome-invalid = its answer had the wrong shape
model-outcome-out-of-range = its answer spoke of turns that the call does not have
model-outcome-prompt-truncated = its server read only part of the call
model-outcome-too-large = its answer was far too long
model-outcome-too-long = the call is too long for it
model-outcome-slow = it did not answer in time
model-outcome-connection-lost = the connection to it broke
model-outcome-rate-limited = it was asked too often and put us off
model-outcome-server-error = its server had a fault
model-outcome-bad-request = its server did not take the request
model-outcome-unauthorised = its server refused our key
model-outcome-model-missing = its server does not know this model
model-outcome-circuit-open = it had failed several times in a row and is given a rest
model-outcome-call-budget = the call would cost more than one call may
model-outcome-day-budget = today's budget is used up
model-outcome-reply-missing = its answer is missing from the batch
model-outcome-internal = a fault of our own got in the way

lead-severity-differs = ⚖️ The model says { $proposed }, the rules say { $by_code } ({ $why }); the graver one is shown.
lead-severity-by-words = these words are graded so
lead-severity-by-range = this signal has no other level that fits
lead-severity-by-others = together with what else was said

# Calls that a person must read, in /queue after the signals.
lead-by-hand = Calls to be read by a person: { $count }.
by-hand-heading = 📖 <b>Please read this call</b> · { $name } · { $loan }
by-hand-why = The model has not reviewed it: { $why }. The offline reviewer's findings are in the call review.
by-hand-button-words = 📄 Show the call
by-hand-button-done = ✅ I have read it
by-hand-done = ✅ Read by { $name }.
by-hand-longer = The call goes on; ask the agent for the whole transcript.
by-hand-thanks = Noted, thank you.
error-by-hand-done = Somebody has read this call already; there is nothing left to do.
by-hand-none = No reviewer could read it ({ $reason }), so there is no call review. The transcript is kept; please judge it yourself.
lead-model-missed = The model did not propose this; the rules found it.
