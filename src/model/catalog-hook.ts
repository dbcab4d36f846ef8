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

/** How `fix` hooks a policy into a client. */
export type HookCode = z.infer<typeof hookCodeSchema>;
