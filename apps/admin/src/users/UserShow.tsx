import { Show } from "react-admin";
import { RecordTimeline } from "../audit-events/RecordTimeline.tsx";
import { PageSection } from "../layout/PageSection.tsx";
import { UserActions } from "./UserActions.tsx";
import { UserFacts } from "./UserFacts.tsx";
import { UserSessions } from "./UserSessions.tsx";

export const UserShow = () => (
  <Show actions={<UserActions />}>
    <UserFacts />
    <PageSection title="Sessions">
      <UserSessions />
    </PageSection>
    <RecordTimeline />
  </Show>
);
