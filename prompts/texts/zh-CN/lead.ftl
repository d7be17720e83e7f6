# 主管、支持专员、管理员看到的
lead-digest = 早上好，{ $day }。
    待决信号 { $waiting } 条，其中高/极高 { $urgent } 条。
    首次回访 5 天内到期 { $at_risk } 件；已过期限仍未完成 { $missed } 件。
lead-backlog = 积压 { $waiting } 件，按每天 { $per_day } 件，排到 { $until }。
lead-backlog-nobody = （没有坐席在岗）
lead-button-queue = 查看待决信号
lead-queue-empty = 没有待决的信号。
lead-queue-more = 还有 { $count } 条，处理完会继续出现。
lead-evidence = 🔎 客户原话
lead-evidence-agent = 🔎 坐席原话
lead-turn = 第 { $number } 句 · { $speaker }：
lead-speaker-agent = 坐席
lead-speaker-customer = 客户
lead-speaker-third-party = 第三人
lead-speaker-ivr = 语音系统
lead-speaker-bot = 机器人
lead-speaker-unknown = 说话人不明
lead-form-answer = 📋 { $question }
    → <b>{ $answer }</b>
lead-label = { $mark } <b>{ $name }</b> · { $severity }（{ $origin }）
lead-severity-low = 低
lead-severity-medium = 中
lead-severity-high = 高
lead-severity-critical = 极高
lead-origin-offline = 规则复核提出
lead-origin-llm = 模型复核提出
lead-origin-form = 表单答案提出
lead-precision = 这类信号以往 { $decided } 条里确认了 { $confirmed } 条
lead-whose = 👤 { $name } · { $loan } · 坐席 { $agent }
lead-asked = ❓ 已问坐席：{ $question }
lead-answered = ✍️ 坐席答：{ $reply }
lead-not-answered = （坐席还没回复）
lead-decide-by = ⏱ 请在 { $at } 前决定。系统不会自动确认。
lead-escalated = ⬆️ 已升级 { $level } 级
lead-dismissed = ✖️ { $name } 已驳回：{ $reason }
lead-confirmed = ✅ { $name } 已确认。后续：{ $actions }
lead-earlier-callback = 提前回访
lead-button-evidence = 🔎 看前后文
lead-button-confirm = ✅ 确认
lead-button-dismiss = ✖️ 驳回
lead-button-change = ✏️ 修改
lead-button-ask = ❓ 问坐席
lead-dismiss-which = 为什么不算？
lead-change-which = 改什么？
lead-change-severity = 改程度
lead-change-kind = 改类别
lead-kind-which = 应该是哪一类？（选了就按它确认）
lead-severity-which = 程度应该是？（选了就按它确认）
lead-ask-type = 请输入要问坐席的话：
lead-ask-sent = 已发给坐席，回复会显示在这张卡上。

review-heading = 🧾 <b>通话复核</b> · { $name } · { $loan }
review-no-signals = 没有发现需要关注的信号。
review-signal = { $mark } { $name } — { $state }
review-state-proposed = 待主管确认
review-state-needs-callback = 等坐席回复
review-state-confirmed = 已确认
review-state-rejected = 已驳回
review-state-resolved = 已处理完
review-state-reopened = 重新打开
review-state-expired = 已失效
review-counts = 提出 { $proposed } 条 · 未过证据关 { $rejected } 条
review-mismatch = ⚖️ 表单与通话不一致：{ $question }（第 { $turn } 句：“{ $transcript }”）
review-unheard = 📋 表单填了、通话里没听到的 { $count } 项：{ $questions }
review-unasked = 📋 必问 { $total } 项里有 { $count } 项通话中没问到：{ $questions }
review-injection = ⚠️ 通话里有人试图指挥复核程序，已忽略，请留意。
review-speakers-suspect = ⚠️ 说话人可能标反了，坐席行为类信号暂不提出。

role-agent = 坐席
role-team-lead = 主管
role-support = 支持专员
role-compliance = 合规
role-auditor = 审计员
role-admin = 管理员

admin-invite = 一次性邀请链接（{ $role }，48 小时内有效，只能用一次）：
    { $link }
admin-invite-which = 邀请什么角色？
admin-invite-team = 请输入小组名称（没有小组就发 -）：
admin-staff = 👥 成员
admin-staff-row = { $name } · { $role } · { $team } · { $state }
admin-staff-on = 在岗
admin-staff-off = 休息
stranger = 您好，这是内部工作用的机器人，不对外服务。如果您是客户，请拨打客服热线。

error-already-decided = { $name } 刚刚已经决定了：{ $verdict ->
    [confirmed] 确认
    [rejected] 驳回
   *[other] 已处理
}。
error-open-evidence-first = 高和极高的信号，请先看前后文再确认。
error-own-call = 这是您自己的通话，要由别人来判断。
error-dismissal-needs-reason = 请选一个驳回的理由。
error-signal-gone = 找不到这条信号。
error-signal-unknown = 没有这个信号类别。
error-severity-unknown = 没有这个程度。
error-no-agent-to-ask = 这通电话没有登记坐席。
error-invite-invalid = 这个邀请链接无效、已用过或已过期。请向管理员要新的。
error-already-staff = 您已经是成员了。
error-own-role = 不能改自己的角色。
error-role-unknown = 没有这个角色：{ $role }。可用：{ $roles }
error-loan-unknown = 没有这个合同号。
error-hold-needs-second-person = 这类标记要由另一个人来解除。
error-case-taken = { $name } 已经在跟进了。

lead-evidence-form = 表单里的答案
lead-form-corrected = ✏️ 后来更正为 <b>{ $answer }</b>（{ $reason }）
lead-form-beside = · { $question } → { $answer }
lead-origin-both = 表单答案提出，通话原话支持
lead-button-more = 其他理由…
review-button-rejected = 🚧 未过证据关 { $count } 条
review-rejected = 🚧 未过证据关 { $count } 条（提出过，但不作数）
review-rejected-item = ✖️ { $name } — { $reason }
review-rejected-more = ……另有 { $count } 条
review-stale = 🧾 这份复核已被新的通话记录取代。
support-digest = 早上好，{ $day }。
    支持待办 { $tasks } 件，其中 { $late } 件已过时限。
admin-role-which = { $name } 换成什么角色？
admin-button-role = 🔁 换角色
admin-button-off = ⛔ 停用
admin-deactivated = 已停用 { $name }。手上没做完的会转给同事。

error-already-asked = 已经问过坐席了，正在等回复。
error-question-too-short = 请写一句要问的话。
error-signal-lapsed = 这条信号已随新的通话记录失效。
error-review-gone = 找不到这份复核。
error-member-gone = 找不到这位成员，可能已停用。
