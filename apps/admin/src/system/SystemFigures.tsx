import type { AdminMetrics } from "@gatehouse/shared/admin-metrics";
import { FigureCard, FigureGrid } from "../layout/FigureCard.tsx";
import { listPath } from "../lists/list-path.ts";
import { durationWords } from "./duration-words.ts";
import { formatNumber } from "../money/format-number.ts";

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

interface SystemFiguresProps {
  metrics: AdminMetrics;
  /** When they were read. */
  readAt: number;
}

/** What happened today, and what is there now; each leads to what it counts. */
export const SystemFigures = ({ metrics, readAt }: SystemFiguresProps) => {
  const eventsToday = (type: string) => listPath("audit-events", { type, createdAt_gte: beginOfDay(readAt) });
  const { uptime, reuse_detections_today: reuses } = metrics;
  return (
    <FigureGrid cardWidth={280}>
      <FigureCard
        title="Sign-ins today"
        value={formatNumber(metrics.sign_ins_today)}
        detail="by password or passkey"
        to={eventsToday("login.succeeded")}
      />
      <FigureCard
        title="Failed sign-ins today"
        value={formatNumber(metrics.failed_sign_ins_today)}
        detail="wrong password, code or passkey"
        to={eventsToday("login.failed")}
      />
      <FigureCard
        title="Stolen sessions today"
        value={formatNumber(reuses)}
        detail="used from elsewhere, and ended"
        to={eventsToday("refresh.reuse_detected")}
        isAlarming={reuses > 0}
      />
      <FigureCard
        title="Active sessions"
        value={formatNumber(metrics.active_sessions)}
        detail="neither ended nor expired"
        to={listPath("sessions", { revokedAt: [null] })}
      />
      <FigureCard
        title="Requests today"
        value={formatNumber(metrics.requests_today)}
        detail="answered by all processes"
      />
      <FigureCard
        title="Running for"
        value={durationWords(uptime)}
        detail={`since ${moment.format(readAt - uptime * 1000)}`}
      />
    </FigureGrid>
  );
};

/** Midnight UTC, from which the API counts. */
const beginOfDay = (instant: number) => `${new Date(instant).toISOString().slice(0, 10)}T00:00:00.000Z`;
