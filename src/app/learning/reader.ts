import type { Town } from '../../domain/area/town.ts'
import {
  type Adapter,
  adaptModel,
  PackedAdapter,
  unpackAdapter,
} from '../../domain/understanding/model/adapter.ts'
import { shippedModel } from '../../domain/understanding/model/shipped.ts'
import { createReader, type Reader } from '../../domain/understanding/read.ts'
import type { Logger } from '../ports.ts'
import type { TownModelRow } from '../store-port/town-model.ts'

/** The town's additions as they are kept; null where there are none, or none that can be read. */
export function adapterOf(row: TownModelRow | null, log: Logger): Adapter | null {
  if (row === null || row.packed === null) return null
  const parsed = PackedAdapter.safeParse(row.packed)
  try {
    if (parsed.success) return unpackAdapter(parsed.data)
  } catch {
    // Said below: whatever is wrong with it, the shipped reader goes on.
  }
  log.error({ version: row.version }, 'the town model cannot be read and is left out')
  return null
}

/** The town's reader with the model in use; one that was learned beside another shipped model adds nothing. */
export function readerOf(town: Town, own: TownModelRow | null, log: Logger): Reader {
  const adapter = adapterOf(own, log)
  return adapter
    ? createReader(town, { model: adaptModel(shippedModel(), () => adapter, town) })
    : createReader(town)
}
