# 客户看到的（自动助手，用语克制，不催收、不承诺）
customer-company = 贷款机构
customer-notice = 您好，这里是{ $company }的自动助手，不是真人。您的回答仅用于本笔车贷的贷后服务，可随时转人工。
    为保护您的信息，请先输入您登记手机号的后四位：
customer-factor-wrong = 不对，请再输入一次登记手机号的后四位。
customer-proved = 谢谢，已确认是您本人。
customer-linked = { $company }有需要时会在这里联系您，您也可以随时在这里找我们。
customer-help-offer = 您好，这里是{ $company }的自动助手。
    感谢您在电话里告诉我们您的情况，这段时间不容易。
    您可以申请还款支持，例如调整还款日或短期延期。<b>是否申请由您决定</b>；申请后由专人审核，不代表一定通过，也不影响您现在的合同。
customer-button-help = 🤝 我想了解支持
customer-button-no = 暂时不需要
customer-button-person = 👤 转人工
customer-help-received = 已收到您的申请，支持专员会在一个工作日内联系您。结果以审核为准。
    还款请只通过官方渠道，我们不会要求转到个人账户。服务热线：{ $hotline }
customer-help-declined = 好的，需要时随时告诉我们。
customer-person-coming = 好的，专员会尽快联系您。

error-customer-link-invalid = 这个链接无效、已用过或已过期。请联系您的贷款机构要新的链接。
error-offer-answered = 您已经回复过了，专员正在处理。

customer-here = 您好，这里是{ $company }的自动助手。目前没有需要您填写的内容。
    要找人请按下面的按钮，或拨打服务热线：{ $hotline }
customer-check-in = 您好，这里是{ $company }的自动助手，不是真人。
    想请您花约 { $minutes } 分钟，告诉我们车辆和还款方面的近况。不想回答的可以跳过，随时可以停下，稍后接着填。
customer-button-check-in = 📝 开始填写
customer-check-in-done = 已收到您的回复，谢谢您。
customer-check-in-over = 这份回访已经不用填了，谢谢您。
customer-form-paused = 已保存。发任意一条消息，就能接着填。

# 邀请客户的一次性链接（不提贷款、不提金额）
link-sms = 【{ $company }】邀请您在 Telegram 上和我们的自动助手说说近况，约三分钟，也可转人工。链接仅限本人、{ $hours } 小时内有效、只能用一次：{ $link } 核实请拨 { $hotline }。不想用可以不理会。
link-email = 您好，
    { $company }邀请您在 Telegram 上填一份简短的回访，大约三分钟。和您对话的是自动助手，不是真人，随时可以转人工。
    链接只给您本人，{ $hours } 小时内有效，只能用一次，请不要转发：
    { $link }
    打开后会请您输入登记手机号的后四位，确认是您本人。我们不会索要密码、验证码或转账。
    想核实这封邮件，或不想在网上填，请拨 { $hotline }。
link-letter = 您好：
    { $company }邀请您用手机扫描旁边的二维码，在 Telegram 上填一份简短的回访，大约三分钟。和您对话的是自动助手，随时可以转人工。
    二维码只给您本人，{ $hours } 小时内有效，只能用一次。也可以输入这个地址：{ $link }
    我们不会索要密码、验证码或转账。想核实这封信，或希望我们打电话，请拨 { $hotline }。
link-qr = 信件用的二维码（和上面的链接相同）
error-link-medium-unknown = 文字可以是：{ $media }。
error-link-needs-loan = 请这样写：/link 合同号 sms（或 email、letter）。
error-qr-kind-unknown = 二维码文件名请以 .svg、.png 或 .pdf 结尾。
