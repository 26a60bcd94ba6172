import { AjvCompiler } from "@fastify/ajv-compiler";
import { SerializerSelector } from "@fastify/fast-json-stringify-compiler";
import type { FastifyServerOptions } from "fastify";

type CompilersFactory = NonNullable<
  NonNullable<FastifyServerOptions["schemaController"]>["compilersFactory"]
>;

type BuildValidator = NonNullable<CompilersFactory["buildValidator"]>;
type BuildSerializer = NonNullable<CompilersFactory["buildSerializer"]>;

/** Compiles each schema object once, however many routes use it: most share the schemas of their refusals. */
function once<Result>(compile: (route: { schema: object }) => Result, compiled: WeakMap<object, Result>) {
  return (route: { schema: object }): Result => {
    const result = compiled.get(route.schema) ?? compile(route);
    compiled.set(route.schema, result);
    return result;
  };
}

const validatorFactory = AjvCompiler() as (...args: unknown[]) => (route: { schema: object }) => unknown;
const serializerFactory = SerializerSelector() as (
  ...args: unknown[]
) => (route: { schema: object }) => unknown;
const validators = new WeakMap<object, unknown>();
const serializers = new WeakMap<object, unknown>();

/** Fastify's own compilers, but that start-up does not pay for the same schema again and again. */
export const compilersFactory: CompilersFactory = {
  buildValidator: ((...args: unknown[]) => once(validatorFactory(...args), validators)) as BuildValidator,
  buildSerializer: ((...args: unknown[]) => once(serializerFactory(...args), serializers)) as BuildSerializer,
};
