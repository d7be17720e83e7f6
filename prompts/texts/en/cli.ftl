# The command line
import-progress = Import
import-done = { $imported } new, { $updated } updated, { $unchanged } unchanged, { $rejected } rejected.
import-preview = Preview (nothing was stored): { $imported } new, { $updated } updated, { $unchanged } unchanged, { $rejected } rejected.
import-unused = Columns not used: { $headings }
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

check-database-ok = The database works ({ $kind }, revision { $revision })
check-database-empty = The database is empty ({ $kind }); the first run sets it up
check-database-old = The database is at { $found }, the program needs { $wanted }; the next run upgrades it, so make a backup first
check-database-unreachable = The database cannot be reached ({ $error }). Check HUIFANG_DATABASE_URL, the network and the rights
check-policy-ok = Contact policy { $policy }, valid until { $review_by }
check-policy-soon = Contact policy { $policy } expires on { $review_by }; have counsel read it again
check-policy-expired = Contact policy { $policy } expired on { $review_by }; no outbound contact is planned. Have counsel read it, then renew prompts/policies/contact.yaml
check-policy-unknown = There is no contact policy { $policy }. Check HUIFANG_CONTACT_POLICY
check-key-missing = HUIFANG_ENCRYPTION_KEY is not set: borrower digests have no key. `huifang init` makes one; keep a copy
check-token-missing = HUIFANG_BOT_TOKEN is not set. Get one from @BotFather, or run `huifang init`
check-bot-ok = Bot @{ $name } answers
check-bot-token-refused = Telegram refuses HUIFANG_BOT_TOKEN. Is it copied whole? @BotFather can make a new one
check-bot-telegram-unreachable = Telegram cannot be reached. Check the network, a proxy, and HUIFANG_BOT_API_URL
check-bot-failed = The bot check did not pass
check-webhook-secret = HUIFANG_WEBHOOK_URL is set, so set HUIFANG_WEBHOOK_SECRET too (16 characters at least)
check-reviewer-offline = The offline reviewer is ready ({ $signals } kinds of signals, no network)
queue-row = { $number }  { $queue }/{ $kind }  { $reason }
queue-count = { $count } set aside
queue-replayed = { $number } is back in its queue

init-overwrite = { $file } exists. Overwrite it? (y/N) {""}
init-kept = Nothing was changed.
init-token = Bot token (from @BotFather; not shown as you type): {""}
init-database = Database address [{ $default }]: {""}
init-policy = Contact policy ({ $choices }) [{ $default }]: {""}
init-timezone = Time zone [{ $default }]: {""}
init-company = The lender's name (as agents and the bot say it): {""}
init-hotline = Service number: {""}
init-good = good
init-written = The settings are in { $file } (only you can read it). Keep a copy of HUIFANG_ENCRYPTION_KEY elsewhere; it cannot be recovered.
init-admin = Last step: open this link with the administrator's Telegram (good for 48 hours, works once):
    { $link }
    Then run: huifang run
demo-goes-on = The rehearsal goes on where it stood: { $url } (Ctrl+C ends it; huifang demo --fresh starts anew)
check-setting-unknown = { $name } is no setting and does nothing. A typing error?
check-reviewer-model = The model { $model } answers (understands: { $forms })
check-model-unusable = The model endpoint cannot be used ({ $error }). Check HUIFANG_LLM_BASE_URL, HUIFANG_LLM_MODEL and HUIFANG_LLM_API_KEY; until then the offline reviewer works
check-setting-wrong = Setting { $name } is wrong or missing
error-batch-unusable = The batch file cannot be used: { $file } ({ $reason })
