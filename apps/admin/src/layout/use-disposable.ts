import { useEffect, useRef, useState } from "react";

/**
 * What `create` makes, once, for as long as the component is on the page; after that it is disposed of. The delay is
 * for StrictMode, which unmounts once for show: what is disposed of then would be in use again.
 */
export function useDisposable<Value>(create: () => Value, dispose: (value: Value) => void): Value {
  const [value] = useState(create);
  const disposal = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    clearTimeout(disposal.current);
    return () => {
      disposal.current = setTimeout(() => dispose(value));
    };
  }, [value, dispose]);
  return value;
}
