import { isConfidential } from '../../domain/access.ts'
import { type Intake, reply, textsOf } from '../intake/intake.ts'
import { sayCategory, shortNumber } from '../names.ts'

const SHOWN = 10

/** `/mine`: what the asker has reported. In a group only the count of words would be too much: it answers in short there too. */
export async function mine(intake: Intake): Promise<void> {
  const { app, view, identity } = intake
  const texts = textsOf(intake)
  const tickets = await app.store.tickets(
    { kind: 'reporter', identityId: identity.id, personId: identity.personId },
    view.town,
  )
  const shown = tickets.filter(
    (t) =>
      !t.part &&
      (intake.conversation.type === 'dm' ||
        ([t, ...t.joined].some(({ source }) => source.conversationId === intake.conversation.id) &&
          !isConfidential(view.town, t.category))),
  )
  if (shown.length === 0) return reply(intake, texts.text('mine-none'))
  reply(intake, {
    lines: [
      texts.text('mine-head', { n: shown.length }),
      ...shown.slice(0, SHOWN).map((t) =>
        texts.text('mine-line', {
          short: shortNumber(t.number),
          category: sayCategory(view.town, t.category, texts),
          state: texts.text(`state-${t.state}`),
        }),
      ),
    ],
  })
}
