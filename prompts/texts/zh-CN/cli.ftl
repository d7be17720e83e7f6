# 命令行
import-progress = 导入
import-done = 新增 { $imported }，更新 { $updated }，没变 { $unchanged }，退回 { $rejected }。
import-preview = 预览（什么都没有保存）：将新增 { $imported }，更新 { $updated }，没变 { $unchanged }，退回 { $rejected }。
import-unused = 没有用到的列：{ $headings }
import-problem = 第 { $line } 行 { $column } “{ $value }”：{ $reason }
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
