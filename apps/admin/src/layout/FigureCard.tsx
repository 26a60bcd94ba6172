import { Box, Card, CardActionArea, Typography } from "@mui/material";
import type { ReactNode } from "react";
import { Link } from "react-router";

interface FigureCardProps {
  title: string;
  value: string;
  detail: string;
  /** Where what it counts is listed. */
  to?: string;
  isAlarming?: boolean;
}

/** One figure with what it counts, leading to the list of that where there is one. */
export const FigureCard = ({ title, value, detail, to, isAlarming = false }: FigureCardProps) => {
  const content = (
    <>
      <Typography variant="body2" color="textSecondary">
        {title}
      </Typography>
      <Typography
        variant="h5"
        component="p"
        color={isAlarming ? "error" : "textPrimary"}
        sx={{ fontWeight: 600, fontVariantNumeric: "tabular-nums", overflowWrap: "anywhere" }}
      >
        {value}
      </Typography>
      <Typography variant="body2" color="textSecondary">
        {detail}
      </Typography>
    </>
  );
  return (
    <Card variant="outlined">
      {to === undefined ? (
        <Box sx={{ p: 2 }}>{content}</Box>
      ) : (
        <CardActionArea component={Link} to={to} sx={{ p: 2, height: 1 }}>
          {content}
        </CardActionArea>
      )}
    </Card>
  );
};

interface FigureGridProps {
  /** Pixels; what there is room for stands beside each other. */
  cardWidth?: number;
  children: ReactNode;
}

export const FigureGrid = ({ cardWidth = 220, children }: FigureGridProps) => (
  <Box
    sx={{
      display: "grid",
      gap: 2,
      gridTemplateColumns: `repeat(auto-fit, minmax(min(100%, ${cardWidth}px), 1fr))`,
    }}
  >
    {children}
  </Box>
);
