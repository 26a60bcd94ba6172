import { type Role, roles } from "@gatehouse/shared/roles";

/** What each role is called and may do, in a sentence. */
export const roleWords: Record<Role, { label: string; description: string }> = {
  admin: { label: "Administrator", description: "May do everything, and manages users." },
  approver: { label: "Approver", description: "Reads, and decides invoices that others submitted." },
  clerk: { label: "Clerk", description: "Keeps customers, writes and submits invoices." },
  viewer: { label: "Viewer", description: "Reads, and changes nothing." },
};

export const roleChoices = roles.map((id) => ({ id, name: roleWords[id].label }));
