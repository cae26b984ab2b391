import { type Intake, reply, textsOf } from './intake.ts'

type MembershipBody = Extract<Intake['event']['body'], { kind: 'membership' }>

/** The bot came into a group, left it, was made an administrator, or a person blocked it. */
export function handleMembership(intake: Intake, { change, canHearAll }: MembershipBody): void {
  const { draft, conversation, event } = intake
  const mark = (fields: Omit<(typeof draft.write.conversations)[number], 'id'>): void => {
    draft.write.conversations.push({ id: conversation.id, ...fields })
  }
  switch (change) {
    case 'bot_removed':
      mark({ status: 'left' })
      break
    case 'blocked':
      mark({ status: 'blocked' })
      break
    case 'unblocked':
      mark({ status: 'active' })
      break
    case 'bot_added':
    case 'bot_promoted': {
      const deaf = event.conversation.type === 'group' && canHearAll === false && !conversation.toldHear
      const unbound = isUnbound(intake) && !conversation.toldBind
      mark({
        status: 'active',
        ...(canHearAll === undefined ? {} : { canHearAll }),
        ...(deaf ? { toldHear: true } : {}),
        ...(unbound ? { toldBind: true } : {}),
      })
      const texts = textsOf(intake)
      const lines = [
        ...(deaf ? [texts.text('hear-mentions')] : []),
        ...(unbound ? [texts.text('unbound-group', { example: exampleArea(intake) })] : []),
      ]
      if (lines.length > 0) reply(intake, { lines })
    }
  }
}

/** Nobody has said yet what this group works for. */
export function isUnbound({ conversation }: Intake): boolean {
  return conversation.type === 'group' && conversation.area === null && conversation.department === null
}

/** A group that is not bound is told once how to bind it. */
export function tellUnboundOnce(intake: Intake): void {
  const { conversation, draft } = intake
  if (!isUnbound(intake) || conversation.toldBind) return
  draft.write.conversations.push({ id: conversation.id, toldBind: true })
  reply(intake, textsOf(intake).text('unbound-group', { example: exampleArea(intake) }))
}

export function exampleArea({ view }: Intake): string {
  const { areas } = view.town
  return (areas.find((a) => a.level === 'village') ?? areas[0])?.name ?? ''
}
