import type { Incident, ReadInput, Reading } from '../../src/domain/understanding/types.ts'

export function inputOf(text: string, more: Partial<ReadInput> = {}): ReadInput {
  return {
    text,
    hasPhoto: false,
    at: new Date('2026-07-12T02:00:00Z'),
    conversation: { kind: 'group', area: 'DQ' },
    sender: { role: 'resident', area: null },
    ...more,
  }
}

export function incidentOf(more: Partial<Incident> = {}): Incident {
  return {
    category: 'facility.street_light',
    runnerUp: null,
    urgency: 'normal',
    area: 'DQ',
    place: null,
    placeSource: 'group',
    confidence: 0.3,
    summary: '路灯那里一直响',
    stakes: [],
    ...more,
  }
}

/** An unsure reading of a report, or what `more` says. */
export function readingOf(more: Partial<Reading> = {}): Reading {
  return {
    act: 'report',
    incidents: [incidentOf()],
    missing: null,
    confidence: 0.52,
    reasons: [{ rule: '说了地点', words: '', weight: 0.8 }],
    about: null,
    place: { area: 'DQ', words: null, confidence: 0.5, source: 'group' },
    corrects: false,
    judged: {
      acts: { report: 0.52, request: 0, query: 0, update: 0, notice: 0, chatter: 0.48 },
      leaves: new Map([['facility.street_light', 0.3]]),
      gate: 0.52,
    },
    links: new Map(),
    ...more,
  }
}
