import { Menu, useResourceDefinitions } from "react-admin";

/** Every resource that the person may list, but those that belong to himself: they are in his own menu. */
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
    </Menu>
  );
};
