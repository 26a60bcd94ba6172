import { Type } from "typebox";

export const roles = ["admin", "approver", "clerk", "viewer"] as const;

export type Role = (typeof roles)[number];

export const Role = Type.Enum([...roles]);
