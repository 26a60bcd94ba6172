import { errorTable, type ErrorCode } from "@gatehouse/shared/error-codes";
import type { FieldErrors } from "@gatehouse/shared/problem";

export interface AppErrorOptions {
  /** What exactly was wrong, for the person who reads it; the code's own message where absent. */
  message?: string;
  /** Field errors, for React Admin to show beside the fields. */
  errors?: FieldErrors;
  /** Further members of the problem document, such as `reason` or `current`. */
  members?: Record<string, unknown>;
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** The one error the application throws on purpose; status and default message come from the shared table. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly errors: FieldErrors | undefined;
  readonly members: Record<string, unknown>;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(options.message ?? errorTable[code].message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.status = errorTable[code].status;
    this.errors = options.errors;
    this.members = options.members ?? {};
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
