/**
 * `npm run doctor [-- --json]`: checks settings, services, town, channels and port, and says the remedy for
 * whatever is wrong. Ends with 1 when something is.
 */
import { examine } from './doctor/examine.ts'
import { asLines, type Finding } from './doctor/finding.ts'

const json = process.argv.includes('--json')
const findings: Finding[] = []
for await (const finding of examine(process.env)) {
  findings.push(finding)
  if (!json) console.log(asLines(finding))
}
const wrong = findings.filter((finding) => finding.state === 'bad').length
if (json) console.log(JSON.stringify(findings, null, 2))
else if (wrong === 0) console.log('\n都正常。\nAll is well.')
else console.log(`\n有 ${wrong} 处要处理，见上面的 ✗。\n${wrong} to mend, see ✗ above.`)
process.exitCode = wrong > 0 ? 1 : 0
