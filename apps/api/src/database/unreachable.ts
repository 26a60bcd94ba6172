/** Connection failures of Node, of PostgreSQL (classes 08 and 57P, too many connections), of SQLite and of the disk. */
const codes =
  /^(?:E(?:CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|AI_AGAIN|IO|NOSPC)|ENOTFOUND|08...|57P..|53300|SQLITE_(?:BUSY|FULL|IOERR).*)$/;

/** pg's own errors of this kind carry no code. */
const messages =
  /^(?:timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error)/;

/** Whether a statement failed because the database can't be reached or can't write just now, not for what it said. */
export function isDatabaseUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return codes.test(code) || messages.test(error.message);
}
