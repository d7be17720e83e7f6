notice-reason-loan-unknown = there is no loan with this number; import it first
notice-reason-in-the-future = lies in the future; check the date
notice-reason-reference-reused = this reference was used for another payment; nothing was changed
notice-reason-event-unknown = no event of this name is known
notices-done = { $taken } taken, { $unchanged } known already, { $rejected } rejected · { $settled } promises settled · { $callbacks } callbacks asked for
error-notice-columns-missing = These columns are missing, so nothing was imported: { $columns }.

notice-standstill = Nothing can be saved just now. What you did is kept and will be handled by itself afterwards. Please do not press or send it again.
