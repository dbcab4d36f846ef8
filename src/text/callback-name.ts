const CALLBACK = /^(cb|callback|done|next|handler|listener)$/i;

/** What a parameter that takes a callback is called most often. */
export const isCallbackName = (name: string): boolean => CALLBACK.test(name);
