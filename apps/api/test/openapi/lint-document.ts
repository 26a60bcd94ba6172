import { createConfig, lintFromString } from "@redocly/openapi-core";

/** Beyond what Redocly holds every document to. */
const rules = {
  "no-invalid-media-type-examples": "error",
  "no-invalid-parameter-examples": "error",
  "no-invalid-schema-examples": "error",
  "no-unused-components": "error",
  "operation-operationId": "error",
  "operation-tag-defined": "error",
  "tag-description": "error",
} as const;

/** What Redocly finds wrong with an OpenAPI document, one line each. */
export async function lintDocument(source: string): Promise<string[]> {
  const config = await createConfig({ extends: ["recommended-strict"], rules });
  const problems = await lintFromString({ source, absoluteRef: "openapi.json", config });
  return problems.map(({ ruleId, message, location }) => {
    const [place] = location;
    return `${ruleId} at ${place && "pointer" in place ? String(place.pointer) : "the document"}: ${message}`;
  });
}
