# 坐席看到的卡片、按钮和提示
agent-tier = { $mark } { $tier }
agent-no-name = （无姓名）
agent-no-phone = （无号码）
agent-dpd = 逾期 { $days } 天
agent-when = ⏳ { $due } 前完成（还有 { $days } 天），最晚 { $closes }
agent-when-today = ⏳ 今天到期，最晚 { $closes }
agent-when-late = ⚠️ 已超期 { $days } 天（应于 { $due } 前），最晚 { $closes }
agent-when-missed = ⚠️ 已过最晚日期 { $closes }，仍可完成，会标记为逾期完成
agent-last-answers = 📝 上次：{ $answers }
agent-open-flags = 🚩 { $flags }
agent-attempts = 📵 已联系 { $count } 次，上次 { $outcome }（{ $at }）
agent-handed-on = 这件已由 { $name } 负责。
agent-state-planned = 还没到可联系的时间
agent-state-in-progress = ☎️ 正在联系
agent-state-waiting = ⏰ 下次联系：{ $at }
agent-state-waiting-retry = ⏸ 等资料更新后再联系
agent-state-waiting-customer = 等客户自助填写
agent-state-partial = 🌓 已填一部分，可以接着填
agent-state-completed = ✅ 已完成。请把通话记录发过来
agent-state-unreachable = 本轮未联系上，已结束
agent-state-refused = 客户不愿接受回访，已结束
agent-state-cancelled = 已取消，不用再联系

agent-button-start = ▶️ 开始回访
agent-button-form = 📋 填表
agent-button-resume = 📋 接着填
agent-button-phone = 👁 显示号码
agent-button-unreached = 📵 没打通
agent-button-later = ⏰ 稍后
agent-button-hand-over = ↪️ 转交
agent-button-why = ❓ 为什么
agent-button-transcript = 🎙 发送通话记录
agent-button-next = 下一件
agent-button-reply = ✍️ 回复
agent-button-back = ‹ 返回
agent-button-swap = 🔁 反了，对调
agent-button-speakers-right = ✅ 没错
agent-button-team = 交回小组
agent-later-hour = 1 小时后
agent-later-afternoon = 今天下午
agent-later-evening = 今天傍晚
agent-later-tomorrow = 明天上午
agent-later-tomorrow-pm = 明天下午
agent-later-customer = 📅 客户约了时间

agent-digest = 早上好，{ $day }。
    手上 { $open } 件：超期 { $late }，今天到期 { $today }，客户约好今天 { $slots }。
    今天最多派 { $capacity } 件，做完一件再派下一件。
agent-nothing-due = 现在没有要联系的。有新的会自动推给您。
agent-welcome = { $name }，欢迎。您的角色：{ $role }。
    要您处理的会自动推到这里。发送 /help 看怎么用。
agent-duty-on = 已上班。要联系的会推给您。
agent-duty-off = 已休息。手上没开始的会转给同事。
agent-language = 已切换为中文。
agent-why = 为什么要联系 { $loan }
agent-why-rule = 规则编号：{ $rule }
agent-why-tier = 风险等级 { $tier }（{ $total } 分）
agent-why-no-points = 没有加分项
agent-why-contact-ok = ✅ 现在可以联系（规则：{ $policy }）
agent-why-contact-no = ⛔ 现在不能联系（规则：{ $policy }）：
agent-why-next = 最早可联系：{ $at }
agent-unreached-which = 没打通的原因？
agent-later-which = 什么时候再联系？
agent-later-type = 请写客户约的时间，例如：明天下午三点、12月5日 10:30
agent-later-done = 已改到 { $at }。
agent-hand-over-which = 转给谁？
agent-hand-over-nobody = 现在没有其他同事在岗。可以交回小组。
agent-handed-over = 已转给 { $name }。
agent-handed-back = 已交回小组，会派给其他同事。
agent-phone = 📞 { $name }：{ $phone }
    一分钟后自动删除，查看已留痕。
agent-blocked = ⛔ 现在不能拨打：
agent-blocked-next = 最早 { $at } 可以。到时会再推给您。
agent-blocked-never = 等待不会解除，请找主管。
agent-retry = 已记录：{ $outcome }。下次：{ $at }
agent-retry-ended = 已记录：{ $outcome }。本轮结束。
agent-retry-stuck = 已记录：{ $outcome }。资料更新前不再拨打。
agent-transcript-send = 请发录音（语音、音频、视频留言或文件），或者通话文字：直接粘贴，或发文件（.txt .srt .vtt .json）。20 MB 以内。
agent-transcript-received = 收到，{ $turns } 句。正在复核，通常几秒钟。
agent-transcript-which = 这是哪一通的记录？
agent-transcript-none = 没有等着收记录的回访，这份没有保存。先完成回访再发；要补发或换一份，请在那件的卡片上按「发送通话记录」。
agent-transcript-fetching = 收到文件，正在读取……
agent-speakers-check = 请看一下谁是谁（不确定）：
    坐席：{ $agent }
    客户：{ $customer }
agent-speakers-done = 好的，开始复核。
agent-form-paused = 已保存。随时从卡片按「填表」接着填。
agent-form-done = ✅ 已提交。
agent-form-ended = 已记录：{ $outcome }。
agent-form-again = 答案已改 { $count } 处，旧答案已保留。
agent-amend-reason = 请写更正的原因：
agent-outcome = 📣 { $name } 的信号已由主管确认：<b>{ $signal }</b>
    后续：{ $actions }
agent-task-question = ❓ 主管问：<b>{ $question }</b>
agent-task-due = 请在 { $at } 前回复。
agent-task-done = ✍️ 已回复：{ $reply }
agent-task-type = 请直接输入回复：
agent-task-thanks = 已回复主管。

agent-outcome-connected = 接通
agent-outcome-no-answer = 无人接听
agent-outcome-busy = 占线
agent-outcome-rejected = 挂断/拒接
agent-outcome-powered-off = 关机
agent-outcome-out-of-service = 停机
agent-outcome-invalid-number = 空号
agent-outcome-wrong-number = 号码非本人
agent-outcome-connected-third-party = 非本人接听
agent-outcome-voicemail = 语音信箱
agent-outcome-technical-failure = 线路故障
agent-outcome-language-barrier = 语言不通
agent-outcome-callback-requested = 客户约了时间
agent-outcome-refused-to-talk = 客户不愿谈
agent-outcome-idv-failed = 核身未通过
agent-outcome-dropped-after-idv = 核身后掉线
agent-outcome-deceased-reported = 告知客户已故
agent-outcome-released = 改期

error-callback-gone = 找不到这件回访，可能已被取消。
error-callback-over = 这件已经结束，不能再改。
error-claimed-by = { $name } 已经接手了。
error-colleague-away = { $name } 不在岗，请选别人。
error-later-in-past = 这个时间已经过了，请选以后的时间。
error-too-many-reschedules = 客户已改约 { $most } 次，请找主管。
error-no-phone = 这位客户没有号码。
error-outcome-unknown = 没有这个原因，请从按钮里选。
error-not-your-work = 这件不归您负责。
error-form-gone = 这份表找不到了，请从卡片重新打开。
error-form-voided = 这份表已作废（接电话的不是本人）。
error-transcript-gone = 找不到这份记录，请重新发送。
error-transcript-malformed = 这份记录读不出来{ $line ->
    [0] {""}
   *[other] （第 { $line } 行）
}：{ $reason ->
    [bad_json] 不是完整的 JSON
    [bad_inner_json] 里面的 JSON 不完整
    [bad_archive] 文件打不开
    [too_large] 内容太大
    [too_long] 内容太长
    [unknown_encoding] 认不出文字编码，请存成 UTF-8
    [no_speaker_column] 表格里没有说话人一列
   *[other] 格式不对
}。原件还在您那里，请改好再发。
error-transcript-unknown-format = 认不出这种格式。可以发：带「坐席：/客户：」的文字、.srt、.vtt，或识别厂商的 .json。
error-transcript-empty = 这份记录里没有说话内容，没有保存。请检查导出后再发。
error-task-gone = 找不到这个问题。
error-task-done = 已经回复过了。
error-phone-only-in-call = 请先按「开始回访」，再显示号码。

agent-button-check-in = 📨 请客户自填
agent-button-call-instead = ☎️ 改打电话
agent-button-correct = ✏️ 更正答案
agent-button-drop-correction = 放弃更正
agent-button-that-was-all = ✅ 就这些
agent-check-in-sent = 已发给客户，填完会告诉您。
agent-check-in-link = 客户还没在这里登记。请把这个链接发给客户（72 小时有效，只能用一次）：
    { $link }
agent-correct-how = 按题号改，改完按「提交」，再写原因。
agent-form-same = 没有改动，原来的答案不变。
agent-correction-dropped = 已放弃更正，原来的答案不变。
agent-why-how = 请在命令后面写合同号，例如：/why HF-2026-0101
agent-transcript-more = 收到 { $length } 字，长记录会被拆成几条。还有就接着发；发完请按下面的按钮。
agent-transcript-more-first = 收到，已接在前面。请先选上面是哪一通。
agent-speakers-which-agent = 这份记录里不止两个人。哪一位是坐席？
agent-speakers-which-customer = 哪一位是客户？
agent-task-cancelled = 主管已经决定，不用回复了。
transcript-warning-left-out = 第 { $line } 行没读进来，请核对
transcript-warning-left-out-entries = 有 { $count } 段没有文字，没读进来
transcript-warning-one-speaker = 只标了一个说话人
transcript-warning-few-turns = 句子很少，可能不完整
transcript-warning-more-pages = 文件说还有后续页，可能不完整
transcript-warning-repaired = 第 { $line } 行时间格式已修正
transcript-warning-not-monotonic = 时间先后有错乱，已按时间排好
transcript-warning-overlap = 两人说话多处重叠
transcript-warning-speaker-labels-suspect = 说话人可能标反了，请按「反了，对调」或重发
transcript-warning-unexpected-language = 语种和登记的不一样
transcript-warning-unreadable-characters = 有 { $count } 个乱码字
transcript-warning-no-speaker-labels = 没有标说话人
transcript-warning-rest = ……另有 { $count } 类提示
visit-why = 信号（{ $signal }）已由主管确认（{ $on }），需要实地看车
help-agent = 要做的都在卡片上：
    ▶️ 开始回访 → 👁 显示号码 → 打电话，边打边填 → 发通话记录
    没打通按 📵 选原因，下次会自动排好。
    填错了？在完成的卡片上按 ✏️ 更正答案。

    /today 今天概况　/next 下一件
    /why 合同号　/duty 上班或休息　/lang 中文 / English
help-team-lead = 信号会推到这里：先看原话，再确认、修改、驳回，或问坐席。
    高和极高必须看过前后文才能确认。

    /queue 待决信号　/today 概况
    /why 合同号　/staff 本组成员　/lang 中文 / English
help-support = 支持个案会推到这里，按「我来跟进」就归您。

    /today 今天概况　/lang 中文 / English
help-compliance = 坐席行为类信号会推到这里，其他待决信号用 /queue 查看。
    高和极高必须看过前后文才能确认。

    /queue 待决信号　/today 概况
    /why 合同号　/staff 成员　/lang 中文 / English
help-auditor = 您可以查看，不能改动：
    /queue 待决信号　/today 概况
    /why 合同号　/staff 成员　/lang 中文 / English
help-admin = 管理：
    /invite 邀请成员　/staff 成员、换角色、停用
    /why 合同号　/today 概况　/lang 中文 / English
command-today = 今天概况
command-next = 下一件要联系的
command-queue = 待决信号
command-why = 为什么要联系：/why 合同号
command-duty = 上班 / 休息
command-lang = 中文 / English
command-help = 怎么用

error-nothing-to-correct = 这件没有可更正的表，或更正已经完成。
error-form-being-corrected = 别人正在更正这份表，请稍后再看。
error-reason-too-short = 请写一句更正的原因。
error-transcript-no-speakers = 这份记录没有标谁在说话，没有保存，原件还在您那里。请在每句前加「坐席：」或「客户：」再发。
error-transcript-too-long = 这份记录太长了，请存成文件再发。
error-transcript-taken = 这份记录已经收下了，不用再按。
error-no-check-in = 这件现在不能发给客户自填。
error-check-in-over = 这份回访已经不用填了，谢谢您。
error-contact-not-allowed = 现在不能联系这位客户，按「为什么」看原因。
