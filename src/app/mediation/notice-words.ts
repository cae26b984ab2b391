import type { Town } from '../../domain/area/town.ts'
import type { Notice } from '../../domain/ticket/decision.ts'
import { levelOf } from '../../domain/ticket/mediation/levels.ts'
import { nextVisit } from '../../domain/ticket/mediation/visits.ts'
import type { Ticket } from '../../domain/ticket/types.ts'
import type { Texts } from '../texts/index.ts'
import { type Clock, sayTime } from '../texts/time.ts'
import { sayLevel } from './say.ts'

type Say = (key: string, more?: Record<string, string | number>) => string

/** Notices of mediations. None says a word of a party: they may reach a group where somebody has no private chat. */
export function mediationNotice(
  { template, args }: Notice,
  ticket: Ticket,
  say: Say,
  { town, texts, clock }: { town: Town; texts: Texts; clock: Clock },
): string {
  const value = (name: string): string => String(args[name] ?? '')
  const plan = value('planned')
  const late = {
    days: value('days'),
    planned: plan ? sayTime(plan, texts, clock) : 'none',
  }
  switch (template) {
    case 'mediation_moved':
      return say('mediation-moved', {
        from: sayLevel(town, value('from')),
        level: sayLevel(town, value('level')),
        n: value('rounds'),
        why: value('why'),
      })
    case 'mediation_court':
      return say('mediation-court', { level: sayLevel(town, levelOf(town, ticket).level) })
    case 'mediation_ended':
      return say('mediation-ended')
    case 'round_due':
      return say('round-due', late)
    case 'escalated_round': {
      const role = value('role') || 'dispatcher'
      const absent = value('standsFor')
      const owner = value('personName')
      const name = absent ? texts.text('owner-for', { owner, absent }) : owner
      return say('escalated-round', { ...late, role: texts.text(`role-${role}`), name })
    }
    default:
      return say('visit-due', { days: value('days') })
  }
}

/** The question at the end of a mediation: that it was settled, not how. */
export function settledNotice(ticket: Ticket, say: Say, texts: Texts, clock: Clock, joined: boolean): string {
  const visit = nextVisit(ticket.mediation)
  const next = visit ? sayTime(visit.dueAt, texts, clock) : 'none'
  return joined ? say('settled-joined') : say('settled-mediated', { next })
}
