import { z } from 'zod'
import { refusals } from './errors.ts'

const ClientKey = z.string().regex(/^[\w-]{8,64}$/)
const PostId = z.string().regex(/^[1-9]\d{0,17}$/)
const Point = z.object({ lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })
const Text = z.string().max(4000)

export const DemoEnter = z.union([
  z.object({ personId: z.uuid() }),
  z.object({ resident: z.string().trim().min(1).max(40) }),
])
export const LinkEnter = z.object({ link: z.string().min(1).max(2000) })

/** What a person writes: a text, photos uploaded before, or a place; at least one of them. */
export const NewPost = z
  .object({
    clientKey: ClientKey,
    text: Text.default(''),
    photos: z
      .array(z.string().regex(/^[0-9a-f]{64}$/))
      .max(10)
      .default([]),
    point: Point.optional(),
    replyTo: PostId.nullish(),
  })
  .refine((post) => post.text.trim() !== '' || post.photos.length > 0 || post.point, '没有内容')
export type NewPost = z.infer<typeof NewPost>

export const EditPost = z.object({ text: Text.refine((text) => text.trim() !== '', '没有内容') })
export const Click = z.object({ clientKey: ClientKey, postId: PostId, token: z.string().min(1).max(200) })
export const PostsQuery = z.object({
  after: z.coerce.number().int().min(0).optional(),
  before: PostId.optional(),
})
export const LiveQuery = z.object({ after: z.coerce.number().int().min(0) })
export const RoomParams = z.object({ room: z.string().min(1).max(200) })
export const PostParams = z.object({ room: z.string().min(1).max(200), id: PostId })
export const MediaParams = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) })
export const MediaQuery = z.object({ sig: z.string().max(200) })

/** Throws a refusal that names the first field that is wrong. */
export function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw refusals.badRequest(issue ? [...issue.path, issue.message].join(' ') : '格式不对')
}
