import { z } from 'zod';

/**
 * How `fix` has all calls of a client run by a policy, by one edit where the client is made. Code
 * quotes by `'` and has placeholders: `{{policy}}` is the policy, `{{maker}}` what the member is called
 * on that makes the client ("axios" of `axios.create()`). It stands
 * - as an option of what makes the client: `instance.0.adapter`,
 * - as arguments of a method called on what was made, which gives the client to use: `chained.$extends`,
 * - as arguments of a method of the variable that holds it, on the next line: `statement.middlewareStack.add`.
 */
export const hookCodeSchema = z.strictObject({
  /** Versions that the code is for; the oldest that the package asks for has to be one. */
  versions: z.string().min(1),
  /** Members and classes that make such a client: "create", "Client|Pool", "/Client$/". */
  makers: z.array(z.string().min(1)).min(1),
  at: z
    .string()
    .regex(
      /^(instance\.\d+\.[\w$]+|chained\.[\w$]+|statement(\.[\w$]+)+)$/,
      'code stands for example at instance.0.adapter, chained.$extends or statement.middlewareStack.add',
    ),
  /**
   * Names that no source of the repository may have: with what they stand for, the code would do
   * something else, or less than is said.
   */
  absent: z.array(z.string().min(1)).optional(),
  code: z.string().min(1),
  /** Where types make it differ. */
  typescript: z.string().min(1).optional(),
});

/**
 * How `fix` bounds calls by a function that the client has each of them run by, where no option of the
 * client does. Code quotes by `'` and has placeholders: `{{ms}}` is the longest wait, `{{Name}}` what the
 * package exports by that name, `{{type Name}}` a type that it exports.
 */
export const timeoutCodeSchema = z.strictObject({
  /** Versions that the code is for; the oldest that the package asks for has to be one. */
  versions: z.string().min(1),
  /** The option of what makes the client that holds a list of such functions. */
  at: z
    .string()
    .regex(
      /^instance\.\d+\.[\w$]+$/,
      'a list of functions stands for example at instance.2.interceptors',
    ),
  /** Options that the client does not take together with that one. */
  excludes: z.array(z.string().min(1)).default([]),
  code: z.string().min(1),
  /** The same with the types of its parameters, where nothing around it says them. */
  typescript: z.string().min(1).optional(),
  source: z.string().min(1),
});

/** How `fix` bounds calls by a function. */
export type TimeoutCode = z.infer<typeof timeoutCodeSchema>;

/** How `fix` hooks a policy into a client. */
export type HookCode = z.infer<typeof hookCodeSchema>;
