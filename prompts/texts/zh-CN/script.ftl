# `huifang demo --script` 打印的每一步
script-file = 导入贷款文件：{ $imported } 笔，退回 { $rejected } 行（写进错误文件，可改后再导）
script-plan = 排好回访 { $planned } 件：{ $forms }
script-card = 坐席收到卡片：
script-start = 坐席按「开始回访」：合规检查通过，记下一次拨打
script-number = 坐席按「显示号码」：留痕，一分钟后删除，不能转发
script-form = 坐席边打边填，共按 { $presses } 下，提交
script-transcript = 坐席把通话记录作为文件发来：{ $turns } 句
script-review = 复核完成，主管收到摘要：
script-evidence = 主管先看客户原话和前后文：
script-confirm = 主管确认。没有任何信号会自动确认
script-help = 客户收到支持提议（不催收、不承诺）：
script-wanted = 客户按「我想了解支持」
script-case = 支持专员收到个案草稿：
script-offer = 支持专员接手，用按钮拟好方案；客户收到：
script-accepted = 客户按「接受这个方案」，专员的卡片：
script-agent = 坐席收到结果：
script-why = 为什么接下来要联系：{ $due } 前提前回访，风险 { $tier }（{ $total } 分）
script-audit = 审计链核对无误：{ $events } 条，一条不少
script-done = 全部完成，用时 { $seconds } 秒

error-script-failed = 第 { $number } 步没有发生（{ $step }）。
