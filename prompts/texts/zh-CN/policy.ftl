# 规则说明：为什么到期、为什么不能联系、何时再拨

policy-point-dpd-1-7 = 逾期 1–7 天（自 { $since }）：{ $points } 分
policy-point-dpd-8-30 = 逾期 8–30 天（自 { $since }）：{ $points } 分
policy-point-dpd-31-plus = 逾期 31 天以上（自 { $since }）：{ $points } 分
policy-point-first-payment-missed = 首期应还日后 3 天仍未还（自 { $since }）：{ $points } 分
policy-point-ptp-broken = 还款承诺未兑现（自 { $since }）：{ $points } 分
policy-point-autopay-failed = 自动扣款失败，尚未逾期（自 { $since }）：{ $points } 分
policy-point-gps-offline-72h = GPS 离线超过 72 小时，暂无合理说明（自 { $since }）：{ $points } 分
policy-point-gps-tamper-alarm = GPS 拆机报警（自 { $since }）：{ $points } 分
policy-point-insurance-lapsed = 车损险已断保（自 { $since }）：{ $points } 分
policy-point-bureau-alert = 征信出现新的逾期或被执行记录（自 { $since }）：{ $points } 分
policy-point-bureau-inquiries = 30 天内征信查询 6 次以上（自 { $since }）：{ $points } 分
policy-point-unreachable = 首次回访一轮未联系上（自 { $since }）：{ $points } 分
policy-point-segment-thin-file = 征信白户，随账龄递减（自 { $since }）：{ $points } 分
policy-point-segment-watch-channel = 来自重点关注渠道，随账龄递减（自 { $since }）：{ $points } 分
policy-point-segment-high-ltv = 首付低、贷款成数高，随账龄递减（自 { $since }）：{ $points } 分
policy-point-clean-12m = 连续 12 个月按时还款，且无未了结信号（自 { $since }）：{ $points } 分
policy-point-signal-low = 人工已确认信号 { $signal }，级别低（{ $since } 确认）：{ $points } 分
policy-point-signal-medium = 人工已确认信号 { $signal }，级别中（{ $since } 确认）：{ $points } 分
policy-point-signal-high = 人工已确认信号 { $signal }，级别高（{ $since } 确认）：{ $points } 分
policy-point-signal-critical = 人工已确认信号 { $signal }，级别严重（{ $since } 确认）：{ $points } 分
policy-tier-r1 = R1 低
policy-tier-r2 = R2 中
policy-tier-r3 = R3 高
policy-tier-r4 = R4 极高
policy-tier-total = 合计 { $total } 分，风险等级 { $tier }
policy-tier-overridden = 按分数应为 { $computed }，主管调整至 { $until }
policy-why-first = 放款 { $disbursed }，第 { $deadline_days } 天为 { $deadline }；{ $tier } 级目标 { $target_days } 天，故 { $due } 前完成
policy-why-quarterly = 上次回访 { $last }，{ $tier } 级每 { $days } 天一次，应于 { $due } 完成，最迟 { $closes }
policy-why-hard-max = 高风险客户回访间隔不得超过 { $days } 天
policy-why-call-once = 放款后第 { $days } 天补一次回访，应于 { $due } 完成
policy-why-self = 自 { $last } 起算，客户自助填报应于 { $due } 完成
policy-why-self-once = 放款满 { $months } 个月的客户自助填报，应于 { $due } 完成
policy-why-visit-disbursement = 放款 { $since } 后安排一次实勘，应于 { $due } 完成
policy-why-visit-tier = { $since } 进入当前风险等级，实勘应于 { $due } 完成
policy-why-visit-collateral-signal = { $since } 确认了车辆类信号，实勘应于 { $due } 完成
policy-why-visit-every = 自 { $since } 起算，定期实勘应于 { $due } 完成
policy-why-arrangement-half = 支持方案 { $start } 至 { $end }，期中 { $due } 回访一次
policy-why-arrangement-end = 支持方案 { $end } 结束，{ $due } 前再回访一次（方案始于 { $start }）
policy-why-gap = 两次主动联系至少隔 { $days } 天，顺延到 { $due }
policy-why-step-down = 特殊关怀客户：等级 { $tier }，联系频率按 { $followed } 降一档
policy-why-late = 已过截止日 { $closes }，仍需完成，记为逾期完成
policy-why-backlog = 截止日 { $closes } 早于导入日，属存量补访，不计本团队超期
policy-why-merged =
    与相近日期的{ $other ->
        [first-30d] 首次回访
        [quarterly-risk] 季度回访
        [due-followup] 还款跟进
        [self-checkin] 自助填报
        [vehicle-inspection] 车辆实勘
       *[other] 另一项回访
    }合并为一次
policy-why-pre-due = { $due } 为还款日，{ $tier } 级提前 { $days } 天提醒
policy-why-overdue = { $due } 应还未还，{ $tier } 级第 { $days } 天跟进
policy-why-trigger =
    { $on } 触发：{ $trigger ->
        [disbursed] 放款完成
        [first-payment-missed] 首期逾期
        [payment-missed] 逾期
        [autopay-failed] 扣款失败
        [gps-offline] GPS离线
        [gps-removed] 拆机报警
        [gps-risk-place] 停留风险区域
        [region-left] 驶离约定区域
        [bureau-alert] 征信预警
        [stress-confirmed] 压力信号已确认
        [vulnerability-confirmed] 特殊关怀已确认
        [crisis] 自伤风险
        [ptp-due] 承诺到期前一日
        [ptp-broken] 承诺未兑现
        [insurance-expiring] 保险将到期
        [insurance-lapsed] 保险断保/退保
        [profile-change] 资料异常变动
        [second-lien-hit] 登记系统发现新增抵押
        [complaint-open] 投诉处理中
        [self-checkin-stress] 自助填报有困难
        [self-checkin-expired] 自助链接过期未填
        [disaster-area] 灾区客户
       *[other] 业务事件
    }，{ $tier } 级，应于 { $due } 处理
policy-state-planned = 未到时间
policy-state-open = 待完成
policy-state-missed-deadline = 已超期，仍可完成
policy-state-done = 已完成
policy-state-done-late = 逾期完成
policy-state-no-longer-needed = 已不需要
policy-reason-policy-missing = 没有适用的联系规则，不能外呼
policy-reason-policy-expired = 联系规则 { $policy } 已于 { $review_by } 到期，复核后才能外呼
policy-reason-policy-expires-soon = 联系规则 { $policy } 将于 { $review_by } 到期，请尽快复核
policy-reason-policy-not-yet-valid = 联系规则 { $policy } 自 { $valid_from } 起生效
policy-reason-hold =
    暂停联系：{ $marker ->
        [deceased] 客户已故
        [insolvency] 破产程序中
        [breathing_space] 债务缓冲期
        [legal_representative] 已有法定代理人
        [cease_contact] 客户要求停止联系
        [fraud_victim] 疑似被骗或冒名
        [complaint_same_subject] 同一事项投诉处理中
        [dispute] 债务有争议
        [hardship_pending] 困难申请审核中
        [disaster] 客户所在地受灾
        [bereavement_30d] 客户家中有丧事
        [crisis] 危机关怀中
       *[other] { $marker }
    }
policy-reason-number-blocked = 该号码已停用
policy-reason-channel-not-allowed =
    不允许使用该方式联系：{ $channel ->
        [call] 电话
        [ai_voice] 智能语音
        [sms] 短信
        [email] 邮件
        [chat] 在线聊天
        [visit] 上门
       *[other] { $channel }
    }
policy-reason-channel-no-consent =
    客户尚未同意该方式：{ $channel ->
        [call] 电话
        [ai_voice] 智能语音
        [sms] 短信
        [email] 邮件
        [chat] 在线聊天
        [visit] 上门
       *[other] { $channel }
    }
policy-reason-location-unknown = 客户所在时区不明，需 { $zones } 个可能的时区都在允许时段
policy-reason-outside-window =
    现在{ $basis ->
        [law] 不在规定可联系时段
        [lender] 不在本公司约定的联系时段
        [workplace] 不在可联系工作单位的时段
       *[other] 不在允许时段
    }（客户当地时间）
policy-reason-holiday = { $day } 是客户当地节假日，不打扰
policy-reason-sensitive-occasion = 客户正处于特殊时期（如丧事、婚事、灾害），暂不打扰
policy-reason-limit-reached =
    次数已满：{ $per ->
        [debt] 每笔贷款
        [debtor] 每位客户
        [number] 每个号码
        [place] 每个地点
       *[other] 每方
    } { $days ->
        [1] 24 小时
       *[other] { $days } 天
    }内{ $metric ->
        [dial] 拨打
        [unconnected_dial] 未接通拨打
        [conversation] 通话
        [any_contact] 联系
        [sms] 短信
        [email] 邮件
        [visit] 上门
       *[other] 联系
    }最多 { $max } 次，已 { $used } 次
policy-reason-cooldown-after-conversation = 刚通过话，{ $days } 天内不再主动联系
policy-reason-customer-preference =
    客户意愿：{ $wish ->
        [hours] 客户希望在其他时段联系
        [not_before] 客户约了更晚的时间
        [not_at_work] 客户不希望打到单位
       *[other] 客户有其他要求
    }
policy-reason-duplicate-planned = 已有一项相同的联系安排（{ $other }）
policy-reason-third-party-not-allowed =
    不能联系第三人：{ $why ->
        [never] 规则不允许
        [refused] 对方已拒绝再联系
        [contacted] 已联系过对方，次数用完
        [customer_first] 须先多次联系客户本人未果
       *[other] 不符合条件
    }
policy-next-allowed = 最早可联系时间：{ $at }
policy-next-never = 等待也不能解除，请先处理以上事项
policy-legal-note = 预置规则仅为起点，不构成法律意见，启用前请由法务确认
policy-retry-at =
    { $outcome ->
        [no-answer] 无人接听
        [voicemail] 语音信箱
        [busy] 占线
        [rejected] 挂断或拒接
        [powered-off] 关机
        [out-of-service] 停机或不在服务区
        [invalid-number] 空号
        [wrong-number] 号码非本人
        [connected-third-party] 非本人接听
        [language-barrier] 语言不通
        [deceased-reported] 告知客户已故
        [callback-requested] 客户另约时间
        [refused-to-talk] 客户不愿沟通
        [idv-failed] 核身未通过
        [dropped-after-idv] 核身后断线
        [technical-failure] 线路故障
       *[other] { $outcome }
    }，{ $local } 再拨
policy-retry-ended =
    { $outcome ->
        [no-answer] 无人接听
        [voicemail] 语音信箱
        [busy] 占线
        [rejected] 挂断或拒接
        [powered-off] 关机
        [out-of-service] 停机或不在服务区
        [invalid-number] 空号
        [wrong-number] 号码非本人
        [connected-third-party] 非本人接听
        [language-barrier] 语言不通
        [deceased-reported] 告知客户已故
        [callback-requested] 客户另约时间
        [refused-to-talk] 客户不愿沟通
        [idv-failed] 核身未通过
        [dropped-after-idv] 核身后断线
        [technical-failure] 线路故障
       *[other] { $outcome }
    }，本轮回访结束
policy-retry-cycle-end =
    { $outcome ->
        [no-answer] 无人接听
        [voicemail] 语音信箱
        [busy] 占线
        [rejected] 挂断或拒接
        [powered-off] 关机
        [out-of-service] 停机或不在服务区
        [invalid-number] 空号
        [wrong-number] 号码非本人
        [connected-third-party] 非本人接听
        [language-barrier] 语言不通
        [deceased-reported] 告知客户已故
        [callback-requested] 客户另约时间
        [refused-to-talk] 客户不愿沟通
        [idv-failed] 核身未通过
        [dropped-after-idv] 核身后断线
        [technical-failure] 线路故障
       *[other] { $outcome }
    }，已达本轮次数或天数上限，记为未联系上
policy-retry-stuck =
    { $outcome ->
        [no-answer] 无人接听
        [voicemail] 语音信箱
        [busy] 占线
        [rejected] 挂断或拒接
        [powered-off] 关机
        [out-of-service] 停机或不在服务区
        [invalid-number] 空号
        [wrong-number] 号码非本人
        [connected-third-party] 非本人接听
        [language-barrier] 语言不通
        [deceased-reported] 告知客户已故
        [callback-requested] 客户另约时间
        [refused-to-talk] 客户不愿沟通
        [idv-failed] 核身未通过
        [dropped-after-idv] 核身后断线
        [technical-failure] 线路故障
       *[other] { $outcome }
    }，先处理后续事项再联系
policy-retry-not-allowed =
    { $outcome ->
        [no-answer] 无人接听
        [voicemail] 语音信箱
        [busy] 占线
        [rejected] 挂断或拒接
        [powered-off] 关机
        [out-of-service] 停机或不在服务区
        [invalid-number] 空号
        [wrong-number] 号码非本人
        [connected-third-party] 非本人接听
        [language-barrier] 语言不通
        [deceased-reported] 告知客户已故
        [callback-requested] 客户另约时间
        [refused-to-talk] 客户不愿沟通
        [idv-failed] 核身未通过
        [dropped-after-idv] 核身后断线
        [technical-failure] 线路故障
       *[other] { $outcome }
    }，当前规则下没有可拨时间
policy-sla-running =
    处理中：{ $owner ->
        [team-lead] 主管
        [agent] 坐席
        [support] 支持专员
        [compliance] 合规
        [compliance-head] 合规负责人
        [head-of-operations] 运营负责人
        [head-of-risk] 风控负责人
        [on-duty-specialist] 值班专员
        [fraud-desk] 反欺诈
        [asset-protection] 资产保全
        [regional-lead] 区域负责人
        [complaints] 投诉处理
        [complaints-manager] 投诉负责人
        [system] 系统
        [job-alert] 系统告警
        [queue-bump] 队列提前
       *[other] { $owner }
    }（级别 { $level }）
policy-sla-missed =
    已超时，升级至{ $owner ->
        [team-lead] 主管
        [agent] 坐席
        [support] 支持专员
        [compliance] 合规
        [compliance-head] 合规负责人
        [head-of-operations] 运营负责人
        [head-of-risk] 风控负责人
        [on-duty-specialist] 值班专员
        [fraud-desk] 反欺诈
        [asset-protection] 资产保全
        [regional-lead] 区域负责人
        [complaints] 投诉处理
        [complaints-manager] 投诉负责人
        [system] 系统
        [job-alert] 系统告警
        [queue-bump] 队列提前
       *[other] { $owner }
    }（第 { $level } 级）
error-policy-file-invalid = 规则文件 { $file } 有误（{ $place }）：{ $reason }
