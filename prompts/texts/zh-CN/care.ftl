# 关怀、同意，和客户自己的一页（不评价情绪，不承诺结果）
care-crisis = 您刚才说的让我很担心，您的安全最重要。您现在安全吗？身边有人吗？
    如果现在有危险，请马上拨打 { $emergency }。想找人说说话，请拨心理援助热线 { $crisis }，随时都有人接。
    我是自动助手，已经请一位真人同事在 15 分钟内给您打电话。今天不谈还款，您什么都不用填。
care-crisis-stranger = 您刚才说的让我很担心，您的安全最重要。
    如果现在有危险，请马上拨打 { $emergency }。想找人说说话，请拨心理援助热线 { $crisis }，随时都有人接。
care-thanks = 谢谢您愿意告诉我们，这不容易。
consent-health = 您同意我们记录您的健康或家庭情况吗？只用于安排合适的服务，只有负责您的同事能看到，随时可以撤回。不同意也没关系，不影响您的合同；您刚才写的内容没有保存。
care-button-yes = 同意记录
care-button-no = 不用记录
care-ask = 谢谢。请告诉我们：这件事对还款有什么影响？怎样安排会让您轻松一点？写多少都可以。
care-noted = 已记下，谢谢您。{ $name } 会专门跟进您的情况，我们不会因此多联系您。
    想找人说说话，可拨心理援助热线 { $crisis }；费用和还款方面的帮助请拨 { $hotline }。
care-nothing-kept = 好的，我们没有记录。如果希望换个方式或时间联系，可以在下面选。
    想找人说说话，可拨心理援助热线 { $crisis }；其他帮助请拨 { $hotline }。
care-the-desk = 支持专员
care-card-crisis = 🆘 <b>请马上打电话</b>：{ $name } · { $loan }
    客户写的话可能有自伤的意思。请在 { $due } 前打通，负责人：{ $owner }
    先问是否安全、身边有没有人；不谈还款。紧急 { $emergency }，心理援助 { $crisis }。
care-card-care = 💛 <b>关怀</b>：{ $name } · { $loan }
    客户同意记录以下情况，请在 { $due } 前联系，负责人：{ $owner }
    感谢、说明用途、问影响、给指引；不增加联系次数。紧急 { $emergency }，心理援助 { $crisis }。
care-card-done = ✅ 已有人和客户谈过。
care-button-take = 📞 我来打
care-button-done = ✅ 已谈过
care-number = 客户电话：{ $phone }（查看已留痕，15 分钟后自动删除）

kept-years = { $count } 年
kept-days = { $count } 天

consent-assistant = 谢谢，已确认是您本人。开始之前请看一下：
    · 和您对话的是{ $company }的自动助手，不是真人，随时可以转人工。
    · 我们保存您的回答（{ $answers }）和文字（{ $texts }），只用于这笔车贷的贷后服务；到期删除。
    · 您可以随时查看、更正、撤回同意或解除绑定。不同意也可以，我们会改打电话。
    （说明版本 { $version }）
consent-button-yes = 同意，继续
consent-button-no = 不同意
consent-given = ✅ 您已同意。
consent-refused = 好的，没有保存您在这里的任何回答，账号也已解除绑定。需要时会有同事打电话给您，您也可以拨 { $hotline }。
consent-photo = 您同意我们保存您发的照片吗？只用于核实这一题，照片里的位置信息会去掉，随时可以撤回。这张还没有保存。
consent-location = 您同意我们保存您发的位置吗？只用于这一题，90 天后删除，随时可以撤回。这个位置还没有保存。
consent-attachment-yes = 谢谢。请再发一次。
consent-attachment-no = 好的，没有保存。可以跳过这一题。

mine-button-data = 📄 你们知道我什么
mine-button-contact = 🕘 怎么联系我
mine-button-consent = 🔏 我的同意
mine-button-complain = 📮 我要投诉
mine-button-lang = 🌐 English
mine-button-fix = ✏️ 有不对的
mine-button-back = ◀ 返回
mine-button-withdraw = 撤回：{ $what }
mine-button-unlink = 🔌 解除绑定
mine-button-unlink-yes = 确认解除
mine-none = 没有
mine-data = 我们记录的关于您的信息：
    姓名 { $name }　电话 { $phone }　证件 { $id }
    贷款：{ $loans }
    通话尝试 { $calls } 次，表单 { $forms } 份（通话文字保存 { $transcripts }，表单和审核保存 { $reviews }）
    联系方面的要求：{ $wishes }
    您的同意：{ $consents }
    支持安排：{ $arrangement }
mine-fix-type = 哪里不对？请直接打字告诉我们，正确的应该是什么。
mine-fix-thanks = 谢谢，已转给负责资料的同事，核实后更正。
mine-contact = 您希望我们怎么联系您、什么时间合适？点一下就生效，可以随时改。
mine-contact-set = 好的：{ $wish }
mine-channel-any = 怎么联系都行
mine-channel-call = 打电话
mine-channel-chat = 只在这里发消息
mine-time-band-any = 时间都行
mine-time-band-am = 上午
mine-time-band-pm = 下午
mine-time-band-evening = 晚上
mine-time-band-weekend = 周末
mine-complain-type = 请说说发生了什么，希望怎么解决：
mine-complain-thanks = 已登记您的投诉，会有专人在一个工作日内回复您；处理期间，同一件事我们不会再主动打电话。也可以拨 { $hotline }。
mine-consents = 您给过的同意，可以随时撤回：
mine-consents-none = 您目前没有给过同意。
mine-consent-assistant = 使用自动助手
mine-consent-photo = 保存照片
mine-consent-location = 保存位置
mine-consent-health = 记录健康或家庭情况
mine-withdrawn = 已撤回：{ $what }。相关的使用马上停止。
mine-unlink-sure = 解除绑定后，这里不会再给您发消息，没填完的回访会由同事打电话。确定吗？
mine-unlinked = 已解除绑定。需要时请拨 { $hotline }。
error-consent-not-given = 没有这项同意。
