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
