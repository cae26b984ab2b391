/** What a language model is told; `user` holds people's words as data. */
export interface OpinionQuestion {
  system: string
  user: string
}

export type OpinionErrorCode =
  | 'timed_out'
  | 'unreachable' /** no connection, or it broke off */
  | 'redirected' /** it wants us elsewhere: we go nowhere but to the configured address */
  | 'not_allowed' /** the key is wrong or missing */
  | 'rate_limited'
  | 'server' /** 5xx */
  | 'refused' /** any other status: our request or the model's name is wrong */
  | 'too_large'
  | 'not_json'

/** The one error of a second opinion: a code, and never what was sent or received. */
export class OpinionError extends Error {
  readonly code: OpinionErrorCode
  constructor(code: OpinionErrorCode) {
    super(`second opinion: ${code}`)
    this.name = 'OpinionError'
    this.code = code
  }
}

/** A language model. It is asked, and answers in words that nobody trusts yet. */
export interface SecondOpinion {
  /** The answer as it came, unchecked. Rejects with an `OpinionError`, at the latest when `signal` aborts. */
  ask(question: OpinionQuestion, signal: AbortSignal): Promise<string>
}

/** What came of an unsure reading. */
export type OpinionOutcome =
  | 'changed'
  | 'agreed'
  | 'unfit' /** answered, but with nothing that may be used */
  | OpinionErrorCode
