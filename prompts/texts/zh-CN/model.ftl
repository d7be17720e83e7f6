# 复核通话的模型：额度、价格，以及出错时的说明。
model-budget-tokens = 已用 { $used } / { $limit } 个 token
model-budget-cost = 费用 { $used } / { $limit }
model-budget-no-limit = 不限
model-cost-unknown = 未知（没有设置价格）
lead-model-budget = 今日模型用量：{ $line }。
model-budget-used-up = 💰 今天的模型额度用完了（{ $line }）。
    今晚零点前的通话由离线复核处理，一通都不会丢；模型没看过的通话已放进主管待办。
    如果经常用完，管理员可以调高 HUIFANG_LLM_DAY_TOKENS 或 HUIFANG_LLM_DAY_COST。
check-model-budget = 今日模型额度：{ $line }
check-model-budget-out = 今天的模型额度已用完（{ $line }），零点前由离线复核处理。额度由 HUIFANG_LLM_DAY_TOKENS 和 HUIFANG_LLM_DAY_COST 设定
check-model-price = { $model } 的价格：每百万 token { $prompt } / { $completion } { $currency }，{ $as_of } 查得
check-model-price-old = { $model } 的价格是 { $as_of } 查的，已超过 { $days } 天；请对照服务商价目表更新价格文件
check-model-price-unknown = 价格文件里没有 { $model } 的价格：费用显示为未知，金额上限无法生效。价格文件由 HUIFANG_LLM_PRICES 指定
error-prices-invalid = 价格文件 { $file } 不能用（{ $reason }），没有向模型发送任何内容。请改正这个文件，或去掉 HUIFANG_LLM_PRICES，先不用价格。
batch-unplaced = ! { $file }：不知道是谁的通话，只能遮盖自动识别到的信息。请用 --loan、文件名或同名 .json 说明贷款号；--only-known 会跳过这类文件。
batch-left-out = – { $file }：对不上数据库里的任何贷款，没有导出。
