chat-stale-press = 这个按钮已经失效，请用最新的消息。
chat-unknown-command = 没有这个命令。发送 /help 看看能做什么。
chat-not-understood = 没看懂这条消息。发送 /help 看看能做什么。
chat-private-only = 请在私聊里使用。

error-unexpected = 出了点问题，这一步没有生效。参考号 { $reference }，请转给管理员。
error-bad-input = 内容不对，请检查后再发一次。
error-not-allowed = 您没有权限做这一步。
error-conflict = 别人刚刚先处理了，请看最新状态。
error-duplicate = 已经有人先做了这一步，请看最新状态。
error-not-found = 找不到，可能已被处理，或不归您负责。
error-parked-not-found = 没有编号 { $id } 的搁置项，可能已经重放。
error-file-too-large = 文件太大：最大 { $limit_mb } MB。请压缩或拆分后再发。
error-file-unavailable = 文件取不到了，请重新发送一次。

chat-not-asked-photo = 现在没有要收的照片。要交照片，请先从卡片打开那份表。
chat-not-asked-location = 现在没有要收的位置。
chat-not-asked-contact = 现在没有要收的联系人。
