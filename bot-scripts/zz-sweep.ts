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

const { readSet } = await import('./eval/sets.ts')
const evs=await Promise.all(['coast','city','hills'].map(t=>readSet('tests/understanding',t,'tune')))
const models=towns.map((_,i)=>({...shipped,link:trainLink(les.flatMap((l,j)=>j===i?[]:l)),about:trainAbout([...outs,...both.flatMap((b,j)=>j===i?[]:b.about)])}))
const full={...shipped,link:trainLink(les.flat()),about:trainAbout([...outs,...both.flatMap(b=>b.about)])}
for(const G of [9,.9,.8,.7,.6,.5]) for(const B of G===9||G===.8?[.35,.42,.5,.58]:[.5]){ ;(globalThis as any).G=G;(globalThis as any).B=B
 const all=new Judge(), ev=new Judge()
 for(let i=0;i<towns.length;i++){const r=createReader(towns[i]!.town,{model:models[i]!}); for(const t of towns[i]!.list) all.thread(t,r,towns[i]!.town)}
 for(const e of evs){const r=createReader(e.town,{model:full}); for(const t of e.threads) ev.thread(t,r,e.town)}
 const g=all.grouping.of('yes'),h=ev.grouping.of('yes'); console.log('G',G,'B',B,'ALL',g.f1.toFixed(4),'P',g.precision.toFixed(3),'R',g.recall.toFixed(3),'EVAL',h.f1.toFixed(4),'P',h.precision.toFixed(3),'R',h.recall.toFixed(3),'state',ev.state.accuracy.toFixed(3))
}
