# 机器人说的话。短、准、像网格中心的老同事。先说发生了什么，再说谁在什么时候前做什么，最后说您能做什么。

## 词
urgency-emergency = 紧急
urgency-urgent = 较急
urgency-normal = 一般
urgency-low = 不急
role-unit_chief = 单元长
role-grid_chief = 网格长
role-village_lead = 村负责人
role-town_lead = 镇负责人
role-district_lead = 区负责人
role-handler = 经办人
role-department_lead = 部门负责人
role-dispatcher = 调度员
role-mediator = 调解员
role-police = 民警
role-volunteer = 志愿者
role-resident = 居民
role-on_call = 值班员
rating-good = 满意
rating-fair = 基本满意
rating-bad = 不满意
rate-response = 响应率
rate-resolution = 解决率
rate-satisfaction = 满意率
rate-accept_on_time = 按时接单率
rate-resolve_on_time = 按时办结率
list-separator = 、

## 时间
time-today = 今天 { $time }
time-tomorrow = 明天 { $time }
time-yesterday = 昨天 { $time }
time-weekday = { $weekday } { $time }
time-date = { $month }月{ $day }日 { $time }
date-day = { $month }月{ $day }日
span-day = 今天
span-week = 本周
span-month = 本月
span-last-day = 昨天
span-last-week = 上周
span-last-month = 上个月
duration-minutes = { $n } 分钟
duration-hours = { $n } 小时
duration-days = { $n } 天
distance-metres = { $n } 米
distance-km = { $n } 公里

## 卡片
card-title = { $short }号 · { $category }（{ $urgency }）
card-title-department = 请处理 { $short }号：{ $category }（{ $urgency }）
card-title-reporter = 记下了，{ $short }号：{ $category }
card-title-joined = 这事报过了，给您一起记在 { $short }号：{ $category }
card-title-dispatcher = 待派单 { $short }号：{ $category }（{ $urgency }）
card-title-part = 吹哨 { $short }号：{ $category }（{ $urgency }）
card-title-mediator = 请调解 { $short }号：{ $category }
card-place = 地点：{ $place }
card-map = 地图
card-reporter = { $name }（{ $post }）
card-reported = { $who } { $time } 报：“{ $summary }”
card-reported-quiet = { $who } { $time } 报
card-reporters = { $n } 人报过
card-stakes = 涉及：{ $stakes }
stake-dead = { $who }没了生命迹象
stake-hurt = { $who }受伤
stake-trapped = { $who }被困
stake-in_water = { $who }落水
stake-missing = { $who }找不到
stake-ill = { $who }发病
stake-children = 有孩子
stake-elderly = 有老人
stake-frail = 有行动不便的人
stake-households = { $who }
count-people-exact = { $n } 人
count-people-about = 约 { $n } 人
count-people-several = 好几个人
count-people-some = 有人
count-households-exact = { $n } 户
count-households-about = 约 { $n } 户
count-households-several = 好几户
count-households-some = 有住户
card-supplement = 补充（{ $who }）：{ $text }
card-supplement-photos = 补充（{ $who }）：{ $n } 张照片
card-supplements-more = 另有 { $n } 条补充
card-limits = 接单时限 { $accept } · 办结时限 { $resolve }
card-notified = 已通知{ $who }，{ $accept } 前接单，{ $resolve } 前处理
card-needs-place = 还差一个地点，补上就派人
card-undispatched = 正在请调度员安排，{ $accept } 前派出
card-accepted = { $who } { $time } 已接单，{ $resolve } 前处理
in-private = 内容请私下给我发 /ticket { $short } 看
card-started = { $who } { $time } 已开工，{ $resolve } 前处理
card-extended = 延期到 { $until }：{ $reason }
card-extension-asked = 已申请延期到 { $until }，等调度员或网格长以上答复
card-suspended = 先挂起：{ $reason }。{ $until } 接着办
card-split-from = 从 { $short }号拆出来的
card-split-into = 另有一件拆出去了，是 { $short }号
card-note = 备注（{ $who } { $time }）：{ $text }
reporter-shielded = 反映人（姓名不公开）
card-resolved = 已处理：{ $result }（{ $time }）
card-resolved-wait = 等报的人说一声解决了没有
card-merged = 并到 { $short }号一起办
card-apart = 这件和您报的不是一回事，已经分开。
card-taken-back = 这条已经收回，不在这里处理了。
card-closed = 已了结，已归档（{ $time }）
card-withdrawn = 已撤销（{ $time }）
card-disputed = 报的人说没修好，请重新处理

## 按钮
button-accept = 接单
button-transfer = 转办
button-return = 退回
button-resolve = 办结
button-supply = 补充
button-withdraw = 不是隐患
button-withdraw-own = 撤回
button-confirm = 已解决
button-dispute = 没修好
button-fix = 改类别
button-reject = 不予受理
button-dispatch = 派给{ $department }
button-location = 发送位置
button-place-here = { $area }
button-yes = 是
button-other-place = 换一个
button-report-yes = 是，请处理
button-report-no = 不是
button-open = 开单
button-photo-yes = 是隐患
button-photo-no = 只是分享
button-apart = 不是同一件
button-merge = 并到 { $short }号
button-more = 更多
button-start = 开工
button-ask_extension = 申请延期
button-grant_extension = 同意延期
button-deny_extension = 不同意
button-suspend = 挂起
button-resume = 恢复
button-assign = 派人
button-split = 拆单
button-reopen = 重新办
button-note = 备注
button-follow = 关注
button-unfollow = 取消关注
button-print = 打印
button-mediate-take = 接手
button-mediate-plan = 约时间
button-mediate-hold = 记一轮
button-mediate-agree = 达成协议
button-mediate-up = 上移
button-mediate-up-yes = 双方同意，上移
button-mediate-court = 走法院
button-mediate-parties = 当事人
button-overdue = 看超期
button-units = 按单元
button-all = 看在办
button-page-before = 上一页
button-page-next = 下一页
button-arrive = 报到
button-whistle = 吹哨
button-whistle-more = 再叫部门
button-whistle-go = 叫他们到场
button-on = ☑ { $name }
button-off = ☐ { $name }
button-still-fixed = 还好着
button-broken-again = 又坏了
button-grant-excuse = 同意不计
button-deny-excuse = 不同意
button-stats-list = 看{ $rate }
button-stats-areas = 各片排名
button-stats-departments = 各部门排名
button-stats-today = 按今天算
button-swap-yes = 同意换班
button-swap-no = 换不了

## 问与答
ask-place = 还差一个地点：是{ $area }那边吗？
ask-place-open = 还差一个地点：在哪个村、哪一栋或者谁家门口？
ask-place-which = 还差一个地点：是下面哪一处？都不是就回一句在哪里。
ask-place-spot = 还差一个地点：在哪个网格、哪一栋或者谁家门口？回一句就行。
ask-report = 您这是要报“{ $category }”吗？
ask-dispatcher = 拿不准要不要开单。{ $area }，{ $who }说：“{ $text }”
ask-photo = 这张照片是什么情况？在哪里？
ask-same = { $short }号和 { $other }号像是同一件，要并在一起吗？
    { $other }号（{ $area }）：“{ $before }”
    { $short }号（{ $place }）：“{ $text }”
joined-line = 这事{ $who ->
    [none] 有人
    [own] 您
   *[other] { $who }
  } { $time } 报过了（{ $short }号），给您记上一起报，有结果一起通知。
joined-more = 又有人报 { $short }号（{ $who ->
    [none] {""}
   *[other] { $who }，
  }共 { $n } 人）{ $text ->
    [none] {""}
   *[other] ：{ $text }
  }{ $urgency ->
    [none] {""}
   *[other] 。改按{ $urgency }办
  }
merged-into = { $short }号并到 { $into }号一起办，{ $short }号不用再去了。
result-joined = { $short }号处理完了：{ $result }。要是没修好，按一下下面的按钮。
ended-closed = { $short }号了结了：报的人说已经好了。还没好就再报一次。
ended-withdrawn = { $short }号撤销了。还有情况就再报一次。
result-group = { $short }号处理完了：{ $result }。{ $who ->
    [none] {""}
   *[other] { $who }，
  }您看解决了吗？
result-photos = { $short }号 处理前后
result-photo-after = { $short }号 处理后
photos-of = { $short }号 现场照片
not-fixed = 知道了，{ $short }号退回{ $department }重新处理{ $informed ->
    [yes] ，同时报给上一级
   *[no] {""}
  }。
not-fixed-informed = { $short }号（{ $category }，{ $place }）：报的人说没修好，已退回{ $department }重新处理，{ $resolve } 前办结。报给您知道。
not-fixed-handler = { $short }号：报的人说没修好，请重新处理，{ $resolve } 前办结。{ $text ->
    [none] {""}
   *[other] 原话：“{ $text }”
  }
warn-accept = { $short }号再过 { $left }就到接单时限，请接单。
warn-resolve = { $short }号再过 { $left }就到办结时限。
warn-update = { $short }号有一阵没有新消息了，请在 { $due } 前说一下进展。
warn-arrive = { $short }号再过 { $left }就到报到时限，请尽快到场，到了按一下报到。
escalated-accept = { $short }号（{ $category }，{ $place }）{ $due } 前没人接单（已过 { $late }），按规定报给{ $role }{ $name }。{ $vacant ->
    [none] {""}
   *[other] { $vacant }空缺，由您接着管。
  }{ $next ->
    [none] {""}
   *[other] 再过 { $wait }还没人接，报{ $next }。
  }
escalated-resolve = { $short }号（{ $category }，{ $place }）{ $due } 前没办完（已过 { $late }），按规定报给{ $role }{ $name }。{ $vacant ->
    [none] {""}
   *[other] { $vacant }空缺，由您接着管。
  }{ $next ->
    [none] {""}
   *[other] 再过 { $wait }还没办完，报{ $next }。
  }
escalated-update = { $short }号（{ $category }，{ $place }）从 { $since } 起没有新消息，请{ $department }说一下进展。{ $informed ->
    [no] {""}
   *[yes] 同时报给{ $role }{ $name }。
  }
stage-due = { $short }号“{ $stage }”这一步的时限（{ $due }）到了，请说一下办得怎么样。{ $next ->
    [none] {""}
   *[other] 下一步“{ $next }”，{ $nextDue } 前。
  }
escalated-arrive = { $short }号（{ $category }，{ $place }）{ $due } 前没人到场（已过 { $late }），按规定报给{ $role }{ $name }。{ $vacant ->
    [none] {""}
   *[other] { $vacant }空缺，由您接着管。
  }{ $next ->
    [none] {""}
   *[other] 再过 { $wait }还没到，报{ $next }。
  }
idle-told = { $short }号（{ $category }，{ $place }）接单后没有新进展（已过 { $late }），报给{ $role }{ $name }。{ $vacant ->
    [none] {""}
   *[other] { $vacant }空缺，由您接着管。
  }{ $next ->
    [none] {""}
   *[other] 再过 { $wait }还没动静，报{ $next }。
  }
idle-handler = { $short }号（{ $category }，{ $place }）接单后 { $late }没有新进展，请{ $name }说一句办到哪一步了。{ $next ->
    [none] {""}
   *[other] 再过 { $wait }还没动静，报{ $next }。
  }
ladder-rule = 依据：“{ $rule }”第 { $step } 步。
ladder-away = { $away }请假没人代，由您接着管。
stands-for = 这件是代{ $absent }办的。
reminders-head = 有 { $n } 件到了时限，一起说一声
reminders-accept = { $short }号 { $category }（{ $place }）没人接单，已过 { $late }
reminders-resolve = { $short }号 { $category }（{ $place }）没办完，已过 { $late }
reminders-idle = { $short }号 { $category }（{ $place }）接单后 { $late }没有进展
reminders-soon = { $short }号 { $category }（{ $place }）再过 { $left }到时限
reminders-round = { $short }号 { $category }（{ $place }）该安排调解了，或者还没记结果
reminders-visit = { $short }号 { $category }（{ $place }）签了协议，该去回访了
reminders-nobody = { $short }号 { $category }（{ $place }）还没派出去
reminders-more = 还有 { $n } 件，发 /status 看全部
returned = { $department }退回 { $short }号：{ $reason }。请重新安排。
rejected = { $short }号不予受理：{ $reason }
supplied = { $short }号有补充（{ $who }）：{ $text }{ $urgency ->
    [none] {""}
   *[other] 。改按{ $urgency }办
  }
supplied-photos = { $short }号有补充（{ $who }）：{ $n } 张照片
urged = { $who }催办 { $short }号，请尽快处理。
undispatched-nobody = { $short }号（{ $category }）还没有对应的部门，请安排。
undispatched-place = { $short }号还不知道地点，请联系报的人。
extension-asked = { $who }申请 { $short }号（{ $category }）延期到 { $until }：{ $reason }。现在的时限是 { $resolve }。同意吗？
extension-granted = { $short }号可以延期，{ $until } 前办结。{ $who ->
    [none] {""}
   *[other] { $who }同意的。
  }
extension-denied = { $short }号不能延期，还是 { $resolve } 前办结{ $who ->
    [none] {""}
   *[other] （{ $who }答复）
  }：{ $reason }
suspended-told = { $short }号先放一放：{ $reason }。{ $until } 接着办，有变化告诉您。
suspended-dispatcher = { $short }号（{ $category }）{ $by ->
    [none] {""}
   *[other] 由{ $by }
  }挂起了，到 { $until }：{ $reason }。时限停着走，到时自己恢复。
resumed = { $by ->
    [none] 时间到了，
   *[other] { $by }恢复了，
  }{ $short }号（{ $category }）接着办，{ $resolve } 前办结。
reopened = { $short }号重新办理：{ $reason }
reopened-handler = { $short }号（{ $category }）要重新办理，{ $resolve } 前办结。原因：{ $reason }
split-told = { $short }号拆出一件另办，是 { $into }号：{ $text }。{ $short }号只办剩下的。
assigned = { $short }号（{ $category }）{ $by ->
    [none] 派给{ $name }了
   *[other] 由{ $by }派给{ $name }了
  }，请在 { $accept } 前接单。
followed-accept = 您关注的 { $short }号：{ $who }接单了，{ $resolve } 前处理。
followed-start = 您关注的 { $short }号：{ $who }开工了。
followed-resolve = 您关注的 { $short }号：已处理，等报的人确认。
followed-dispute = 您关注的 { $short }号：报的人说没修好，{ $resolve } 前重新处理。
followed-grant_extension = 您关注的 { $short }号：延期了，{ $resolve } 前处理。
followed-suspend = 您关注的 { $short }号：先挂起，{ $until } 接着办。
followed-reopen = 您关注的 { $short }号：重新办理，{ $resolve } 前处理。
followed-state = 您关注的 { $short }号：现在{ $state }。
mediation-moved = { $short }号（{ $category }，{ $place }）{ $why ->
    [consent] 双方同意，从{ $from }里上移到{ $level }里调解
    [broken] 协议没守住，{ $from }里的轮数用完了，上移到{ $level }里调解
   *[used_up] { $from }里谈了 { $n } 轮没谈拢，上移到{ $level }里调解
  }，请接手。
mediation-court = { $short }号{ $level }里的轮数用完了。还能劝和就接着签协议；要走法院，回“{ $short }号走法院”，再写一句原因。
mediation-ended = { $short }号没能调解成，当事人可以走法院，这里就到此为止。
settled-mediated = { $short }号调解成了，双方签了协议。{ $next ->
    [none] {""}
   *[other] { $next } 回访。
  }您看解决了吗？
settled-joined = { $short }号调解成了，双方签了协议。要是没解决，按一下下面的按钮。
round-due = { $short }号（{ $category }，{ $place }）{ $planned ->
    [none] { $days } 个工作日没有调解了，请约个时间：回“{ $short }号约周五下午”
   *[other] 约在 { $planned } 的调解还没记结果，谈成没谈成都回一句
  }。
escalated-round = { $short }号（{ $category }，{ $place }）{ $planned ->
    [none] { $days } 个工作日没有调解，提醒过了还没动静
   *[other] 约在 { $planned } 的调解一直没记结果
  }，按规定报给{ $role }{ $name }。
visit-due = { $short }号的协议签了 { $days } 天，请去回访，回“{ $short }号回访 守约”或者“{ $short }号回访 没守约”，加一句情况。
called-off-withdrawn = { $short }号已撤销，不用去了。{ $reason ->
    [none] {""}
   *[other] 原因：{ $reason }
  }
called-off-closed = { $short }号：报的人说已经好了，不用去了。{ $reason ->
    [none] {""}
   *[other] 原话：“{ $reason }”
  }
called-off-moved = { $short }号改由别的部门处理，不用去了。
called-off-rejected = { $short }号不予受理，不用去了。{ $reason ->
    [none] {""}
   *[other] 原因：{ $reason }
  }
ask-rating = { $short }号办得怎么样？{ $who ->
    [none] {""}
   *[other] { $who }，
  }您满意吗？
ask-recheck = { $short }号（{ $category }，{ $place }）办完有些日子了。{ $who ->
    [none] {""}
   *[other] { $who }，
  }现在还好着吗？
rated-line = 已评：{ $value }。{ $more ->
    [yes] 哪里不满意，在这条下面写一句就行，不写也可以。
   *[no] 三天内想改，再说一句就行。
  }
rating-word-done = 记下了，{ $short }号的话会转给办的人看。
rated-bad = { $short }号：报的人不满意。原话：“{ $text }”
excuse-asked = { $department }申请 { $short }号不计入考核：{ $reason }。您看行吗？
excuse-granted = { $short }号的申诉同意了，从现在起不计入考核。
excuse-denied = { $short }号的申诉没有同意，照常计入：{ $reason }

## 按钮按下后
done-accept = 已接单，{ $resolve } 前处理
done-arrive = { $short }号报到了，{ $resolve } 前处理
done-confirm = 谢谢，{ $short }号归档了
done-dispute = 知道了，退回重新处理
done-withdraw = { $short }号已撤销
done-transfer = { $short }号已转给{ $department }
done-reject = { $short }号不予受理
done-dispatch = { $short }号已派给{ $department }
done-place = 好，记在{ $area }
done-start = { $short }号开工了，{ $resolve } 前处理
done-ask_extension = { $short }号的延期申请报上去了（到 { $until }），答复前还按 { $resolve } 算。
done-grant_extension = 好，{ $short }号延期到 { $resolve }，已经告诉{ $department }。
done-deny_extension = 好，{ $short }号不延期，还是 { $resolve } 前办结，已经告诉{ $department }。
done-suspend = { $short }号先挂起，{ $until } 自己恢复，时限停着走。
done-resume = { $short }号恢复了，{ $resolve } 前处理
done-assign = { $short }号派给{ $department }{ $name }了
done-split = 好，另记 { $into }号，{ $short }号办剩下的。
done-reopen = 好，{ $short }号重新办理，{ $resolve } 前办结。
done-note = 备注记下了，只有{ $department }、调度员、网格长以上看得到。
done-follow = 好，{ $short }号有进展我私下告诉您。
done-follow-unknown = 好，{ $short }号有进展告诉您。请先私下给我发一句话，我才能私下找到您。
done-unfollow = 好，{ $short }号不再告诉您。
done-print = { $short }号的打印页发在下面了
more-ask = { $short }号还要做什么？
order-ask_extension = { $short }号延到什么时候，为什么？请写一句，例如：两天，配件没到
order-deny_extension = { $short }号为什么不同意延期？请写一句，会告诉申请的人。
order-suspend = { $short }号挂起到什么时候，为什么？请写一句，例如：到周五，等雨停
order-reopen = { $short }号为什么要重新办？请写一句，会告诉报的人和部门。
order-split = { $short }号里拆出哪件事？请写一句，例如：第2张照片，路灯也不亮
order-assign = { $short }号派给谁？按一下，或者写名字。
order-note = 请写 { $short }号的备注，报的人和网格群看不到。
order-why = { $short }号：为什么？请写一句。
order-how = 请写编号，例如：/{ $what } 31，或者在卡片下面回复。
print-how = 请写编号，例如：/print 31
print-link = { $short }号的打印页，{ $n } 小时内有效：
print-said = 反映的情况：{ $text }
print-steps = 经过
print-notes = 内部备注
print-photos = 照片
print-signed = 签字：
print-foot = { $time } 打印
asked-opened = 记下了，是 { $short }号。
asked-dropped = 好，不记了。
asked-merged = 好，并到 { $short }号。
asked-apart = 好，分开办。
done-apart = 好，分开了，另记 { $short }号。
asked-before = 已经有人答过了。
done-urge = { $short }号已经催了{ $owner }。
done-supply-hint = 请在这条下面回复文字或照片
done-resolve-photo = { $short }号办结要一张处理后的照片。请在这条下面发照片，写一句做了什么。
done-resolve-text = { $short }号：请写一句做了什么。
done-resolve = { $short }号已办结，等报的人确认
done-return-ask = 为什么退回 { $short }号？请在这条下面写一句。
done-reject-ask = 为什么不受理 { $short }号，该找谁？请在这条下面写一句，会告诉报的人。
done-deny-ask = { $short }号为什么照常计入？请在这条下面写一句，会告诉申诉的部门。
done-ask_excuse = { $short }号的申诉报给调度员了。
done-grant_excuse = 好，{ $short }号不计入考核。
done-deny_excuse = 好，{ $short }号照常计入。
done-rate = 谢谢，记下了。{ $more ->
    [yes] 哪里不满意，在这条下面写一句就行，不写也可以。
   *[no] {""}
  }
done-still_fixed = 好，{ $short }号还好着，记下了。
done-transfer-ask = { $short }号转给谁？
done-location-hint = 请发送位置，或者写清楚在哪里

## 调解
party-a = 甲方
party-b = 乙方
party-c = 丙方
mediation-level = 正在{ $level }里调解
mediation-settled = 谈成了，签了协议（{ $time }）{ $next ->
    [none] {""}
   *[other] ，{ $next } 回访
  }
mediation-to-court = 没谈成，走法院
mediation-rounds = { $level }里谈过 { $n } 轮，还能谈 { $left } 轮
mediation-planned = { $time } 调解
mediation-round = { $level }里第 { $n } 轮（{ $time }）{ $outcome ->
    [agreed] 谈成了
    [put_off] 改期
   *[not_agreed] 没谈拢
  }{ $text ->
    [none] {""}
   *[other] ：{ $text }
  }
mediation-parties = 当事人：{ $list }
mediation-party-count = { $name } { $n } 人
mediation-no-parties = 当事人还没记：回“甲方是某某，电话”就行，只有调解员、调度员和负责人看得到
mediation-next-take = 等人接手
mediation-next-plan = 还没约时间
mediation-next-paper = 谈成了，等签字的协议
mediation-next-court = 轮数用完了，签协议或者走法院
mediation-next-visit = { $time } 回访
mediations-head = 您在调解 { $n } 件：
mediations-free = 等人接手 { $n } 件：
mediations-line = { $short }号 { $category } · { $area }：{ $next }
mediations-none = 您手上没有要调解的。
mediations-private = 您在调解的请私下给我发 /mediation 看，群里不讲。
mediations-agreement = 协议：{ $text }
mediate-taken = { $short }号您接手了。约好时间回“{ $short }号约周五下午”；谈过一轮回“{ $short }号谈成了：怎么说好的”或者“{ $short }号没谈拢：卡在哪里”。
mediate-taken-group = { $short }号您接手了。后面的请私下跟我说，发 /mediation 看您手上的。
mediate-planned = { $short }号约在 { $time }，记下了。
mediate-put-off = { $short }号改期，记下了。定了时间回“{ $short }号约周五下午”。
mediate-agreed = { $short }号谈成了，记下了。请把签了字的协议拍张照发来。
mediate-not-agreed = { $short }号记下了，{ $level }里第 { $n } 轮没谈拢，还能谈 { $left } 轮。约下一轮回“{ $short }号约周五下午”。
mediate-used-up = { $short }号记下了。{ $from }里谈了 { $n } 轮没谈拢，已经上移到{ $level }里，由{ $level }里的调解员接着谈。
mediate-moved = { $short }号上移到{ $level }里了，由{ $level }里的调解员接着谈。
mediate-settled = { $short }号协议收好了。{ $next ->
    [none] {""}
   *[other] { $next } 请回访一次，到时提醒您。
  }
mediate-ended = { $short }号记下了，{ $outcome ->
    [to_court] 走法院，这里到此为止。
   *[withdrawn] 不再调解。
  }
mediate-visited = { $short }号回访记下了，协议守住了。{ $next ->
    [none] 不用再回访了。
   *[other] { $next } 再回访一次。
  }
mediate-reopened = { $short }号回访记下了，协议没守住，在{ $level }里重新调解。
mediate-party = { $short }号{ $name }记下了，只有调解员、调度员和负责人看得到。
mediate-party-line = { $post }：{ $name }{ $text ->
    [none] {""}
   *[other] ，{ $text }
  }
mediate-not-told = { $short }号的当事人只有调解员、调度员和负责人看得到。
mediate-in-private = { $short }号的调解请私下跟我说，群里不记也不讲。
mediate-which = 您手上有几件在调解，请带上编号，例如：31号没谈拢。
mediate-edited = { $short }号的话改过以后我不重读，请另发一条。
mediate-ask-time = { $short }号约在什么时候？回“周五下午3点”这样就行。
mediate-ask-round = { $short }号这一轮谈得怎么样？回“谈成了：怎么说好的”“没谈拢：卡在哪里”或者“改期”。
mediate-ask-paper = { $short }号请把签了字的协议拍张照发来，写一句怎么说好的。
mediate-ask-reason = { $short }号为什么不再调解？请写一句。
mediate-ask-visit = { $short }号回访下来怎么样？回“{ $short }号回访 守约”或者“{ $short }号回访 没守约”，加一句情况。
mediate-ask-party = 请写上是谁，例如：31号甲方是某某，电话。
mediate-ask-up = { $short }号要上移到{ $level }里吗？上去了就不回来，双方都同意再按。

## 做不了
owner-callers = 报的人、网格长以上
owner-chiefs = 调度员、网格长以上
owner-town = 调度员、镇负责人以上
owner-reporters = 报的人
owner-mediators = 调解员
refuse-wrong_state = { $short }号现在{ $state }，不能{ $what }。{ $can }
refuse-not_allowed = { $short }号只有{ $owner }能{ $what }。{ $can }
refuse-not_alone = { $short }号还有别人报过，不能一个人撤掉。{ $can }
refuse-parts_open = { $short }号叫来的部门还没办完，先等他们，或者说一声谁不用来了。{ $can }
refuse-part_only = { $short }号是 { $parent }号叫来的一份，要{ $what }请在 { $parent }号上办。{ $can }
refuse-not_for_groups = { $short }号不能吹哨：这类事不往部门群里叫。{ $can }
refuse-too_far = 您发的位置离 { $short }号现场还有 { $far }，到了再发一次，或者在卡片下面发一张现场照片。
refuse-already_done = { $short }号{ $by ->
    [none] 已经{ $what }了
   *[other] 已经由{ $by }{ $what }了
  }。
refuse-needs_photo = { $short }号办结要一张处理后的照片。请在这条下面发照片。
refuse-needs_text = 请写一句做了什么，或者为什么。
refuse-unknown_department = 没有找到这个部门。请从按钮里选。
refuse-too_often = { $short }号一天里已经催过 { $limit } 次了，明天可以再催。
refuse-needs_time = { $short }号要说清楚到什么时候，要在以后，例如：两天、到周五、8月3日下午。
refuse-too_long = { $short }号一次最多 { $limit } 小时，请写近一点的时间。
refuse-enough = { $short }号已经到了 { $limit } 次的上限，不能再{ $what }了。{ $can }
refuse-nothing_asked = { $short }号没有人申请延期。{ $can }
refuse-own_request = 自己申请的延期要别人来同意。请调度员或网格长以上答复。
refuse-too_late = { $short }号了结超过 { $limit } 天，不能重新办了。还有问题请重新报一次。
refuse-unknown_person = { $owner }没有叫这个名字的人。请从按钮里选，或者写全名。
refuse-keeps_secret = { $short }号的内容要保密，只能交给专管的部门。
refuse-rate_too_late = { $short }号的评价过了三天，不能再改了。
refuse-no_dispute = { $short }号不是纠纷，不用调解。{ $can }
refuse-through_mediation = { $short }号是纠纷，要调解：谈成了发签字的协议照片，谈不成可以上移。{ $can }
refuse-others_mediate = { $short }号由{ $by }在调解。{ $can }
refuse-rounds_used_up = { $short }号这一级的轮数用完了。{ $can }
refuse-at_top = { $short }号已经在最上一级了，谈不成可以走法院。
refuse-bad_time = 这个时间不行。请约一个还没到的时间，60 天以内。
refuse-too_many = { $short }号的当事人记得太多了。
refuse-stale = 这个按钮已经过时了。最新情况在 { $short }号的卡片上。
refuse-not-your-list = 这是别人的清单。发 /mine 看您自己的。
refuse-not_found = 没有找到这个编号。请看看卡片上的编号，或者发 /mine 看您报过的。
refuse-button = 这个按钮已经失效。请用最新的卡片，或者直接写字给我。
recalled-report = 报的人把这条消息撤回了
recalled-words = 报的人撤回了补充的一条消息
refuse-answer = 这个要由发的人，或者这一片的单元长、网格长、调度员来答。您可以在下面补充情况。
refuse-file = 文件太大或者打不开，没有收下。请发 20 MB 以内的照片。
can-nothing = 您可以在这条下面补充情况。
can-list = 您可以：{ $list }。
what-accept = 接单
what-return = 退回
what-transfer = 转办
what-resolve = 办结
what-confirm = 确认解决
what-dispute = 说没修好
what-withdraw = 撤销
what-reject = 不予受理
what-dispatch = 派单
what-urge = 催办
what-supply = 补充
what-correct = 更正
what-settled_by_reporter = 说已经好了
what-open = 上报
what-join = 一起报
what-leave = 分开
what-merge = 并案
what-absorb = 并案
what-start = 开工
what-ask_extension = 申请延期
what-grant_extension = 同意延期
what-deny_extension = 拒绝延期
what-suspend = 挂起
what-resume = 恢复
what-reopen = 重新办理
what-split = 拆单
what-assign = 派人
what-follow = 关注
what-unfollow = 取消关注
what-note = 写备注
what-whistle = 吹哨
what-arrive = 报到
what-part_moved = 更新联办
what-recall_part = 说不用来了
what-lead_part = 换牵头
what-take_mediation = 接手调解
what-add_party = 记当事人
what-plan_round = 约调解
what-hold_round = 记一轮调解
what-move_up = 上移
what-agree = 达成协议
what-end_mediation = 结束调解
what-visit = 回访
what-timer = 到时自动办
what-rate = 评价
what-still_fixed = 说还好着
what-ask_excuse = 申诉
what-grant_excuse = 同意申诉
what-deny_excuse = 驳回申诉
state-new = 待派单
state-needs_info = 待补充
state-dispatched = 已派单
state-accepted = 已接单
state-resolved = 已办结待确认
state-closed = 已归档
state-suspended = 已挂起
state-rejected = 不予受理
state-withdrawn = 已撤销
state-merged = 已并案

## 群与命令
unbound-group = 我还不知道这个群管哪一片。请网格长发送：/bind 村名，例如 /bind { $example }
unbound-group-nobody = 我还不知道这个群管哪一片。请先让网格长用 /link 认一下账号，再发送：/bind 村名
bound-area = 好，这个群管{ $area }。以后在这里说的情况我会记下来、派下去。
bound-department = 好，这个群接{ $department }的单。
bind-how = 请写上这个群管哪一片，例如：/bind { $example }
bind-many = 叫“{ $name }”的有几个，请写全一点：{ $list }
bind-none = 没有找到“{ $name }”。请写村、网格或部门的全名。
bind-not-allowed = 只有{ $area }的网格长以上才能定这个群管哪一片。请网格长发送这一句。
bind-private = 请在群里发送 /bind。
hear-mentions = 这个群我只能听到 @我 的话。想让我听到大家说的情况，请管理员把我设为管理员，或者在 @BotFather 里关掉隐私模式后把我移出再拉进来。
start-resident = 您好，我是{ $town }的网格哨。哪里有隐患、要办什么事，直接写给我就行，带张照片更好。我会给您编号，办完告诉您。
start-person = { $name }您好，您是{ $posts }。直接写情况，或者发 /status 看在办，/mine 看手上的，/report week 看周报。
help-dm = 直接写情况就行，不用讲格式。例如：“秋菊阿婆家门口的电线破皮了，下雨天滋滋响”。
    /mine 看我报过的 · /ticket 31 看一件 · /why 31 看为什么这么分 · /link 认账号
help-group = 在群里照常说话就行，有隐患我会记下来、派下去。
    /status 看在办 · /overdue 看超期 · /report week 看周报 · /ticket 31 看一件 · /bind 村名 定这个群管哪一片
link-how = 要认账号，请点下面的按钮，把您自己的手机号发给我；也可以用网格中心给您的链接。
link-button = 发送我的手机号
link-done = 认出来了：{ $name }，{ $posts }。
link-already = 您已经是{ $name }，{ $posts }。
link-private = 请私下给我发 /link，手机号不要发在群里。
link-not-own = 请发您自己的手机号，不要转发别人的。
link-unknown = 这个号码不在名册里。请让网格中心把您加进名册，或者核对号码。
link-taken = 这个链接已经认过一个账号了。换了手机或账号，请给我发 /link，用自己的手机号来认；或者请网格中心换一个新链接。
link-bad = 这个链接已经失效。请向网格中心要一个新的。
link-web = 网页聊天用网格中心给您的个人链接进来，不用再认账号。
status-head = { $area } 在办 { $open } 件，超期 { $overdue } 件，今天办结 { $resolved } 件
status-none = { $area } 眼下没有在办的。今天办结 { $resolved } 件。
status-line-overdue = ⚠ { $short }号 { $category } · { $owner } 超期 { $late }
status-line = { $short }号 { $category } · { $owner } { $due } 前
status-more = 还有 { $n } 件
status-unit = { $area }：在办 { $open } 件，超期 { $overdue } 件
status-not-allowed = 这里只给网格长以上和部门看。您报过的发 /mine 看。
status-unbound = 我不知道您要看哪一片。请在网格群里发，或者写：/status 村名
page-of = 第 { $n } 页，共 { $pages } 页
overdue-head = { $area } 超期 { $overdue } 件（在办 { $open } 件）
overdue-none = { $area } 眼下没有超期的。
report-how = 请写：/report day、week 或 month，后面可以加村名或网格名。
report-head = { $area } { $span }（{ $dates }）
report-nothing = 没有新报的，也没有办结的。
report-counts = 新报 { $opened } 件，办结 { $resolved } 件，归档 { $closed } 件
report-rate = 按时办结 { $rate }%（{ $n }/{ $rated }）
report-overdue = { $overdue ->
    [0] 现在没有超期的
   *[other] 现在超期 { $overdue } 件
  }
report-worst = 要盯：{ $area } 超期 { $overdue } 件{ $rate ->
    [none] {""}
   *[other] ，按时 { $rate }%
  }
chart-title-most = 超期 { $overdue } 件，{ $area }最多
chart-title-overdue = { $span }办结 { $resolved } 件，还有 { $overdue } 件超期
chart-title-fine = { $span }办结 { $resolved } 件，没有超期
chart-days = { $span }办结 { $resolved } 件
chart-resolved = 办结 { $n }
chart-overdue = 超期 { $n }
chart-rest = 其他
count-opened = { $area } { $span }新报 { $n } 件。
count-resolved = { $area } { $span }办结 { $n } 件{ $rate ->
    [none] {""}
   *[other] ，按时 { $rate }%
  }。
digest-head = 今天小结
digest-area = { $area }：新报 { $opened } 件，办结 { $resolved } 件；在办 { $open } 件，超期 { $overdue } 件
stats-head = { $name } { $year ->
    [none] {""}
   *[other] { $year }年
  }{ $month }月（截至 { $time }）
stats-line = { $rate } { $value }（{ $counts }/{ $of }）
stats-line-none = { $rate }：还没有可算的
stats-none = 这个月还没有可算的。
stats-rank-head = { $head } · { $rate }
stats-rank = { $n }. { $name } { $value }（{ $counts }/{ $of }）
stats-rank-more = 还有 { $n } 个
stats-list-head = { $head } · { $figure }
stats-item = { $short }号 { $category } · { $owner }：{ $told }
stats-page = 第 { $n } 页，共 { $of } 页
stats-not-allowed = 这里只给管这一片的人和部门自己看。
stats-unknown = 没有找到您说的村、网格、部门或者人。例如：/stats 东沁村 上个月
stats-no-month = 这个月还没到。例如：/stats 上个月
counts-yes = 算数
counts-no = 没达到
rate-how = 请写编号和满不满意，例如：/rate 31 满意，/rate 31 不满意 拖了半个月
excuse-how = 请写编号和原因，例如：/excuse 31 台风封路，车进不去。调度员答复：/excuse 31 同意，/excuse 31 不同意 原因
mine-head = 您报过的 { $n } 件：
mine-none = 您还没有报过。直接写情况给我就行。
mine-line = { $short }号 { $category }：{ $state }
work-head = 您手上 { $n } 件，超期 { $overdue } 件：
work-none = 您手上没有要办的。
work-line = { $short }号 { $category } · { $place }，{ $due } 前
work-line-overdue = ⚠ { $short }号 { $category } · { $place }，超期 { $late }
work-line-waits = { $short }号 { $category } · { $place }：{ $state }
ticket-how = 请写编号，例如：/ticket 31
ticket-hidden = 没有找到 { $short }号，或者它不归您看。
ticket-history = { $time } { $what }{ $who ->
    [none] {""}
   *[other] （{ $who }）
  }
ticket-open = 上报
ticket-supply = 补充
ticket-correct = 更正
ticket-dispatch = 派单
ticket-accept = 接单
ticket-return = 退回
ticket-transfer = 转办
ticket-resolve = 办结
ticket-confirm = 确认解决
ticket-dispute = 说没修好
ticket-withdraw = 撤销
ticket-reject = 不予受理
ticket-urge = 催办
ticket-settled_by_reporter = 说已经好了
ticket-join = 又有人报
ticket-leave = 分开一份
ticket-merge = 并到别的单
ticket-absorb = 并入一单
ticket-start = 开工
ticket-ask_extension = 申请延期
ticket-grant_extension = 同意延期
ticket-deny_extension = 不同意延期
ticket-suspend = 挂起
ticket-resume = 恢复
ticket-reopen = 重新办理
ticket-split = 拆出一件
ticket-assign = 派给经办人
ticket-follow = 关注
ticket-unfollow = 取消关注
ticket-note = 备注
ticket-whistle = 吹哨
ticket-arrive = 报到
ticket-part_moved = 联办有进展
ticket-recall_part = 叫一个部门不用来了
ticket-lead_part = 改由它牵头
ticket-take_mediation = 接手调解
ticket-add_party = 记了当事人
ticket-plan_round = 约了调解
ticket-hold_round = 谈了一轮
ticket-move_up = 上移一级
ticket-agree = 签了协议
ticket-end_mediation = 结束调解
ticket-visit = 回访
ticket-timer = 到时自动归档
ticket-rate = 评价
ticket-still_fixed = 回访还好着
ticket-ask_excuse = 申诉不计
ticket-grant_excuse = 同意不计
ticket-deny_excuse = 申诉未同意
ticket-changed = 更新
ticket-escalated = 超时上报
ticket-warned = 提醒
owner-for = { $owner }（代{ $absent }）
day-date = { $month }月{ $day }日
span = { $from } 到 { $to }
duty-now = { $post }现在值班：
duty-tonight = { $post }今晚值班：
duty-week = { $post }这七天值班：
duty-turn = { $when }：{ $name }
duty-nobody = 没有排班。有急事请找调度员。
duty-nobody-but = 没有排班。有事先找{ $name }。
duty-away = { $name } { $span }请假{ $deputy ->
    [none] ，没人代。
   *[other] ，{ $deputy }代。
  }
duty-unknown = 没有找到这个部门或这一片。请写名称，例如：/duty 供电所 今晚
duty-not-allowed = 值班表给有职务的人看。您要报事，直接写情况就行。
away-how = 请写哪几天、由谁代，例如：/away 8月3日到5日 由张三代。回来了发“销假”。
away-not-allowed = 有职务的人才用请假。先发 /link 认账号。
away-long = 一次最多记 { $n } 天。更长的请让网格中心改人员名单。
away-no-such-deputy = 和您同部门、同一片的人里没有{ $name }。请写全名，或换一个人。
away-many-deputies = 叫{ $name }的不止一个。请让网格中心在 absences.csv 或 rosters.csv 里写手机号。
away-done = 记下了：{ $span }请假{ $deputy ->
    [none] ，没写由谁代，先找同部门其他人。
   *[other] ，由{ $deputy }代。
  }{ $list ->
    [none] {""}
   *[other] 已告诉{ $list }。
  }
away-deputy = { $name } { $span }请假，由{ $deputy }代，这几天的事会叫您。
away-lead = { $name } { $span }请假{ $deputy ->
    [none] ，没写由谁代。
   *[other] ，由{ $deputy }代。
  }
away-deputy-away = { $name }那时也请假，到时会往下找代{ $name }的人，没有就找同部门其他人。
back-done = 好的，从现在起又找您本人了。
back-none = 没有记过您的请假。
swap-how = 请写哪天的班、和谁换，例如：8月3日的班和李四换班；对换写：8月3日的班和李四8月5日的换班。您接下来的班：
swap-no-turns = 接下来没有您的班可换。排班写在 rosters.csv 里，由网格中心改。
swap-not-allowed = 有职务的人才能换班。先发 /link 认账号。
swap-none-of-theirs = { $name } { $span }没有班。
swap-unreachable = 联系不上{ $name }。请先让 TA 给我发一句话。
swap-asked = 已问{ $name }，TA 点“同意换班”才算。
swap-ask = { $name }想请{ $other }值 { $span } 的班{ $back ->
    [none] 。
   *[other] ，替您值 { $back } 的班。
  }
swap-agreed = 换班说好了：{ $span } 的班由{ $other }值{ $back ->
    [none] （原来是{ $name }）。
   *[other] ，{ $back } 的班由{ $name }值。
  }
swap-refused = { $other }说换不了，{ $span } 的班还是{ $name }的。
swap-noted-yes = 好，说定了。
swap-noted-no = 好，告诉 TA 换不了。
swap-not-yours = 这是问{ $name }的，别人不能代答。
swap-answered = 已经答过了。
swap-too-late = 班已经开始，或者排班变了，换不成了。
unknown-command = 没有这个命令。直接写情况就行，或者发 /help。
not-understood-dm = 没太看懂。您是要报哪里有问题，还是要办什么事？写一句情况和地点就行。
report-bound = 一个小时里已经给您记了 { $n } 件，先让他们办着，过一会儿再报。有人受伤或者有危险，请打 119、120、110。
voice-not-heard = 语音我还听不懂。请写几个字，或者发一张照片。
query-reply = 这个我答不上来，请问问网格长。要反映情况、要办事，直接写给我就行。
confidential-private = 您反映的事已经转给{ $department }，只有他们能看到。编号是 { $short }号。

## 为什么这么分
why-how = 请写编号，例如：/why 31
why-head = { $short }号为什么这么办：
why-act = 为什么当成{ $act ->
    [report] 报险
   *[request] 求办
  }：{ $text }。
why-leaf = 为什么归到{ $category }：{ $words ->
    [none] 话里没有更像的
   *[other] 说到{ $words }
  }{ $runner ->
    [none] {""}
   *[other] ，也有点像{ $runner }
  }{ $sure ->
    [high] ，很有把握
    [fair] ，有几分把握
   *[low] ，拿不太准
  }。
why-leaf-corrected = 为什么归到{ $category }：先认成{ $before }，后来更正的。
why-urgency = 为什么算{ $urgency }：{ $text ->
    [none] 这类事一般这么算
   *[other] { $text }
  }。
why-by-hand = 后来更正的
why-sent-list = 为什么派给{ $department }：责任清单上，{ $area }的这类事归它。
why-sent-kind = 为什么派给{ $department }：它管{ $area }的这类事。
why-sent-by = 为什么派给{ $department }：由{ $who }派的。
why-nobody = 为什么还没派：没有对应的部门，等调度员安排。
why-place = 地点怎么认出来的：{ $text }{ $words ->
    [none] {""}
   *[other] { $words }
  }，记在{ $area }。
why-place-by-hand = 地点怎么认出来的：后来更正的，记在{ $area }。
why-unknown = 当时怎么认的没有留下记录。
why-quote = “{ $text }”
why-no-words = 照片和前后的话
why-place-between = 话里说在两处之间
why-place-number = 话里写了编号
why-place-name = 话里写了地名
why-place-point = 看发来的位置
why-place-point_inside = 发来的位置在这一片的范围内
why-place-point_nearest = 发来的位置离这里最近
why-place-own = 说的是自己这一片
why-place-corrected = 后来又说了地点
why-place-none = 话里没说，按发的人和群
why-sign-confirmed = 问过，说是要报
why-sign-asks_action = 要人来办
why-sign-asks_answer = 要个答复
why-sign-something_there = 说了有情况
why-sign-defect = 说了哪里不对
why-sign-how_long = 说拖了多久
why-sign-wants_added = 想添置东西
why-sign-suggests = 提了建议
why-sign-asks_help = 请人帮忙办
why-sign-wants_done = 有事要办
why-sign-photo = 带了照片
why-sign-local_place = 说了本地的地方
why-sign-local_trouble = 本地的地方出了状况
why-sign-place = 说了地方
why-sign-letter = 成篇反映
why-sign-thing_wrong = 说了什么东西怎么了
why-sign-need = 生活上有需要
why-sign-trapped = 有人被困
why-sign-hurt = 有人受伤
why-sign-fire = 见了火
why-sign-about_to = 眼看要出事
why-sign-in_water = 人在水里
why-sign-collapsing = 房子要塌
why-sign-self_harm = 有人可能寻短见
why-sign-no_answer = 叫人没人应
why-sign-not_seen = 人好几天没见
why-sign-children = 有孩子
why-sign-old = 有老人
why-sign-night = 夜里
why-sign-storm = 风雨要来
why-sign-pressing = 说了很急
why-sign-many = 影响的人多
why-sign-calm = 说了不急
## 更正
fix-how = 请写编号和要改的，例如：/fix 31 类别 路灯 · /fix 31 紧急 · /fix 31 地点 3网格2单元
fix-ask = { $short }号现在记的是{ $category }。该归哪一类？按一下，或者在这条下面写。
fix-which = { $short }号该归哪一类？按一下，或者在这条下面写全一点。
fix-unclear = 没认出要把 { $short }号改成什么。例如：{ $short }号归路灯，{ $short }号改成紧急，{ $short }号地点是3网格2单元
fix-same = { $short }号本来就是这样记的。
fix-not-allowed = { $short }号怎么归类，请调度员或网格长以上来改。您可以在这条下面补充情况。
fix-done = { $short }号改好了：{ $category }（{ $urgency }），{ $place }。现在由{ $owner }处理。
fix-done-quiet = { $short }号改好了，后面不在群里说。

## 吹哨
whistle-kind-hard = 疑难
whistle-kind-joint = 联合执法
whistle-kind-emergency = 应急
whistle-head = 吹哨（{ $kind }），到场 { $n }/{ $total }，{ $resolve } 前办完
whistle-here = 已到：{ $list }
whistle-missing = 没到：{ $list }
part-lead = { $department }（牵头）
part-called = { $short } { $department } { $due } 前到
part-late = { $short } { $department } 迟到（该 { $due } 到）
part-arrived = { $short } { $department } { $time } 到
part-arrived-late = { $short } { $department } { $time } 到（晚 { $late }）
part-done = { $short } { $department } 办完了
part-returned = { $short } { $department } 在另找人
part-result = { $department }：{ $result }
part-whistled = { $who } { $time } 吹哨（{ $kind }）：“{ $text }”
part-task = 请你们：{ $text }
part-role-lead = 你们牵头（总单 { $short }号）{ $list ->
    [none] {""}
   *[other] ，一起来的：{ $list }
  }
part-role-joint = 你们配合（总单 { $short }号）{ $list ->
    [none] {""}
   *[other] ，一起来的：{ $list }
  }
part-limits = { $due } 前到场报到 · { $resolve } 前办完
part-here = { $who ->
    [none] {""}
   *[other] { $who } {""}
  }{ $time } 到场{ $delay ->
    [none] {""}
   *[other] （晚 { $delay }）
  }，{ $resolve } 前处理
whistle-ask = { $short }号叫哪几个部门到场？先点的牵头，点好了按“叫他们到场”。
whistle-tick = 先点要叫的部门。
whistle-blown = { $short }号吹哨（{ $kind }）：{ $list }，{ $due } 前到场。
whistle-unknown = 没有找到“{ $text }”这个部门，还没有吹哨。请写部门的全名，例如：吹哨：31号请城管、水务到场
whistle-how = 请写编号和部门，例如：/whistle { $short } 城管 水务 | 抽水、封路
whistle-what = 没看懂是什么事，还没有吹哨。请写编号，或者写清楚哪里怎么了，例如：吹哨：3网格1单元积水过膝，请城管、水务到场
whistle-not-for-groups = 这类事不能吹哨，不往部门群里叫，已经按平常的办。
whistle-none = 眼下没有吹哨在办的。要叫部门：/whistle { $short } 城管 水务 | 任务
whistle-line = { $short }号 { $category }
whistle-stats = { $time } 叫部门到场：
whistle-stats-line = { $department }：叫 { $n } 次，到 { $total } 次，按时 { $open } 次，还没到 { $overdue } 次
whistle-stats-none = { $time } 没有吹过哨。
recall-done = { $short }号{ $department }不用来了，已经告诉他们。
recall-which = { $short }号哪个部门不用来了？请带上编号，例如：31-2号不用来了。{ $list ->
    [none] {""}
   *[other] 还在办的：{ $list }
  }
arrive-which = 是哪一件？请带上编号，例如：31-2号报到。还没报到的：{ $list }
arrive-none = 眼下没有等您部门报到的。
