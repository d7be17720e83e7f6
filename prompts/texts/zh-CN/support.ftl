# 支持个案：专员看到的，和客户收到的（不承诺、不施压）
support-case = 🤝 <b>支持个案</b>
    { $name } · { $loan }
    原因：{ $reason }{ $since }
    希望：{ $wanted }
    目前每月可承担：{ $affordable }　预计恢复：{ $recover }
    请在 { $due } 前处理。负责人：{ $owner }
    需审核，不代表一定通过。
support-since = （从{ $day }起）
support-state-line = 状态：<b>{ $state }</b>
support-state-draft = 草稿，等客户说要不要
support-state-submitted = 客户要支持，等人接手
support-state-assessing = 审核中
support-state-more-info = 在等客户补充
support-state-offered = 已给方案，等客户答复
support-state-accepted = 客户已接受
support-state-declined-by-customer = 客户不接受方案
support-state-refused = 已婉拒
support-state-active = 安排执行中
support-state-completed = 安排已完成
support-state-broken = 安排没做到，要重新评估
support-state-withdrawn = 客户不需要
support-said-question = 问客户
support-said-answer = 客户答复
support-said-refusal = 婉拒理由
support-said-appeal = 客户请求再看
support-offer-line = 📄 { $terms }（{ $state }）
support-arrangement-offered = 等客户答复
support-arrangement-active = 客户已接受
support-arrangement-declined = 客户不接受
support-arrangement-replaced = 客户想谈别的方案
support-arrangement-completed = 已完成
support-arrangement-broken = 没做到
support-button-take = 🙋 我来跟进
support-button-want = ✅ 客户说要
support-button-no = 客户说不要
support-button-offer = 📄 给方案
support-button-ask = ❓ 问客户
support-button-ref = ✋ 婉拒
support-button-note = ✍️ 记下电话里的答复
support-button-ok = ✅ 电话里接受了
support-button-nok = 电话里不接受
support-button-kept = ✅ 做到了
support-button-broken = 没做到，重新评估
support-button-send = 📨 发给客户
support-button-again = ✏️ 重填
support-button-drop = 不发了
support-kind-due-date-change = 改还款日
support-kind-short-deferral = 短期延期
support-kind-reduced-payment = 阶段性少还
support-kind-term-extension = 延长期限
support-offer-which = 给哪种方案？客户想要的排在前面。
support-ask-amount = 这段时间每月还多少？点一个，或直接打字（例如 1500）。
support-ask-day = 改到每月几号还？点一个，或打 1 到 28 的数字。
support-ask-months = 期限延长几个月？点一个，或打 1 到 24 的数字。
support-ask-from = 从哪天开始？点一个，或打日期（例如 12月1日）。
support-ask-until = 到哪天为止？点一个，或打日期。
support-offer-check = 客户会看到：
    <b>{ $terms }</b>
    这只是约定的记录，不会改动贷款系统里的任何数据。
support-offer-sent = 已发给客户，等答复。
support-offer-dropped = 好，没有发。
support-type-question = 想问客户什么？直接打字，一句一件事。
support-type-reason = 请写婉拒理由，客户会看到原文。请讲清原因和还能做什么。
support-type-answer = 客户在电话里怎么说？直接打字。
support-asked = 已发给客户。
support-declined = 已告诉客户，并说明了怎样请求再看。
support-by-phone = 客户不在聊天里，已建待办，请打电话告知。
support-cases-none = 现在没有等处理的支持个案。

support-terms-due-date-change = 还款日改到每月 { $day } 日，从 { $start } 到 { $end }
support-terms-short-deferral = 从 { $start } 到 { $end } 的应还款延后
support-terms-reduced-payment = 从 { $start } 到 { $end }，每月还 { $amount }
support-terms-term-extension = 期限延长 { $months } 个月，从 { $start } 起，观察到 { $end }
support-offer = 您好，{ $company }的支持专员看过您的情况，给您这个方案：
    <b>{ $terms }</b>
    要不要接受由您决定，想多久都可以；不接受也不影响您现在的合同。
support-offer-button-yes = ✅ 接受这个方案
support-offer-button-no = 不接受
support-offer-button-other = 💬 想谈别的方案
support-offer-active = ✅ 您接受了这个方案，我们已经记录，专员会去登记并与您确认。到期前我们会再联系您。
    还款请只通过官方渠道，我们不会要求转到个人账户。服务热线：{ $hotline }
support-offer-declined = 您没有接受这个方案，这没有关系。情况有变化时，随时在这里告诉我们。服务热线：{ $hotline }
support-offer-replaced = 您想谈别的方案，专员已经知道了，会再联系您。服务热线：{ $hotline }
support-question = 您好，{ $company }的支持专员想多了解一点：
support-question-button = 💬 回答
support-question-type = 请直接打字回答。不想说的可以不说。
support-question-thanks = 谢谢您，已转给专员。结果以审核为准。
support-question-answered = 您的回答：
support-refused = 您好，专员认真看过了，这次没能通过。理由：
    { $reason }
    如果情况有变化，或者我们漏看了什么，可以请求再看一次；由另一种方式商量也可以。免费债务咨询和投诉渠道请拨 { $hotline }。
support-refused-button = 🔁 请再看一次
support-refused-type = 请告诉我们漏看了什么，或哪里变了：
support-refused-again = 🔁 您请求再看一次，专员正在看。

error-case-take-first = 请先按“我来跟进”。
error-case-moved-on = 这个个案已经往下走了，请看最新的卡片。
error-case-not-waiting = 这一步已经过去了，专员正在处理。
error-offer-step-gone = 这个按钮已经不是现在要填的了，请看最新的一条。
error-offer-unfinished = 方案还没填完。
error-offer-date-exact = 请写到具体的哪一天，例如 12月1日。
error-offer-from-outside = 开始日要在今天到一年之内。
error-offer-until-outside = 结束日要在开始日之后，最长 24 个月。
error-offer-amount-outside = 金额要大于零，并且低于现在的月供。
error-offer-day-outside = 请填 1 到 28。
error-offer-months-outside = 请填 1 到 24 个月。
