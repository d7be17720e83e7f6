# The command line
import-progress = Import
import-done = { $imported } new, { $updated } updated, { $unchanged } unchanged, { $rejected } rejected.
import-preview = Preview (nothing was stored): { $imported } new, { $updated } updated, { $unchanged } unchanged, { $rejected } rejected.
import-unused = Columns not used: { $headings }
import-problem = line { $line }, { $column } "{ $value }": { $reason }
import-change = { $loan }: { $changes }
import-error-file = The rejected rows are in { $file }; mend them and import that file.
plan-done = { $planned } new, { $existing } existing, { $suppressed } held back. { $forms }
due-row = { $due }  { $loan }  { $form }  { $tier }  { $state }
due-row-late = { $due }  { $loan }  { $form }  { $tier }  { $state }  late
due-count = { $count } in all
why-row = { $form }: by { $due }, { $closes } at the latest ({ $state })
why-hold = hold { $marker } since { $since }
demo-open = The rehearsal is open: { $url } (Ctrl+C ends it)
audit-ok = The audit chain is whole: { $events } events, head { $head }
audit-broken = The audit chain breaks at event { $event }: { $reason }

error-llm-not-set = No model is set: set HUIFANG_LLM_BASE_URL and HUIFANG_LLM_MODEL first, or use --reviewer offline.
error-answers-unreadable = { $file } is no readable answers file (a JSON object: question key → answer).
error-setting-invalid = Setting { $name } is wrong: { $reason }
error-schema-mismatch = The database has another shape than this program; upgrade it first.
error-storage-failed = The database failed; nothing was stored.
