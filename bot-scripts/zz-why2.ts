import { join } from 'node:path'
import { createReader } from '../src/domain/understanding/read.ts'
import { shippedModel } from '../src/domain/understanding/model/shipped.ts'
import { threadLessons } from './train/links.ts'
import { readThreads } from './train/threads.ts'
import { trainLink } from './train/recipe.ts'
import { replayThread } from '../src/domain/understanding/replay.ts'
const shipped=shippedModel()
const towns=await readThreads(join(import.meta.dirname,'train/threads'))
const les=towns.map(({town,list})=>threadLessons(list,createReader(town,{model:shipped})).link)
const H=new Map<string,number>(); const ex=new Map<string,string[]>()
for(let i=0;i<towns.length;i++){
  const link=trainLink(les.flatMap((l,j)=>j===i?[]:l))
  const base=createReader(towns[i]!.town,{model:{...shipped,link}})
  for(const t of towns[i]!.list){
    const seen=new Map<string,any>()
    const rec={read:(input:any,thread:any)=>{const r=base.read(input,thread);seen.set(input.text+input.at.toISOString(),{r,thread});return r}}
    const r=replayThread(t.conversation,t.messages,rec as any,towns[i]!.town.policy)
    for(const m of t.messages){ const g=t.tickets.find(x=>x.messages.includes(m.n)); const f=r.find(x=>x.messages.includes(m.n)); if(!g||m.text==='') continue
      const first=Math.min(...g.messages); if(first===m.n) continue
      const fFirst=f&&Math.min(...f.messages)===m.n
      if(f&&!fFirst) continue
      const right=r.find(x=>x.messages.some(n=>n<m.n&&g.messages.includes(n)))
      const own=t.messages.find(x=>x.n===first)!.sender===m.sender
      const s=seen.get(m.text+m.at.toISOString()); let why='no ticket yet'
      if(right&&s){ const tk=s.thread.open.find((o:any)=>o.id.startsWith(Math.min(...right.messages)+'-')||true&&o.category===right.category); const share=tk?s.r.links.get(tk.id):undefined
        why= share===undefined?'not open': share===0?'elsewhere':share>=.5?'guard':share>=.3?'share .3-.5':'share <.3'; if(s.r.about) why='about '+s.r.about; if(s.r.corrects) why='corrects' }
      const k=`${own?'own':'other'} → ${f?'opened':'none'}: ${why}`; H.set(k,(H.get(k)??0)+1); const e=ex.get(k)??[]; e.push(`${t.id} [${right?.category}: ${t.messages.find(x=>x.n===first)!.text.slice(0,24)}] ${m.text.slice(0,40)} ${f?'→'+f.category:''}`); ex.set(k,e)
    } } }
for(const [k,v] of [...H].sort()) { console.log(k.padEnd(40),v); const e=ex.get(k)!; for(let q=0;q<Math.min(8,e.length);q++) console.log('      ',e[Math.floor(q*e.length/8)]) }
