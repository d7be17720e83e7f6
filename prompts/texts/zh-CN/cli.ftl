# 命令行
import-progress = 导入
import-done = 新增 { $imported }，更新 { $updated }，没变 { $unchanged }，退回 { $rejected }。
import-preview = 预览（什么都没有保存）：将新增 { $imported }，更新 { $updated }，没变 { $unchanged }，退回 { $rejected }。
import-unused = 没有用到的列：{ $headings }
import-change = { $loan }：{ $changes }
import-error-file = 退回的行在 { $file }，改好后可以直接再导入。
plan-done = 新排 { $planned }，已有 { $existing }，被标记拦下 { $suppressed }。{ $forms }
due-row = { $due }  { $loan }  { $form }  { $tier }  { $state }
due-row-late = { $due }  { $loan }  { $form }  { $tier }  { $state }  逾期
due-count = 共 { $count } 件
why-row = { $form }：{ $due } 前，最晚 { $closes }（{ $state }）
why-hold = 标记 { $marker }，自 { $since }
demo-open = 彩排已就绪：{ $url }（按 Ctrl+C 结束）
audit-ok = 审计链完整：{ $events } 条，链首 { $head }
audit-broken = 审计链在第 { $event } 条断开：{ $reason }

error-llm-not-set = 没有设置模型：请先设置 HUIFANG_LLM_BASE_URL 和 HUIFANG_LLM_MODEL，或用 --reviewer offline。
error-answers-unreadable = { $file } 不是可读的答案文件（JSON 对象：题目键 → 答案）。
error-setting-invalid = 设置 { $name } 不对：{ $reason }
error-schema-mismatch = 数据库的结构与程序不一致，请先升级。
error-storage-failed = 数据库出错，没有保存。

check-database-ok = 数据库可用（{ $kind }，版本 { $revision }）
check-database-empty = 数据库是空的（{ $kind }）；第一次运行会自动建好
check-database-old = 数据库版本 { $found }，程序需要 { $wanted }；下次运行会自动升级，请先备份
check-database-unreachable = 连不上数据库（{ $error }）。请检查 HUIFANG_DATABASE_URL、网络和权限
check-policy-ok = 联系规则 { $policy }，有效期至 { $review_by }
check-policy-soon = 联系规则 { $policy } 将在 { $review_by } 到期，请让法务复核
check-policy-expired = 联系规则 { $policy } 已在 { $review_by } 到期，不能再安排外呼。请法务复核后更新 prompts/policies/contact.yaml
check-policy-unknown = 没有联系规则 { $policy }。请检查 HUIFANG_CONTACT_POLICY
check-key-missing = 没有设置 HUIFANG_ENCRYPTION_KEY：借款人摘要没有密钥保护。huifang init 会生成一个，请另存一份
check-token-missing = 没有设置 HUIFANG_BOT_TOKEN。请向 @BotFather 要一个，或运行 huifang init
check-bot-ok = 机器人 @{ $name } 可用
check-bot-token-refused = Telegram 不认这个 HUIFANG_BOT_TOKEN。请检查是否复制完整，或向 @BotFather 重新生成
check-bot-telegram-unreachable = 连不上 Telegram。请检查网络、代理和 HUIFANG_BOT_API_URL
check-bot-failed = 机器人检查没有通过
check-webhook-secret = 设置了 HUIFANG_WEBHOOK_URL，还要设置 HUIFANG_WEBHOOK_SECRET（至少 16 个字符）
check-reviewer-offline = 离线复核可用（{ $signals } 类信号，不联网）
queue-row = { $number }  { $queue }/{ $kind }  { $reason }
queue-count = 共 { $count } 条搁置
queue-replayed = 已放回 { $number }

init-overwrite = { $file } 已存在，覆盖吗？(y/N) {""}
init-kept = 没有改动。
init-token = 机器人令牌（@BotFather 给的，输入时不显示）：{""}
init-database = 数据库地址 [{ $default }]：{""}
init-policy = 联系规则（{ $choices }）[{ $default }]：{""}
init-timezone = 时区 [{ $default }]：{""}
init-company = 机构名称（坐席和机器人怎么称呼自己）：{""}
init-hotline = 服务热线：{""}
init-good = 可以
init-written = 设置已写入 { $file }（只有您能读）。其中的 HUIFANG_ENCRYPTION_KEY 请另存一份，丢了找不回来。
init-admin = 最后一步：用管理员的 Telegram 打开这个链接（48 小时内有效，只能用一次）：
    { $link }
    然后运行：huifang run
demo-goes-on = 接着上次的彩排：{ $url }（按 Ctrl+C 结束；huifang demo --fresh 重新开始）
check-setting-unknown = 不认识的设置 { $name }，没有起作用。是不是写错了？
check-reviewer-model = 模型 { $model } 可用（支持：{ $forms }）
check-model-unusable = 模型接口不可用（{ $error }）。请检查 HUIFANG_LLM_BASE_URL、HUIFANG_LLM_MODEL、HUIFANG_LLM_API_KEY；在此期间由离线复核处理
check-setting-wrong = 设置 { $name } 不对或缺失
error-batch-unusable = 批处理文件不可用：{ $file }（{ $reason }）
