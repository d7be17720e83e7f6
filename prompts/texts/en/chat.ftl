chat-stale-press = This button is out of date. Please use the newest message.
chat-unknown-command = There is no such command. Send /help to see what works.
chat-not-understood = I could not make sense of that. Send /help to see what works.
chat-private-only = Please use this in a private chat.

error-unexpected = Something went wrong and this step did not take effect. Reference { $reference }; please pass it to an administrator.
error-bad-input = That does not fit. Please check it and send it again.
error-not-allowed = You are not allowed to do this.
error-conflict = Somebody else was first. Please look at the present state.
error-duplicate = Somebody else has already done this. Please look at the present state.
error-not-found = Not found: it may be closed, or it is not yours.
error-parked-not-found = There is no set-aside item { $id }; it may have been replayed.
error-file-too-large = The file is too large: the limit is { $limit_mb } MB. Please compress or split it and send it again.
error-file-unavailable = The file can no longer be fetched. Please send it once more.

chat-not-asked-photo = No photo is expected right now. To hand one in, open the form from its card first.
chat-not-asked-location = No location is expected right now.
chat-not-asked-contact = No contact is expected right now.
