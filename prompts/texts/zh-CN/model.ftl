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

# 模型出错时给人看的话：发生了什么、保留了什么、接下来怎么办。
error-prompt-invalid = 提示词文件 { $file } 不能用（{ $reason }），所以没有询问模型。通话记录已保留，什么都没丢。请运行 huifang prompts lint，改正文件或换回自带的版本，再重新发送通话记录。
error-model-failed = 模型没有给出可用的回答（{ $outcome }）。通话记录已保留，离线复核的结果照常有效。请运行 huifang check 看接口是否正常；这通电话先由人来看。
error-model-reply-malformed = 模型的回答格式不对（{ $outcome }），要求改正一次后仍不行，所以一点都没有采用。通话记录和离线复核结果都已保留。这通电话由人来看；如果经常这样，请在 HUIFANG_LLM_MODEL 换一个模型。
error-model-format-unsupported = 程序要求的三种回答格式，这个接口都不支持，所以没有用模型。通话记录和离线复核结果都已保留。请运行 huifang check 看接口支持什么，或在 HUIFANG_LLM_BASE_URL 换一个接口。
review-model-failed = 🤖 模型没有复核这通电话：{ $why }。以上是离线复核的结果，请再看一遍通话本身。
model-outcome-cut-off = 回答中途被截断
model-outcome-filtered = 回答被服务商的内容过滤拦下
model-outcome-refused = 模型拒绝回答
model-outcome-empty = 回答是空的
model-outcome-unreadable = 回答无法读取
model-outcome-invalid = 回答格式不对
model-outcome-out-of-range = 回答提到了通话里没有的轮次
model-outcome-prompt-truncated = 服务器只读了通话的一部分
model-outcome-too-large = 回答长得离谱
model-outcome-too-long = 通话太长，模型放不下
model-outcome-slow = 没有按时回答
model-outcome-connection-lost = 与模型的连接中断
model-outcome-rate-limited = 请求太频繁，被暂时拒绝
model-outcome-server-error = 模型服务器出错
model-outcome-bad-request = 模型服务器不接受这个请求
model-outcome-unauthorised = 模型服务器不认我们的密钥
model-outcome-model-missing = 服务器上没有这个模型
model-outcome-circuit-open = 模型连续出错，暂停使用一会儿
model-outcome-call-budget = 这通电话会超过单通额度
model-outcome-day-budget = 今天的额度用完了
model-outcome-reply-missing = 批量结果里没有这通的回答
model-outcome-internal = 程序自身出了故障

lead-severity-differs = ⚖️ 模型定为{ $proposed }，规则定为{ $by_code }（{ $why }），按更重的显示。
lead-severity-by-words = 这样的话按规则这样定级
lead-severity-by-range = 这类信号没有模型给的级别
lead-severity-by-others = 结合通话里的其他情况

# 需要人来看的通话，排在 /queue 的信号之后。
lead-by-hand = 需要人工看的通话 { $count } 通。
by-hand-heading = 📖 <b>请看一下这通电话</b> · { $name } · { $loan }
by-hand-why = 模型没有复核：{ $why }。离线复核的结果在通话复核卡片上。
by-hand-button-words = 📄 查看通话内容
by-hand-button-done = ✅ 我看过了
by-hand-done = ✅ { $name } 已看过。
by-hand-longer = 后面还有，请向坐席要完整的通话记录。
by-hand-thanks = 已记下，谢谢。
error-by-hand-done = 这通电话已经有人看过，不用再处理。
by-hand-none = 没有复核能读懂它（{ $reason }），所以没有复核结果。通话记录已保留，请您自己判断。
lead-model-missed = 模型没有提出，是规则发现的。
