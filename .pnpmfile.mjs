/** openapi-typescript needs TypeScript's JavaScript API, which ended with version 5; ours is 7. */
function readPackage(manifest) {
  if (manifest.name !== "openapi-typescript") return manifest;
  const { typescript, ...peerDependencies } = manifest.peerDependencies;
  return {
    ...manifest,
    peerDependencies,
    dependencies: { ...manifest.dependencies, typescript: typescript.replace("5.x", "5.9.3") },
  };
}

export const hooks = { readPackage };
