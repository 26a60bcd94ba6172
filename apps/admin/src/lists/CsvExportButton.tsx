import DownloadIcon from "@mui/icons-material/Download";
import { useMutation } from "@tanstack/react-query";
import {
  Button,
  downloadCSV,
  type FilterPayload,
  useListContext,
  useNotify,
  useResourceContext,
} from "react-admin";
import { httpClient } from "../data/http-client.ts";
import { listQuery } from "./list-query.ts";

/** Downloads every row of the current filter, not only the page, as the API streams it. */
export const CsvExportButton = () => {
  const resource = useResourceContext();
  const notify = useNotify();
  const list = useListContext();
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      const query = listQuery(list.sort, { ...(list.filterValues as FilterPayload), ...list.filter });
      const { body } = await httpClient(`/api/${resource}?${query}`, {
        headers: new Headers({ Accept: "text/csv" }),
      });
      downloadCSV(body, `${resource}-${new Date().toISOString().slice(0, 10)}`);
    },
    onError: (error) => notify(error.message, { type: "error" }),
  });
  return (
    <Button label="Export" onClick={() => mutate()} disabled={isPending || list.total === 0}>
      <DownloadIcon />
    </Button>
  );
};
