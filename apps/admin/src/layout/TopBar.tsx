import { AppBar } from "react-admin";
import { PersonMenu } from "./PersonMenu.tsx";

export const TopBar = () => <AppBar userMenu={<PersonMenu />} />;
