import DevicesIcon from "@mui/icons-material/Devices";
import KeyIcon from "@mui/icons-material/Key";
import PersonIcon from "@mui/icons-material/Person";
import { Divider, ListItemIcon, ListItemText, MenuItem } from "@mui/material";
import { Logout, UserMenu, useUserMenu } from "react-admin";
import { Link } from "react-router";

const PageItem = ({ to, label, icon }: { to: string; label: string; icon: React.ReactNode }) => {
  const menu = useUserMenu();
  return (
    <MenuItem component={Link} to={to} onClick={menu?.onClose}>
      <ListItemIcon>{icon}</ListItemIcon>
      <ListItemText>{label}</ListItemText>
    </MenuItem>
  );
};

/** Who is signed in, his own pages, and the way out. */
export const PersonMenu = () => (
  <UserMenu>
    <PageItem to="/profile" label="Profile" icon={<PersonIcon fontSize="small" />} />
    <PageItem to="/profile/sessions" label="Your devices" icon={<DevicesIcon fontSize="small" />} />
    <PageItem to="/api-keys" label="Access tokens" icon={<KeyIcon fontSize="small" />} />
    <Divider />
    <Logout />
  </UserMenu>
);
