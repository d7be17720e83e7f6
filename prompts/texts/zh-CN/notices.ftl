notice-reason-loan-unknown = 没有这个合同号，请先导入贷款
notice-reason-in-the-future = 日期在将来，请核对
notice-reason-reference-reused = 这个流水号已用于另一笔还款，未作改动
notice-reason-event-unknown = 没有这种事件
notices-done = 接收 { $taken } 条，已有 { $unchanged } 条，退回 { $rejected } 条 · 结算承诺 { $settled } 个 · 触发回访 { $callbacks } 个
error-notice-columns-missing = 缺少这些列，一条也没导入：{ $columns }。

notice-standstill = 系统暂时无法保存。您刚才的操作没有丢，恢复后会自动处理，请先不要重复点按或发送。
