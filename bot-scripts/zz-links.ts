import { join } from 'node:path'
import { createReader } from '../src/domain/understanding/read.ts'
import { shippedModel } from '../src/domain/understanding/model/shipped.ts'
import { threadLessons } from './train/links.ts'
import { readThreads } from './train/threads.ts'
import { trainLink, trainAbout } from './train/recipe.ts'
import { Judge } from './eval/judge.ts'
const shipped=shippedModel()
const towns=await readThreads(join(import.meta.dirname,'train/threads'))
const both=towns.map(({town,list})=>threadLessons(list,createReader(town,{model:shipped})))
const les=both.map(b=>b.link)
import { readOutcomes } from './train/corpus.ts'
import { aboutFeatures } from '../src/domain/understanding/about.ts'
import { normalise } from '../src/domain/understanding/normalise.ts'
const outs=(await readOutcomes(join(import.meta.dirname,'train/corpus'))).map(({label,text})=>({label,features:aboutFeatures(normalise(text).text)}))
let all=new Judge()
const conf=new Map<string,number>()
const add=(k:string)=>conf.set(k,(conf.get(k)??0)+1)
import { replayThread } from '../src/domain/understanding/replay.ts'
for(let i=0;i<towns.length;i++){
  const link=trainLink(les.flatMap((l,j)=>j===i?[]:l))
  const about=process.argv.includes('-o')?shipped.about:trainAbout([...outs,...both.flatMap((b,j)=>j===i?[]:b.about)])
  const reader=createReader(towns[i]!.town,{model:{...shipped,link,about}})
  const j=new Judge()
  for(const t of towns[i]!.list){ const seen=new Map<string,any>();const rec={read:(a:any,b:any)=>{const x=reader.read(a,b);seen.set(a.text+ +a.at,[x,b]);return x}};const r=replayThread(t.conversation,t.messages,rec as any,towns[i]!.town.policy)
    for(const m of t.messages){ const g=t.tickets.find(x=>x.messages.includes(m.n)); const f=r.find(x=>x.messages.includes(m.n))
      const gFirst=g&&Math.min(...g.messages)===m.n, fFirst=f&&Math.min(...f.messages)===m.n
      const meant=!g?'none':gFirst?'opener':(t.messages.find(x=>x.n===Math.min(...g.messages))!.sender===m.sender?'own':'other')
      const got=!f?'none':fFirst?'opened':(g&&f.messages.some(n=>n<m.n&&g.messages.includes(n))?'joined right':'joined wrong')
      const off=/handler|chief|lead|police|dispatcher|mediator/.test(m.role)&&!/unit_chief/.test(m.role)?' official':''
      if(process.argv.includes('-n')&&gFirst&&!f&&m.text) {const [x,b]=seen.get(m.text+ +m.at)??[];console.log('  miss',t.id,t.conversation.kind,m.role,g!.category,m.text,'|',x?.act,'about',x?.about,'corr',x?.corrects,'open',(x?.judged.acts.report+x?.judged.acts.request).toFixed(2),[...x?.judged.leaves??[]].slice(0,1).join(':'),'links',Math.max(0,...(x?.links.values()??[])).toFixed(2),'tickets',b?.open.length)}
      add(meant+off+(m.text===''?' photo':'')+' → '+got)
    } }
  for(const t of towns[i]!.list){j.thread(t,reader,towns[i]!.town);all.thread(t,reader,towns[i]!.town)}
  const g=j.grouping.of('yes'); console.log(towns[i]!.town.top,towns[i]!.list.length,'pairF1',g.f1.toFixed(4),'P',g.precision.toFixed(3),'R',g.recall.toFixed(3),'state',j.state.accuracy.toFixed(3),'leaf',j.threadLeaf.accuracy.toFixed(3),'area',j.threadArea.accuracy.toFixed(3))
  if(process.argv.includes('-v')) for(const m of j.mistakes.slice(0,40)) console.log('   ',m)
}
const g=all.grouping.of('yes'); console.log('ALL',g.f1.toFixed(4),'P',g.precision.toFixed(3),'R',g.recall.toFixed(3),'state',all.state.accuracy.toFixed(3),'leaf',all.threadLeaf.accuracy.toFixed(3),'area',all.threadArea.accuracy.toFixed(3))

for(const [k,v] of [...conf].sort()) console.log(k.padEnd(40),v)
