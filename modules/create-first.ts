/**
 * The lifecycle of what customers or experiments rely on: its successor stands, and is used, before it goes. Terraform does the same, without
 * being told, for whatever such a resource depends on. It needs names that the successor does not share: what is unique in AWS is called
 * by what it is replaced for.
 */
export const CREATE_FIRST = { createBeforeDestroy: true } as const;
