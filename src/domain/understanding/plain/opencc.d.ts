/** Pairs `traditional simplified`, joined by `|`: OpenCC's table of single characters as text, nothing else. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string
  export default pairs
}
