import { join } from 'node:path'
import { createReader } from '../src/domain/understanding/read.ts'
import { shippedModel } from '../src/domain/understanding/model/shipped.ts'
import { threadLessons } from './train/links.ts'
import { readThreads } from './train/threads.ts'
import { trainLink } from './train/recipe.ts'
import { Judge } from './eval/judge.ts'
const shipped=shippedModel()
const towns=await readThreads(join(import.meta.dirname,'train/threads'))
const les=towns.map(({town,list})=>threadLessons(list,createReader(town,{model:shipped})).link)
let all=new Judge()
const conf=new Map<string,number>()
const add=(k:string)=>conf.set(k,(conf.get(k)??0)+1)
import { replayThread } from '../src/domain/understanding/replay.ts'
for(let i=0;i<towns.length;i++){
  const link=trainLink(les.flatMap((l,j)=>j===i?[]:l))
  const reader=createReader(towns[i]!.town,{model:{...shipped,link}})
  const j=new Judge()
  for(const t of towns[i]!.list){ const r=replayThread(t.conversation,t.messages,reader,towns[i]!.town.policy)
    for(const m of t.messages){ const g=t.tickets.find(x=>x.messages.includes(m.n)); const f=r.find(x=>x.messages.includes(m.n))
      const gFirst=g&&Math.min(...g.messages)===m.n, fFirst=f&&Math.min(...f.messages)===m.n
      const meant=!g?'none':gFirst?'opener':(t.messages.find(x=>x.n===Math.min(...g.messages))!.sender===m.sender?'own':'other')
      const got=!f?'none':fFirst?'opened':(g&&f.messages.some(n=>n<m.n&&g.messages.includes(n))?'joined right':'joined wrong')
      const off=/handler|chief|lead|police|dispatcher|mediator/.test(m.role)&&!/unit_chief/.test(m.role)?' official':''
      add(meant+off+(m.text===''?' photo':'')+' → '+got)
    } }
  for(const t of towns[i]!.list){j.thread(t,reader,towns[i]!.town);all.thread(t,reader,towns[i]!.town)}
  const g=j.grouping.of('yes'); console.log(towns[i]!.town.top,towns[i]!.list.length,'pairF1',g.f1.toFixed(4),'P',g.precision.toFixed(3),'R',g.recall.toFixed(3),'state',j.state.accuracy.toFixed(3),'leaf',j.threadLeaf.accuracy.toFixed(3),'area',j.threadArea.accuracy.toFixed(3))
  if(process.argv.includes('-v')) for(const m of j.mistakes.slice(0,40)) console.log('   ',m)
}
const g=all.grouping.of('yes'); console.log('ALL',g.f1.toFixed(4),'P',g.precision.toFixed(3),'R',g.recall.toFixed(3),'state',all.state.accuracy.toFixed(3),'leaf',all.threadLeaf.accuracy.toFixed(3),'area',all.threadArea.accuracy.toFixed(3))

for(const [k,v] of [...conf].sort()) console.log(k.padEnd(40),v)
// pull-back statistics
{ const reader0=(i:number)=>createReader(towns[i]!.town,{model:shipped}); const st=new Map<string,[number,number]>(); const ex:string[]=[]
for(let i=0;i<towns.length;i++){const reader=reader0(i); for(const t of towns[i]!.list){ const r=replayThread(t.conversation,t.messages,reader,towns[i]!.town.policy)
  for(const f of r){ const first=Math.min(...f.messages); const m=t.messages.find(x=>x.n===first)!; const g=t.tickets.find(x=>x.messages.includes(first)); if(!g) continue
    const prev=t.messages.filter(x=>x.n<first&&x.sender===m.sender&&x.text!==''&&!r.some(q=>q.messages.includes(x.n)))
    for(const p of prev){ const gap=(+m.at-+p.at)/60000; const b=gap<=1?'1':gap<=3?'3':gap<=6?'6':gap<=15?'15':'more'; const between=t.messages.filter(x=>x.n>p.n&&x.n<first&&x.sender!==m.sender).length
      const k=b+' between '+Math.min(2,between); const yes=g.messages.includes(p.n); const e=st.get(k)??[0,0]; e[yes?0:1]++; st.set(k,e); if(!yes&&b!=='more'&&ex.length<25) ex.push(`${t.id} ${k}: ${p.text} || ${m.text}`) } } } }
for(const [k,v] of [...st].sort()) console.log('pull',k,'belongs',v[0],'not',v[1]); for(const e of ex) console.log('  not:',e) }
