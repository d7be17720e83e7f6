# 车辆实勘：给组长看的事实。
inspection-heading = <b>🚗 车辆实勘：{ $name }</b> · { $loan }
    { $agent } 实勘，{ $at } 比对
inspection-facts = 对不上，或没法比对的：
inspection-fits = 车架号、时间、地点都对得上。
inspection-note = 以上只是事实，不是结论：时钟、手机、聊天软件都可能造成。请先问清楚再判断。
inspection-button-photos = 📷 看照片（{ $count }）
inspection-photos-coming = 马上发 { $count } 张，24 小时后自动消失；查看会留痕。
inspection-fact-vin-missing = 没有填车架号。
inspection-fact-vin-shape = 所填车架号有 { $length } 位，或含有车架号不用的字母（通常 17 位）。
inspection-fact-vin-check-digit = 车架号校验位是 { $there }，计算应为 { $computed }。部分欧洲车不使用校验位。
inspection-fact-vin-differs = 所填车架号与档案有 { $places } 处不同。
inspection-fact-photo-unavailable = “{ $question }”：照片已经取不到。
inspection-fact-photo-unreadable = “{ $question }”：文件读不出照片。
inspection-fact-photo-not-read = “{ $question }”：照片已保存但没有读取，系统缺少组件。
inspection-fact-photo-erased = “{ $question }”：保存期满，已删除。
inspection-fact-photo-twice = “{ $question }”和“{ $other }”是同一张图。
inspection-fact-photo-elsewhere = “{ $question }”：同一张图也出现在另一笔贷款的实勘里。
inspection-fact-photo-time = “{ $question }”：相机时间 { $at }，与实勘相差 { $hours } 小时。
inspection-fact-photo-place = “{ $question }”：相机位置与实勘地点相距 { $km } 公里。
inspection-fact-photo-no-time = { $all } 张照片里有 { $count } 张没有时间。聊天软件会去掉，除非按文件发送。
inspection-fact-photo-no-place = { $all } 张照片里有 { $count } 张没有位置。聊天软件会去掉，除非按文件发送。
inspection-fact-no-location = 没有发定位，地点没法比对。
error-inspection-gone = 这次实勘已经不在了。
error-inspection-no-photos = 这次实勘没有可看的照片。
error-photo-unreadable = 这个文件读不出照片。
error-photo-support-missing = 读照片需要附加组件：pip install "huifang[recordings]"。
