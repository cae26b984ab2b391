/** Names the rules, words and weights that read; kept with what they read, and raised when they change. */
export const READER_VERSION = 'words-1'
