# 发给客户的提醒（简短、客气；不催收、不承诺）
reminder-day = { $month }月{ $day }日
reminder-amount = { $currency ->
    [CNY] { $amount } 元
   *[other] { $currency } { $amount }
}
reminder-promise = 您好，这里是{ $company }的自动助手。提醒您一下：之前约好明天（{ $day }）还款 { $amount }。
reminder-due = 您好，这里是{ $company }的自动助手。提醒您一下：您的车贷本期应还 { $amount }，还款日是{ $day }。
reminder-due-plain = 您好，这里是{ $company }的自动助手。提醒您一下：您的车贷还款日是{ $day }，金额请以官方 App 或合同为准。
reminder-insurance = 您好，这里是{ $company }的自动助手。提醒您一下：我们登记的车辆保险将于{ $day }到期。
    已经续保的话，请忽略这条消息。有疑问可以转人工。
reminder-pay-safely = 已经还了的话，请忽略这条消息。要是有困难，可以转人工聊聊。
    还款请只通过官方 App 或合同里约定的账户，我们不会要求转到个人账户。
reminder-button-off = 🔕 不再提醒
reminder-button-on = 🔔 重新开启提醒
reminder-stopped = 好的，以后不再给您发提醒。还款日不变，改主意了按下面的按钮就行。
reminder-resumed = 好的，以后会继续给您发提醒。

# 约定的还款到账了
promise-kept-customer = 您好，这里是{ $company }的自动助手。约好的还款 { $amount } 已经到账，谢谢您。不用回复。
promise-kept-agent = ✅ { $name }（{ $loan }）约好的还款 { $amount } 已到账，约定做到了。
