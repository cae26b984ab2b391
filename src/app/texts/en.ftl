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

## Cards
card-title = No. { $short } · { $category } ({ $urgency })
card-title-department = Please handle No. { $short }: { $category } ({ $urgency })
card-title-reporter = Noted as No. { $short }: { $category }
card-title-dispatcher = Please assign No. { $short }: { $category } ({ $urgency })
card-place = Place: { $place }
card-map = Map
card-reporter = { $name } ({ $post })
card-reported = { $who } at { $time }: “{ $summary }”
card-reported-quiet = Reported by { $who } at { $time }
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
card-resolved = Done: { $result } ({ $time })
card-resolved-wait = Waiting to hear from the reporter whether it is fixed
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
button-overdue = Overdue
button-units = By unit
button-all = Open

## Questions and answers
ask-place = One thing is missing, the place: is it near { $area }?
ask-place-open = One thing is missing, the place: which village, which building, or whose door?
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
returned = { $department } returned No. { $short }: { $reason }. Please find who takes it.
rejected = No. { $short } was not taken on: { $reason }
supplied = More on No. { $short } ({ $who }): { $text }
supplied-photos = More on No. { $short } ({ $who }): { $n ->
    [one] { $n } photo
   *[other] { $n } photos
  }
urged = { $who } asks about No. { $short }. Please see to it soon.
undispatched-nobody = No department answers for No. { $short } ({ $category }) yet. Please assign it.
undispatched-place = The place of No. { $short } is still unknown. Please ask the reporter.
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

## After a button
done-accept = Accepted; finish by { $resolve }
done-confirm = Thank you, No. { $short } is closed
done-dispute = Understood, it goes back to be done again
done-withdraw = No. { $short } is withdrawn
done-transfer = No. { $short } passed on to { $department }
done-reject = No. { $short } is not taken on
done-dispatch = No. { $short } sent to { $department }
done-place = Good, noted at { $area }
done-urge = Urged { $owner } about no. { $short }.
done-supply-hint = Please reply below this with words or photos
done-resolve-photo = No. { $short } needs a photo of the result. Please send it below this, with a few words on what was done.
done-resolve-text = No. { $short }: please write a few words on what was done.
done-resolve = No. { $short } is done; the reporter will say whether it is fixed
done-return-ask = Why is No. { $short } returned? Please write a line below this.
done-reject-ask = Why is no. { $short } not taken up, and who does own it? Please write one line below; the reporter will read it.
done-transfer-ask = Who should take No. { $short }?
done-location-hint = Please send the location, or write exactly where it is

## What can't be done
owner-callers = whoever reported it and the chiefs from the grid upwards
owner-chiefs = the dispatcher and the chiefs from the grid upwards
refuse-wrong_state = No. { $short } is { $state } now, so you can't { $what }. { $can }
refuse-not_allowed = For No. { $short }, only { $owner } can { $what }. { $can }
refuse-already_done = No. { $short }: { $by ->
    [none] somebody was first
   *[other] { $by } was first
  } to { $what }.
refuse-needs_photo = No. { $short } needs a photo of the result. Please send it below this.
refuse-needs_text = Please write a few words: what was done, or why.
refuse-unknown_department = No such department here. Please choose one from the buttons.
refuse-too_often = No. { $short } was urged three times within a day. You can urge it again tomorrow.
refuse-stale = This button is out of date. The latest is on the card of No. { $short }.
refuse-not_found = No ticket has this number. Please look at the number on the card, or send /mine to see what you reported.
refuse-button = This button no longer works. Please use the newest card, or just write to me.
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
what-timer = close by itself
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
start-person = Hello { $name }, you are here as { $posts }. Just write what you see, or send /status for what is open.
help-dm = Just write what you see, in any form. For example: “The wire at Granny Qiuju's door is bare and buzzes in the rain”.
    /mine what I reported · /ticket 31 one ticket · /link link my account
help-group = Talk as you always do; I note every hazard and send it to whoever can help.
    /status what is open · /ticket 31 one ticket · /bind and a village: which area this group looks after
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
mine-head = { $n ->
    [one] You reported { $n } thing:
   *[other] You reported { $n } things:
  }
mine-none = You have not reported anything yet. Just write to me what you see.
mine-line = No. { $short } { $category }: { $state }
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
ticket-timer = closed by itself
ticket-changed = update
ticket-escalated = overdue, told the level above
ticket-warned = reminder
unknown-command = There is no such command. Just write what you see, or send /help.
not-understood-dm = I did not quite get that. Is something broken, or do you need something done? A line on what and where is enough.
report-bound = I have noted { $n } matters for you within the hour; let them be worked on first and report again a little later. If somebody is hurt or in danger, call 119, 120 or 110.
voice-not-heard = I cannot understand voice messages yet. Please write a few words, or send a photo.
query-reply = That I can't answer; please ask your grid chief. To report something or to get something done, just write to me.
confidential-private = What you reported went to { $department }; only they can see it. It is No. { $short }.

## Corrections
fix-how = Give the number and what to set right, e.g. /fix 31 category street light · /fix 31 urgent
fix-ask = No. { $short } is filed as { $category }. What should it be? Press one, or write it below.
fix-which = What should no. { $short } be filed as? Press one, or write it out below.
fix-unclear = I could not tell what to change on no. { $short }. E.g.: /fix { $short } street light, /fix { $short } urgent
fix-same = No. { $short } is filed like that already.
fix-not-allowed = How no. { $short } is filed is for the dispatcher or a grid chief and above to change. You can add to it below.
fix-done = No. { $short } is set right: { $category } ({ $urgency }), { $place }. { $owner } has it now.
fix-done-quiet = No. { $short } is set right; it goes on outside this group.
