# What the bot says. Short and exact, like an old hand at the grid centre: first what happened, then who does what by when, then what you can do.

## Words
urgency-emergency = emergency
urgency-urgent = urgent
urgency-normal = normal
urgency-low = not urgent
role-unit_chief = unit chief
role-grid_chief = grid chief
role-village_lead = village lead
role-town_lead = town lead
role-district_lead = district lead
role-handler = handler
role-department_lead = department lead
role-dispatcher = dispatcher
role-mediator = mediator
role-police = police officer
role-volunteer = volunteer
role-resident = resident
role-on_call = person on duty
rating-good = satisfied
rating-fair = fairly satisfied
rating-bad = not satisfied
rate-response = Response rate
rate-resolution = Resolution rate
rate-satisfaction = Satisfaction rate
rate-accept_on_time = Accepted on time
rate-resolve_on_time = Resolved on time
list-separator = {", "}

## Times
time-today = { $time } today
time-tomorrow = { $time } tomorrow
time-yesterday = { $time } yesterday
time-weekday = { $time } on { $weekday }
time-date = { $time } on { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
  }
date-day = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
  }
span-day = today
span-week = this week
span-month = this month
span-last-day = yesterday
span-last-week = last week
span-last-month = last month
duration-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
  }
duration-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
  }
duration-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
  }
distance-metres = { $n } m
distance-km = { $n } km

## Cards
card-title = No. { $short } · { $category } ({ $urgency })
card-title-department = Please handle No. { $short }: { $category } ({ $urgency })
card-title-reporter = Noted as No. { $short }: { $category }
card-title-joined = Reported before; yours counts with No. { $short }: { $category }
card-title-dispatcher = Please assign No. { $short }: { $category } ({ $urgency })
card-title-part = Whistle no. { $short }: { $category } ({ $urgency })
card-title-mediator = Please mediate no. { $short }: { $category }
card-place = Place: { $place }
card-map = Map
card-reporter = { $name } ({ $post })
card-reported = { $who } at { $time }: “{ $summary }”
card-reported-quiet = Reported by { $who } at { $time }
card-reporters = reported by { $n } people
card-stakes = At stake: { $stakes }
stake-dead = { $who } without signs of life
stake-hurt = { $who } hurt
stake-trapped = { $who } trapped
stake-in_water = { $who } in the water
stake-missing = { $who } missing
stake-ill = { $who } taken ill
stake-children = children
stake-elderly = old people
stake-frail = people who cannot move well
stake-households = { $who }
count-people-exact = { $n ->
    [one] 1 person
   *[other] { $n } people
}
count-people-about = about { $n } people
count-people-several = several people
count-people-some = someone
count-households-exact = { $n ->
    [one] 1 household
   *[other] { $n } households
}
count-households-about = about { $n } households
count-households-several = several households
count-households-some = households
card-supplement = Added by { $who }: { $text }
card-supplement-photos = Added by { $who }: { $n ->
    [one] { $n } photo
   *[other] { $n } photos
  }
card-supplements-more = and { $n } more added
card-limits = Accept by { $accept } · finish by { $resolve }
card-notified = { $who } has been told: accept by { $accept }, finish by { $resolve }
card-needs-place = The place is missing; once we have it, somebody is sent
card-undispatched = The dispatcher is choosing a department, by { $accept }
card-accepted = { $who } accepted at { $time } and will finish by { $resolve }
in-private = for the words, send me /ticket { $short } in private
card-started = { $who } began work at { $time } and will finish by { $resolve }
card-extended = More time until { $until }: { $reason }
card-extension-asked = More time asked for, until { $until }; the dispatcher or a chief from the grid upwards answers
card-suspended = On hold: { $reason }. It goes on { $until }
card-split-from = split off No. { $short }
card-split-into = another matter of it goes on as No. { $short }
card-note = Note ({ $who }, { $time }): { $text }
reporter-shielded = the reporter (name kept private)
card-resolved = Done: { $result } ({ $time })
card-resolved-wait = Waiting to hear from the reporter whether it is fixed
card-merged = goes on as No. { $short }
card-apart = This is not what you reported; it is kept apart.
card-taken-back = This was taken back; it is not handled here any more.
card-closed = Settled and closed ({ $time })
card-withdrawn = Withdrawn ({ $time })
card-disputed = The reporter says it is not fixed; please see to it again

## Buttons
button-accept = Accept
button-transfer = Pass on
button-return = Return
button-resolve = Done
button-supply = Add details
button-withdraw = Not a problem
button-withdraw-own = Take back
button-confirm = Fixed
button-dispute = Not fixed
button-fix = Set the category
button-reject = Decline
button-dispatch = To { $department }
button-location = Send location
button-place-here = { $area }
button-yes = Yes
button-other-place = Elsewhere
button-report-yes = Yes, please act
button-report-no = No
button-open = Open a ticket
button-photo-yes = It is a hazard
button-photo-no = Just sharing
button-apart = Not the same
button-merge = Into No. { $short }
button-more = More
button-start = Begin work
button-ask_extension = Ask for more time
button-grant_extension = Agree
button-deny_extension = Don't agree
button-suspend = Put on hold
button-resume = Go on
button-assign = Give to someone
button-split = Split
button-reopen = Take up again
button-note = Note
button-follow = Follow
button-unfollow = Unfollow
button-print = Print
button-mediate-take = Take it on
button-mediate-plan = Set a time
button-mediate-hold = Note a round
button-mediate-agree = Agreement
button-mediate-up = Move up
button-mediate-up-yes = Both agree, move up
button-mediate-court = To court
button-mediate-parties = Parties
button-overdue = Overdue
button-units = By unit
button-all = Open
button-page-before = Back
button-page-next = More
button-arrive = We are there
button-whistle = Whistle
button-whistle-more = Call more
button-whistle-go = Call them
button-on = ☑ { $name }
button-off = ☐ { $name }
button-still-fixed = Still fine
button-broken-again = Broken again
button-grant-excuse = Do not count it
button-deny-excuse = It counts
button-stats-list = { $rate }: tickets
button-stats-areas = Areas ranked
button-stats-departments = Departments ranked
button-stats-today = As of today
button-swap-yes = I agree
button-swap-no = I cannot

## Questions and answers
ask-place = One thing is missing, the place: is it near { $area }?
ask-place-open = One thing is missing, the place: which village, which building, or whose door?
ask-place-which = One thing is missing, the place: is it one of these? If not, just write where it is.
ask-place-spot = One thing is missing, the place: which grid, which building or whose door? A few words will do.
ask-report = Do you want to report this: { $category }?
ask-dispatcher = Not sure whether this needs a ticket. { $area }, { $who } wrote: “{ $text }”
ask-photo = What does this photo show, and where is it?
ask-same = No. { $short } and No. { $other } look like one matter. Put them together?
    No. { $other } ({ $area }): “{ $before }”
    No. { $short } ({ $place }): “{ $text }”
joined-line = { $who ->
    [none] Somebody
    [own] You
   *[other] { $who }
  } reported this at { $time } (No. { $short }). Yours counts with it, and you will hear the result too.
joined-more = No. { $short } was reported again ({ $who ->
    [none] {""}
   *[other] { $who },{" "}
  }{ $n } people){ $text ->
    [none] {""}
   *[other] : { $text }
  }{ $urgency ->
    [none] {""}
   *[other] . It is { $urgency } now
  }
merged-into = No. { $short } goes on as No. { $into }; no need to go for No. { $short }.
result-joined = No. { $short } is done: { $result }. If it is not fixed, press the button below.
ended-closed = No. { $short } is settled: its reporter says that all is well. If not, just report it again.
ended-withdrawn = No. { $short } was taken back. If there is still something, just report it again.
result-group = No. { $short } is done: { $result }. { $who ->
    [none] Is it fixed, as you see it?
   *[other] { $who }, is it fixed, as you see it?
  }
result-photos = No. { $short }, before and after
result-photo-after = No. { $short }, after the work
photos-of = No. { $short }, photos from the place
not-fixed = Understood. No. { $short } goes back to { $department } to be done again{ $informed ->
    [yes] , and the next level up is told
   *[no] {""}
  }.
not-fixed-informed = No. { $short } ({ $category }, { $place }): the reporter says it is not fixed. It is back with { $department }, to be finished by { $resolve }. This is for you to know.
not-fixed-handler = The reporter of No. { $short } says it is not fixed. Please see to it again by { $resolve }.{ $text ->
    [none] {""}
   *[other] {" "}In their words: “{ $text }”
  }
warn-accept = { $left } left to accept No. { $short }. Please accept it.
warn-resolve = { $left } left to finish No. { $short }.
warn-update = Nothing was said about No. { $short } for a while. Please say how it stands by { $due }.
warn-arrive = No. { $short }: { $left } left to be there. Please say so once you are.
escalated-accept = No. { $short } ({ $category }, { $place }) was not accepted by { $due } ({ $late } ago); by the rules it goes to { $role } { $name }.{ $vacant ->
    [none] {""}
   *[other] {" "}Vacant below: { $vacant }, so it is yours to follow.
  }{ $next ->
    [none] {""}
   *[other] {" "}If nobody accepts it in { $wait }, next: { $next }.
  }
escalated-resolve = No. { $short } ({ $category }, { $place }) was not finished by { $due } ({ $late } ago); by the rules it goes to { $role } { $name }.{ $vacant ->
    [none] {""}
   *[other] {" "}Vacant below: { $vacant }, so it is yours to follow.
  }{ $next ->
    [none] {""}
   *[other] {" "}If it is not finished in { $wait }, next: { $next }.
  }
escalated-update = Nothing was said about No. { $short } ({ $category }, { $place }) since { $since }. { $department }, please say how it stands.{ $informed ->
    [no] {""}
   *[yes] {" "}{ $role } { $name } is told too.
  }
stage-due = No. { $short }: the time for “{ $stage }” is over ({ $due }). Please say how it stands.{ $next ->
    [none] {""}
   *[other] {" "}Next: “{ $next }” by { $nextDue }.
  }
escalated-arrive = Nobody came to no. { $short } ({ $category }, { $place }) by { $due } ({ $late } ago); by the rules it goes to { $role } { $name }.{ $vacant ->
    [none] {""}
   *[other] {" "}Vacant below: { $vacant }, so it is yours to follow.
  }{ $next ->
    [none] {""}
   *[other] {" "}If nobody comes in { $wait }, it goes to the { $next }.
  }
idle-told = Nothing new on No. { $short } ({ $category }, { $place }) since it was accepted ({ $late } ago); it goes to { $role } { $name }.{ $vacant ->
    [none] {""}
   *[other] {" "}Vacant below: { $vacant }.
  }{ $next ->
    [none] {""}
   *[other] {" "}If nothing comes in { $wait }, next: { $next }.
  }
idle-handler = Nothing new on No. { $short } ({ $category }, { $place }) for { $late }: { $name }, please say how it stands.{ $next ->
    [none] {""}
   *[other] {" "}If nothing comes in { $wait }, next: { $next }.
  }
ladder-rule = The rule: “{ $rule }”, step { $step }.
ladder-away = Away without a deputy: { $away }, so it is yours to follow.
stands-for = This one is yours for { $absent }.
reminders-head = { $n ->
    [one] One matter has reached its time
   *[other] { $n } matters have reached their time
  }
reminders-accept = No. { $short } { $category } ({ $place }): not accepted, { $late } over
reminders-resolve = No. { $short } { $category } ({ $place }): not finished, { $late } over
reminders-idle = No. { $short } { $category } ({ $place }): accepted, nothing new for { $late }
reminders-soon = No. { $short } { $category } ({ $place }): { $left } left
reminders-round = No. { $short } { $category } ({ $place }): a round is due, or what came of it is not noted
reminders-visit = No. { $short } { $category } ({ $place }): a visit after the agreement is due
reminders-nobody = No. { $short } { $category } ({ $place }): not sent to anybody yet
reminders-more = { $n } more: send /status
returned = { $department } returned No. { $short }: { $reason }. Please find who takes it.
rejected = No. { $short } was not taken on: { $reason }
supplied = More on No. { $short } ({ $who }): { $text }{ $urgency ->
    [none] {""}
   *[other] . It is { $urgency } now
  }
supplied-photos = More on No. { $short } ({ $who }): { $n ->
    [one] { $n } photo
   *[other] { $n } photos
  }
urged = { $who } asks about No. { $short }. Please see to it soon.
undispatched-nobody = No department answers for No. { $short } ({ $category }) yet. Please assign it.
undispatched-place = The place of No. { $short } is still unknown. Please ask the reporter.
extension-asked = { $who } asks for more time for No. { $short } ({ $category }), until { $until }: { $reason }. It is due by { $resolve } now. Do you agree?
extension-granted = No. { $short } has more time: finish by { $until }.{ $who ->
    [none] {""}
   *[other] {" "}{ $who } agreed.
  }
extension-denied = No more time for No. { $short }; it is still due by { $resolve }{ $who ->
    [none] {""}
   *[other] {" "}(answered by { $who })
  }: { $reason }
suspended-told = No. { $short } has to wait: { $reason }. It goes on { $until }; you will hear if that changes.
suspended-dispatcher = { $by ->
    [none] Somebody
   *[other] { $by }
  } put No. { $short } ({ $category }) on hold until { $until }: { $reason }. Its clocks stand still; it goes on by itself then.
resumed = { $by ->
    [none] The wait is over:
   *[other] { $by } says it goes on:
  } No. { $short } ({ $category }), to be finished by { $resolve }.
reopened = No. { $short } is taken up again: { $reason }
reopened-handler = No. { $short } ({ $category }) is taken up again, to be finished by { $resolve }. Reason: { $reason }
split-told = A part of No. { $short } goes on as No. { $into }: { $text }. What is left is No. { $short }.
assigned = No. { $short } ({ $category }) { $by ->
    [none] is for { $name } now
   *[other] was given to { $name } by { $by }
  }; please accept it by { $accept }.
followed-accept = No. { $short }, which you follow: { $who } accepted it and will finish by { $resolve }.
followed-start = No. { $short }, which you follow: { $who } began work.
followed-resolve = No. { $short }, which you follow: done, waiting for the reporter's word.
followed-dispute = No. { $short }, which you follow: the reporter says it is not fixed; to be done again by { $resolve }.
followed-grant_extension = No. { $short }, which you follow: it has more time, until { $resolve }.
followed-suspend = No. { $short }, which you follow: on hold; it goes on { $until }.
followed-reopen = No. { $short }, which you follow: taken up again, to be finished by { $resolve }.
followed-state = No. { $short }, which you follow: { $state } now.
mediation-moved = No. { $short } ({ $category }, { $place }) { $why ->
    [consent] goes from { $from } to { $level } by consent of both sides
    [broken] goes from { $from } to { $level }: the agreement did not hold and no round is left
   *[used_up] goes from { $from } to { $level }: { $n } rounds without agreement
  }. Please take it on.
mediation-court = No. { $short }: all rounds at { $level } are used up. If they can still be brought together, sign the agreement; if it goes to court, write “{ $short }号走法院” and why.
mediation-ended = No. { $short } could not be mediated. The parties may go to court; it ends here.
settled-mediated = No. { $short } was mediated and both sides have signed. { $next ->
    [none] {""}
   *[other] We look again { $next }.{" "}
  }Is it settled, as you see it?
settled-joined = No. { $short } was mediated and both sides have signed. If it is not settled, press the button below.
round-due = No. { $short } ({ $category }, { $place }): { $planned ->
    [none] no round for { $days } working days. Please set a time: “{ $short }号约周五下午”
   *[other] what came of the round { $planned } is not noted yet. Please write a line
  }.
escalated-round = No. { $short } ({ $category }, { $place }): { $planned ->
    [none] no round for { $days } working days, and nothing since the reminder
   *[other] what came of the round { $planned } was never noted
  }; by the rules it goes to { $role } { $name }.
visit-due = No. { $short }: the agreement was signed { $days } days ago. Please visit and write “{ $short }号回访 守约” or “{ $short }号回访 没守约”, with a line on how it is.
called-off-withdrawn = No. { $short } was withdrawn; no need to go.{ $reason ->
    [none] {""}
   *[other] {" "}Reason: { $reason }
  }
called-off-closed = The reporter of No. { $short } says it is settled; no need to go.{ $reason ->
    [none] {""}
   *[other] {" "}In their words: “{ $reason }”
  }
called-off-moved = No. { $short } goes to another department: no need to go.
called-off-rejected = No. { $short } was not taken on; no need to go.{ $reason ->
    [none] {""}
   *[other] {" "}Reason: { $reason }
  }
ask-rating = How was No. { $short } handled? { $who ->
    [none] Are
   *[other] { $who }, are
  } you satisfied?
ask-recheck = No. { $short } ({ $category }, { $place }) was done some weeks ago. { $who ->
    [none] Is
   *[other] { $who }, is
  } it still fine?
rated-line = Your answer: { $value }. { $more ->
    [yes] Write a line below this if you like to say why; you need not.
   *[no] Within three days you can still change it.
  }
rating-word-done = Noted; those who handled No. { $short } will read it.
rated-bad = No. { $short }: the reporter is not satisfied. In their words: “{ $text }”
excuse-asked = { $department } asks that No. { $short } does not count against it: { $reason }. Do you agree?
excuse-granted = The appeal about No. { $short } was granted; from now on it does not count.
excuse-denied = The appeal about No. { $short } was not granted, it counts: { $reason }

## After a button
done-accept = Accepted; finish by { $resolve }
done-arrive = No. { $short }: noted that you are there, to be done by { $resolve }
done-confirm = Thank you, No. { $short } is closed
done-dispute = Understood, it goes back to be done again
done-withdraw = No. { $short } is withdrawn
done-transfer = No. { $short } passed on to { $department }
done-reject = No. { $short } is not taken on
done-dispatch = No. { $short } sent to { $department }
done-place = Good, noted at { $area }
done-start = Work on No. { $short } began; finish by { $resolve }
done-ask_extension = More time for No. { $short } is asked for (until { $until }); until there is an answer it is due by { $resolve }.
done-grant_extension = Done, No. { $short } has until { $resolve }; { $department } has been told.
done-deny_extension = Done, No. { $short } is still due by { $resolve }; { $department } has been told.
done-suspend = No. { $short } is on hold and goes on by itself { $until }; its clocks stand still.
done-resume = No. { $short } goes on; finish by { $resolve }
done-assign = No. { $short } is given to { $department } { $name }
done-split = Done, it is No. { $into } now; No. { $short } keeps the rest.
done-reopen = Done, No. { $short } is taken up again, to be finished by { $resolve }.
done-note = Noted; only { $department }, the dispatcher and the chiefs from the grid upwards can read it.
done-follow = Good, I will tell you in private how No. { $short } goes on.
done-follow-unknown = Good, you will hear how No. { $short } goes on. Please write to me in private once, so that I can reach you there.
done-unfollow = Good, you hear no more of No. { $short }.
done-print = The page of No. { $short } is below
more-ask = What else about No. { $short }?
order-ask_extension = Until when does No. { $short } need, and why? Please write a line, e.g. 2 days, parts are missing
order-deny_extension = Why no more time for No. { $short }? Please write a line; whoever asked will read it.
order-suspend = Until when is No. { $short } on hold, and why? Please write a line, e.g. 3 days, waiting for the rain to stop
order-reopen = Why is No. { $short } taken up again? Please write a line; the reporter and the department will read it.
order-split = Which matter is split off No. { $short }? Please write a line, e.g. photo 2, the street light is out too
order-assign = Who should take No. { $short }? Tap a name, or write it.
order-note = Please write the note on No. { $short }; the reporter and the work group won't see it.
order-why = No. { $short }: why? Please write a line.
order-how = Please add the number, e.g. /{ $what } 31, or reply to the card.
print-how = Please add the number, e.g. /print 31
print-link = The page of No. { $short } to print, good for { $n } hours:
print-said = What was reported: { $text }
print-steps = What happened
print-notes = Private notes
print-photos = Photos
print-signed = Signed:
print-foot = Printed { $time }
asked-opened = Noted, it is No. { $short }.
asked-dropped = All right, not noted.
asked-merged = Done, it goes on as No. { $short }.
asked-apart = Done, they stay apart.
done-apart = Done, it is No. { $short } now.
asked-before = Somebody has answered this already.
done-urge = Urged { $owner } about no. { $short }.
done-supply-hint = Please reply below this with words or photos
done-resolve-photo = No. { $short } needs a photo of the result. Please send it below this, with a few words on what was done.
done-resolve-text = No. { $short }: please write a few words on what was done.
done-resolve = No. { $short } is done; the reporter will say whether it is fixed
done-return-ask = Why is No. { $short } returned? Please write a line below this.
done-reject-ask = Why is no. { $short } not taken up, and who does own it? Please write one line below; the reporter will read it.
done-deny-ask = Why does No. { $short } count? Write a line below this; the department will hear it.
done-ask_excuse = The appeal about No. { $short } went to the dispatcher.
done-grant_excuse = Good, No. { $short } does not count.
done-deny_excuse = Good, No. { $short } counts.
done-rate = Thank you, noted.{ $more ->
    [yes] { " " }Write a line below if you like to say why; you need not.
   *[no] {""}
  }
done-still_fixed = Good, No. { $short } is still fine; noted.
done-transfer-ask = Who should take No. { $short }?
done-location-hint = Please send the location, or write exactly where it is

## Mediation
party-a = Party A
party-b = Party B
party-c = Party C
mediation-level = Being mediated at { $level }
mediation-settled = Settled and signed ({ $time }){ $next ->
    [none] {""}
   *[other] , visit { $next }
  }
mediation-to-court = No agreement, on to court
mediation-rounds = { $level }: rounds held { $n }, left { $left }
mediation-planned = Round { $time }
mediation-round = { $level }, round { $n } ({ $time }): { $outcome ->
    [agreed] agreed
    [put_off] put off
   *[not_agreed] not agreed
  }{ $text ->
    [none] {""}
   *[other] : { $text }
  }
mediation-parties = Parties: { $list }
mediation-party-count = { $name } { $n }
mediation-no-parties = No parties noted yet: write “甲方是” with name and phone; only mediators, the dispatcher and leads see it
mediation-next-take = waits to be taken on
mediation-next-plan = no time set yet
mediation-next-paper = agreed, the signed paper is to come
mediation-next-court = rounds used up: sign or go to court
mediation-next-visit = visit { $time }
mediations-head = You mediate { $n }:
mediations-free = Waiting to be taken on, { $n }:
mediations-line = No. { $short } { $category } · { $area }: { $next }
mediations-none = You have nothing to mediate.
mediations-private = Send me /mediation in private to see what you mediate; it is not told in a group.
mediations-agreement = Agreement: { $text }
mediate-taken = No. { $short } is yours. Once a time is set, write “{ $short }号约周五下午”; after a round “{ $short }号谈成了” and what was agreed, or “{ $short }号没谈拢” and why.
mediate-taken-group = No. { $short } is yours. Tell me the rest in private; /mediation shows what you have.
mediate-planned = No. { $short }: round { $time }, noted.
mediate-put-off = No. { $short }: put off, noted. Once a time is set, write “{ $short }号约周五下午”.
mediate-agreed = No. { $short }: agreed, noted. Please send a photo of the signed paper.
mediate-not-agreed = No. { $short }: { $level }, round { $n } without agreement, noted. Left: { $left }. For the next write “{ $short }号约周五下午”.
mediate-used-up = No. { $short }: noted. { $n } rounds at { $from } without agreement; it is with { $level } now, whose mediators go on.
mediate-moved = No. { $short } is with { $level } now, whose mediators go on.
mediate-settled = No. { $short }: the agreement is kept{ $next ->
    [none] .
   *[other] . Please visit { $next }; I will remind you.
  }
mediate-ended = No. { $short }: noted, { $outcome ->
    [to_court] it goes to court and ends here.
   *[withdrawn] it is mediated no more.
  }
mediate-visited = No. { $short }: visit noted, the agreement holds. { $next ->
    [none] No more visits.
   *[other] Next visit { $next }.
  }
mediate-reopened = No. { $short }: visit noted, the agreement did not hold; it is mediated again at { $level }.
mediate-party = No. { $short }: { $name } is noted; only mediators, the dispatcher and leads see it.
mediate-party-line = { $post }: { $name }{ $text ->
    [none] {""}
   *[other] , { $text }
  }
mediate-not-told = Who the parties of no. { $short } are is only for its mediators, the dispatcher and leads.
mediate-in-private = Please tell me of the mediation of no. { $short } in private; in a group it is neither noted nor told.
mediate-which = You mediate several; please write the number, e.g. 31号没谈拢.
mediate-edited = No. { $short }: I do not read edited words of a mediation again; please send a new message.
mediate-ask-time = When is the round of no. { $short }? Write it like 周五下午3点.
mediate-ask-round = How did the round of no. { $short } go? Write “谈成了” and what was agreed, “没谈拢” and why, or “改期”.
mediate-ask-paper = No. { $short }: please send a photo of the signed paper with a line on what was agreed.
mediate-ask-reason = Why is no. { $short } mediated no more? Please write a line.
mediate-ask-visit = How was the visit of no. { $short }? Write “{ $short }号回访 守约” or “{ $short }号回访 没守约”, with a line on how it is.
mediate-ask-party = Please write who it is, e.g. 31号甲方是 with name and phone.
mediate-ask-up = Move no. { $short } up to { $level }? It does not come back; press only when both sides agree.

## What can't be done
owner-callers = whoever reported it and the chiefs from the grid upwards
owner-chiefs = the dispatcher and the chiefs from the grid upwards
owner-town = a dispatcher or the town's leads
owner-reporters = those who reported it
owner-mediators = mediators
refuse-wrong_state = No. { $short } is { $state } now, so you can't { $what }. { $can }
refuse-not_allowed = For No. { $short }, only { $owner } can { $what }. { $can }
refuse-not_alone = Others reported No. { $short } too, so one alone cannot take it back. { $can }
refuse-parts_open = The departments called for no. { $short } are still at it: wait for them, or say who need not come. { $can }
refuse-part_only = No. { $short } is one part of no. { $parent }: to { $what }, use no. { $parent }. { $can }
refuse-not_for_groups = No. { $short } cannot be whistled for: such matters are not called out in groups. { $can }
refuse-too_far = The location you sent is { $far } from no. { $short }. Send it again once you are there, or a photo of the place below the card.
refuse-already_done = No. { $short }: { $by ->
    [none] somebody was first
   *[other] { $by } was first
  } to { $what }.
refuse-needs_photo = No. { $short } needs a photo of the result. Please send it below this.
refuse-needs_text = Please write a few words: what was done, or why.
refuse-unknown_department = No such department here. Please choose one from the buttons.
refuse-too_often = No. { $short } was urged { $limit } times within a day. You can urge it again tomorrow.
refuse-needs_time = For No. { $short }, please say until when; it must lie ahead, e.g. 2 days, 3 hours, 1 week.
refuse-too_long = For No. { $short }, at most { $limit } hours at once; please choose a nearer time.
refuse-enough = No. { $short } has reached the limit of { $limit }, so you can't { $what } again. { $can }
refuse-nothing_asked = Nobody has asked for more time for No. { $short }. { $can }
refuse-own_request = Somebody else has to agree to what you asked for: the dispatcher, or a chief from the grid upwards.
refuse-too_late = No. { $short } ended more than { $limit } days ago and can't be taken up again. If something is still wrong, please report it anew.
refuse-unknown_person = Nobody of that name works for { $owner }. Please choose from the buttons, or write the full name.
refuse-keeps_secret = No. { $short } is confidential and goes only to the department that is there for it.
refuse-rate_too_late = The answer about No. { $short } is more than three days old and can no longer be changed.
refuse-no_dispute = No. { $short } is no dispute; there is nothing to mediate. { $can }
refuse-through_mediation = No. { $short } is a dispute: send a photo of the signed paper once it is settled, or move it up. { $can }
refuse-others_mediate = No. { $short } is being mediated by { $by }. { $can }
refuse-rounds_used_up = No. { $short }: the rounds of this level are used up. { $can }
refuse-at_top = No. { $short } is at the topmost level; what is left is court.
refuse-bad_time = That time will not do. Please choose one to come, within 60 days.
refuse-too_many = Too many parties are noted for no. { $short }.
refuse-stale = This button is out of date. The latest is on the card of No. { $short }.
refuse-not-your-list = This is somebody else's list. Send /mine to see yours.
refuse-not_found = No ticket has this number. Please look at the number on the card, or send /mine to see what you reported.
refuse-button = This button no longer works. Please use the newest card, or just write to me.
recalled-report = The reporter took this message back
recalled-words = The reporter took back a message that was added
refuse-answer = This is for the sender, or for the unit chief, grid chief or dispatcher here. You can add what you know below.
refuse-file = The file is too large or won't open, so it was not kept. Please send photos of up to 20 MB.
can-nothing = You can add details below this.
can-list = You can: { $list }.
what-accept = accept it
what-return = return it
what-transfer = pass it on
what-resolve = finish it
what-confirm = say it is fixed
what-dispute = say it is not fixed
what-withdraw = withdraw it
what-reject = decline it
what-dispatch = assign it
what-urge = send a reminder
what-supply = add details
what-correct = correct it
what-settled_by_reporter = say it is settled
what-open = report it
what-join = join
what-leave = take apart
what-merge = merge
what-absorb = merge
what-start = begin work
what-ask_extension = ask for more time
what-grant_extension = agree to more time
what-deny_extension = refuse more time
what-suspend = put it on hold
what-resume = go on with it
what-reopen = take it up again
what-split = split it
what-assign = give it to someone
what-follow = follow it
what-unfollow = stop following it
what-note = write a note
what-whistle = whistle
what-arrive = say you are there
what-part_moved = tell of a part
what-recall_part = say who need not come
what-lead_part = change the lead
what-take_mediation = take it on
what-add_party = note parties
what-plan_round = set a time
what-hold_round = note a round
what-move_up = move it up
what-agree = note an agreement
what-end_mediation = end the mediation
what-visit = note a visit
what-timer = go on by itself
what-rate = rate
what-still_fixed = say that it is still fine
what-ask_excuse = appeal
what-grant_excuse = grant the appeal
what-deny_excuse = deny the appeal
state-new = waiting to be assigned
state-needs_info = waiting for a place
state-dispatched = sent out
state-accepted = accepted
state-resolved = done, waiting for a yes
state-closed = closed
state-suspended = on hold
state-rejected = not taken on
state-withdrawn = withdrawn
state-merged = merged into another

## Groups and commands
unbound-group = I don't know yet which area this group looks after. The grid chief can tell me: /bind and the village's name, e.g. /bind { $example }
unbound-group-nobody = I don't know yet which area this group looks after. First the grid chief links the account with /link, then sends /bind and the village's name
bound-area = Good, this group looks after { $area }. What you tell here from now on, I note and send to whoever can help.
bound-department = Good, this group takes the tickets of { $department }.
bind-how = Please add the area this group looks after, e.g. /bind { $example }
bind-many = “{ $name }” could be several; please write more of it: { $list }
bind-none = I found no “{ $name }”. Please write the full name of the village, grid or department.
bind-not-allowed = Which area this group looks after can only be set by the grid chief of { $area } or above. Please ask them to send this.
bind-private = Please send /bind in the group.
hear-mentions = In this group I hear only what is addressed to me with @. To let me hear all, make me an administrator, or switch privacy mode off at @BotFather, then remove me and add me again.
start-resident = Hello, I am Gridwhistle of { $town }. If you see a hazard or need something done, just write to me, best with a photo. You get a number, and I tell you when it is done.
start-person = Hello { $name }, you are here as { $posts }. Just write what you see, or send /status for what is open, /mine for what you have in hand, /report week for figures.
help-dm = Just write what you see, in any form. For example: “The wire at Granny Qiuju's door is bare and buzzes in the rain”.
    /mine what I reported · /ticket 31 one ticket · /why 31 why · /link link my account
help-group = Talk as you always do; I note every hazard and send it to whoever can help.
    /status open · /overdue late · /report week figures · /ticket 31 one ticket · /bind and a village: this group's area
link-how = To link your account, tap the button below and send me your own phone number, or use the link the grid centre gave you.
link-button = Send my phone number
link-done = Found you: { $name }, { $posts }.
link-already = You are linked already: { $name }, { $posts }.
link-private = Please send /link to me in a private chat; a phone number does not belong in a group.
link-not-own = Please send your own number, not somebody else's.
link-unknown = This number is not on the list. Please ask the grid centre to add you or to check the number.
link-taken = This link has tied an account already. If your phone or account is a new one, send me /link and share your own number, or ask the grid centre for a new link.
link-bad = This link no longer works. Please ask the grid centre for a new one.
link-web = In the web chat, come in through your personal link from the grid centre; there is nothing else to link.
status-head = { $area }: { $open } open, { $overdue } overdue, { $resolved } done today
status-none = { $area }: nothing open right now. { $resolved } done today.
status-line-overdue = ⚠ No. { $short } { $category } · { $owner } · { $late } overdue
status-line = No. { $short } { $category } · { $owner } · by { $due }
status-more = and { $n } more
status-unit = { $area }: { $open } open, { $overdue } overdue
status-not-allowed = This is for departments, grid chiefs and above. Send /mine to see what you reported.
status-unbound = I don't know which area you mean. Please ask in the grid's group, or send /status and the village's name
page-of = page { $n } of { $pages }
overdue-head = { $area }: { $overdue } overdue of { $open } open
overdue-none = { $area }: nothing overdue right now.
report-how = Please write /report day, week or month; the name of a village or grid may follow.
report-head = { $area } { $span } ({ $dates })
report-nothing = Nothing was reported, nothing was finished.
report-counts = { $opened } reported, { $resolved } done, { $closed } closed
report-rate = { $rate }% done in time ({ $n } of { $rated })
report-overdue = { $overdue ->
    [0] nothing overdue now
   *[other] { $overdue } overdue now
  }
report-worst = To watch: { $area }, { $overdue } overdue{ $rate ->
    [none] {""}
   *[other] , { $rate }% in time
  }
chart-title-most = { $overdue } overdue, most of them in { $area }
chart-title-overdue = { $resolved } done { $span }, { $overdue } overdue
chart-title-fine = { $resolved } done { $span }, nothing overdue
chart-days = { $resolved } done { $span }
chart-resolved = { $n } done
chart-overdue = { $n } overdue
chart-rest = others
count-opened = { $area }: { $n } reported { $span }.
count-resolved = { $area }: { $n } done { $span }{ $rate ->
    [none] {""}
   *[other] , { $rate }% in time
  }.
digest-head = How today went
digest-area = { $area }: { $opened } reported, { $resolved } done; { $open } open, { $overdue } overdue
stats-head = { $name }, { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
  }{ $year ->
    [none] {""}
   *[other] { " " }{ $year }
  } (as of { $time })
stats-line = { $rate } { $value } ({ $counts }/{ $of })
stats-line-none = { $rate }: nothing to count yet
stats-none = Nothing to count in this month yet.
stats-rank-head = { $head } · { $rate }
stats-rank = { $n }. { $name } { $value } ({ $counts }/{ $of })
stats-rank-more = { $n } more
stats-list-head = { $head } · { $figure }
stats-item = No. { $short } { $category } · { $owner }: { $told }
stats-page = Page { $n } of { $of }
stats-not-allowed = Only those who look after this area, and the department itself, see this.
stats-unknown = There is no such village, grid, department or person. For example: /stats 东沁村 last month
stats-no-month = That month has not come yet. For example: /stats last month
counts-yes = counts
counts-no = missed
rate-how = Write the number and how satisfied you are, e.g. /rate 31 good, /rate 31 bad it took weeks
excuse-how = Write the number and the reason, e.g. /excuse 31 the road was closed. The dispatcher answers /excuse 31 yes, or /excuse 31 no and why
mine-head = { $n ->
    [one] You reported { $n } thing:
   *[other] You reported { $n } things:
  }
mine-none = You have not reported anything yet. Just write to me what you see.
mine-line = No. { $short } { $category }: { $state }
work-head = You have { $n } in hand, { $overdue } overdue:
work-none = You have nothing in hand.
work-line = No. { $short } { $category } · { $place }, by { $due }
work-line-overdue = ⚠ No. { $short } { $category } · { $place }, { $late } overdue
work-line-waits = No. { $short } { $category } · { $place }: { $state }
ticket-how = Please add the number, e.g. /ticket 31
ticket-hidden = There is no No. { $short }, or it is not yours to see.
ticket-history = { $time } { $what }{ $who ->
    [none] {""}
   *[other] {" "}({ $who })
  }
ticket-open = reported
ticket-supply = details added
ticket-correct = corrected
ticket-dispatch = sent out
ticket-accept = accepted
ticket-return = returned
ticket-transfer = passed on
ticket-resolve = done
ticket-confirm = said to be fixed
ticket-dispute = said not to be fixed
ticket-withdraw = withdrawn
ticket-reject = not taken on
ticket-urge = reminder sent
ticket-settled_by_reporter = said to be settled
ticket-join = reported again
ticket-leave = one report taken apart
ticket-merge = merged into another
ticket-absorb = took in another
ticket-start = work began
ticket-ask_extension = more time asked for
ticket-grant_extension = more time granted
ticket-deny_extension = more time refused
ticket-suspend = put on hold
ticket-resume = went on
ticket-reopen = taken up again
ticket-split = a part split off
ticket-assign = given to a handler
ticket-follow = followed
ticket-unfollow = not followed any more
ticket-note = note
ticket-whistle = whistled
ticket-arrive = arrived
ticket-part_moved = news of a part
ticket-recall_part = one department recalled
ticket-lead_part = leads from now on
ticket-take_mediation = taken on for mediation
ticket-add_party = parties noted
ticket-plan_round = round planned
ticket-hold_round = round held
ticket-move_up = moved up
ticket-agree = agreement signed
ticket-end_mediation = mediation ended
ticket-visit = visited
ticket-timer = closed by itself
ticket-rate = rated
ticket-still_fixed = still fine weeks later
ticket-ask_excuse = appeal
ticket-grant_excuse = appeal granted
ticket-deny_excuse = appeal denied
ticket-changed = update
ticket-escalated = overdue, told the level above
ticket-warned = reminder
owner-for = { $owner } (for { $absent })
day-date = { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
  } { $day }
span = { $from } to { $to }
duty-now = On duty now for { $post }:
duty-tonight = On duty tonight for { $post }:
duty-week = On duty these seven days for { $post }:
duty-turn = { $when }: { $name }
duty-nobody = There is no roster. In a hurry, ask the dispatcher.
duty-nobody-but = There is no roster. Ask { $name } first.
duty-away = { $name } is away, { $span }{ $deputy ->
    [none] ; nobody stands in.
   *[other] ; { $deputy } stands in.
  }
duty-unknown = I found no such department or area. Please write its name, e.g. /duty 供电所 tonight
duty-not-allowed = Rosters are for people who hold a post. To report something, just write what you see.
away-how = Please write which days and who stands in, e.g. /away 8/3-8/5 张三代. When you are back, send /away back
away-not-allowed = Only people who hold a post are away from one. Send /link first.
away-long = At most { $n } days at a time. For longer, ask the grid centre to change the list of people.
away-no-such-deputy = Nobody called { $name } works in your department or area. Please write the full name, or somebody else's.
away-many-deputies = More than one person is called { $name }. Ask the grid centre to give the number in absences.csv or rosters.csv.
away-done = Noted: away { $span }{ $deputy ->
    [none] ; nobody was named, so others of the department are asked.
   *[other] ; { $deputy } stands in.
  }{ $list ->
    [none] {""}
   *[other] {" "}Told: { $list }.
  }
away-deputy = { $name } is away { $span }; { $deputy } stands in, so what comes then comes to you.
away-lead = { $name } is away { $span }{ $deputy ->
    [none] ; nobody was named to stand in.
   *[other] ; { $deputy } stands in.
  }
away-deputy-away = { $name } is away then too: whoever stands in for { $name } is asked, else others of the department.
back-done = Good; from now on it is you again.
back-none = I had not noted that you were away.
swap-how = Please write which shift and with whom, e.g. /swap 8/3 李四, or for a shift in return /swap 8/3 李四 8/5. Your next shifts:
swap-no-turns = You have no shift ahead. Rosters are in rosters.csv; the grid centre changes them.
swap-not-allowed = Only people who hold a post can change shifts. Send /link first.
swap-none-of-theirs = { $name } has no shift { $span }.
swap-unreachable = I cannot reach { $name }. Ask them to write to me first.
swap-asked = I have asked { $name }; it counts once they agree.
swap-ask = { $name } asks { $other } to stand the shift of { $span }{ $back ->
    [none] .
   *[other] , and would stand yours of { $back }.
  }
swap-agreed = Agreed: { $other } stands the shift of { $span }{ $back ->
    [none] {" "}instead of { $name }.
   *[other] , { $name } that of { $back }.
  }
swap-refused = { $other } cannot; the shift of { $span } stays with { $name }.
swap-noted-yes = Good, that is settled.
swap-noted-no = Good, I will tell them.
swap-not-yours = This asks { $name }; nobody else can answer it.
swap-answered = That was answered already.
swap-too-late = The shift has begun, or the roster has changed: too late.
unknown-command = There is no such command. Just write what you see, or send /help.
not-understood-dm = I did not quite get that. Is something broken, or do you need something done? A line on what and where is enough.
report-bound = I have noted { $n } matters for you within the hour; let them be worked on first and report again a little later. If somebody is hurt or in danger, call 119, 120 or 110.
voice-not-heard = I cannot understand voice messages yet. Please write a few words, or send a photo.
query-reply = That I can't answer; please ask your grid chief. To report something or to get something done, just write to me.
confidential-private = What you reported went to { $department }; only they can see it. It is No. { $short }.

## Why it was taken so
why-how = Please write the number, e.g. /why 31
why-head = Why No. { $short } is as it is:
why-act = Why it counts as { $act ->
    [report] a hazard
   *[request] a request
  }: { $text }.
why-leaf = Why { $category }: { $words ->
    [none] nothing in the words fits better
   *[other] they say { $words }
  }{ $runner ->
    [none] {""}
   *[other] ; { $runner } was near
  }{ $sure ->
    [high] ; quite sure
    [fair] ; fairly sure
   *[low] ; not sure
  }.
why-leaf-corrected = Why { $category }: first taken for { $before }, corrected later.
why-urgency = Why { $urgency }: { $text ->
    [none] as usual for such matters
   *[other] { $text }
  }.
why-by-hand = corrected later
why-sent-list = Why { $department }: the list of duties gives it such matters in { $area }.
why-sent-kind = Why { $department }: it answers for such matters in { $area }.
why-sent-by = Why { $department }: sent there by { $who }.
why-nobody = Why nobody has it yet: no department answers for it, the dispatcher is to decide.
why-place = How the place was found: { $text }{ $words ->
    [none] {""}
   *[other] { " " }{ $words }
  }, so { $area }.
why-place-by-hand = How the place was found: corrected later, now { $area }.
why-unknown = How it was read was not kept.
why-quote = “{ $text }”
why-no-words = the photo and what was said around it
why-place-between = the words say it is between two places
why-place-number = the words have a number
why-place-name = the words name a place
why-place-point = by the location that was sent
why-place-point_inside = the location that was sent lies within it
why-place-point_nearest = it is the nearest to the location that was sent
why-place-own = the sender speaks of the own part
why-place-corrected = the place was told later
why-place-none = nothing in the words, so by sender and group
why-sign-confirmed = we asked, and it was to be reported
why-sign-asks_action = somebody is to come
why-sign-asks_answer = an answer is asked for
why-sign-something_there = something is there
why-sign-defect = something is wrong
why-sign-how_long = it has lasted a while
why-sign-wants_added = something is to be added
why-sign-suggests = a suggestion
why-sign-asks_help = help is asked for
why-sign-wants_done = something is to be arranged
why-sign-photo = there is a photo
why-sign-local_place = a place of this town
why-sign-local_trouble = trouble at a place of this town
why-sign-place = a place is named
why-sign-letter = a whole letter about it
why-sign-thing_wrong = a thing and what is wrong with it
why-sign-need = a need of daily life
why-sign-trapped = somebody is trapped
why-sign-hurt = somebody is hurt
why-sign-fire = there is fire
why-sign-about_to = it is about to happen
why-sign-in_water = somebody is in the water
why-sign-collapsing = the house may collapse
why-sign-self_harm = somebody may harm themselves
why-sign-no_answer = nobody answers the door
why-sign-not_seen = not seen for days
why-sign-children = there are children
why-sign-old = there are old people
why-sign-night = at night
why-sign-storm = a storm is coming
why-sign-pressing = it is said to be pressing
why-sign-many = many people are hit
why-sign-calm = it is said not to be pressing
## Corrections
fix-how = Give the number and what to set right, e.g. /fix 31 category street light · /fix 31 urgent
fix-ask = No. { $short } is filed as { $category }. What should it be? Press one, or write it below.
fix-which = What should no. { $short } be filed as? Press one, or write it out below.
fix-unclear = I could not tell what to change on no. { $short }. E.g.: /fix { $short } street light, /fix { $short } urgent
fix-same = No. { $short } is filed like that already.
fix-not-allowed = How no. { $short } is filed is for the dispatcher or a grid chief and above to change. You can add to it below.
fix-done = No. { $short } is set right: { $category } ({ $urgency }), { $place }. { $owner } has it now.
fix-done-quiet = No. { $short } is set right; it goes on outside this group.

## Whistle
whistle-kind-hard = hard problem
whistle-kind-joint = joint enforcement
whistle-kind-emergency = emergency
whistle-head = Whistled ({ $kind }), { $n } of { $total } there, to be done by { $resolve }
whistle-here = There: { $list }
whistle-missing = Not there: { $list }
part-lead = { $department } (lead)
part-called = { $short } { $department } by { $due }
part-late = { $short } { $department } late (due { $due })
part-arrived = { $short } { $department } { $time }
part-arrived-late = { $short } { $department } { $time } ({ $late } late)
part-done = { $short } { $department } done
part-returned = { $short } { $department } looking for another
part-result = { $department }: { $result }
part-whistled = { $who } whistled at { $time } ({ $kind }): “{ $text }”
part-task = Your task: { $text }
part-role-lead = You lead (whole: no. { $short }){ $list ->
    [none] {""}
   *[other] , with { $list }
  }
part-role-joint = You help (whole: no. { $short }){ $list ->
    [none] {""}
   *[other] , with { $list }
  }
part-limits = Be there by { $due } · done by { $resolve }
part-here = { $who ->
    [none] {""}
   *[other] { $who } {""}
  }there at { $time }{ $delay ->
    [none] {""}
   *[other] {" "}({ $delay } late)
  }, to be done by { $resolve }
whistle-ask = Which departments shall come to no. { $short }? The first you tick leads; then press “Call them”.
whistle-tick = Tick the departments first.
whistle-blown = Whistled for no. { $short } ({ $kind }): { $list }, there by { $due }.
whistle-unknown = No department “{ $text }” found, so nobody was called. Write its full name, e.g. /whistle 31 urban water
whistle-how = Write the number and the departments, e.g. /whistle { $short } urban water | pump, close the road
whistle-what = That tells no matter, so nobody was called. Write a number, or what is wrong where.
whistle-not-for-groups = Such matters are not called out in groups; it is dealt with as usual.
whistle-none = No whistle is under way. To call departments: /whistle { $short } urban water | task
whistle-line = No. { $short } { $category }
whistle-stats = Departments called in { $time }:
whistle-stats-line = { $department }: called { $n }, came { $total }, in time { $open }, not yet { $overdue }
whistle-stats-none = No whistle in { $time }.
recall-done = No. { $short }: { $department } need not come and has been told.
recall-which = Which department need not come to no. { $short }? Name the part, e.g. 31-2. { $list ->
    [none] {""}
   *[other] Still at it: { $list }
  }
arrive-which = Which one? Name it, e.g. /arrive 31-2. Not there yet: { $list }
arrive-none = Nobody waits for your department just now.
