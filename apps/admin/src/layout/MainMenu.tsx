import MonitorHeartIcon from "@mui/icons-material/MonitorHeart";
import { CanAccess, Menu, useResourceDefinitions } from "react-admin";

/**
 * Every resource that the person may list, but those that belong to himself: they are in his own menu. The last one is
 * for who may read the audit log.
 */
export const MainMenu = () => {
  const shown = Object.values(useResourceDefinitions<{ isPersonal?: boolean }>()).filter(
    ({ hasList, options }) => hasList && !options?.isPersonal,
  );
  return (
    <Menu>
      <Menu.DashboardItem />
      {shown.map(({ name }) => (
        <Menu.ResourceItem key={name} name={name} />
      ))}
      <CanAccess resource="audit-events" action="list">
        <Menu.Item to="/system" primaryText="System" leftIcon={<MonitorHeartIcon />} />
      </CanAccess>
    </Menu>
  );
};
