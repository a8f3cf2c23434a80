package io.github.azuredr.run;

import io.github.azuredr.pair.Side;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Stands in front of a port and asks the guard before every call, also long after the port was handed out. */
final class GuardedPort implements InvocationHandler {
    private final Object port;
    private final Side side;
    private final AttemptGuard guard;

    private GuardedPort(Object port, Side side, AttemptGuard guard) {
        this.port = port;
        this.side = side;
        this.guard = guard;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the proxy shows every interface the port shows
    static <P> P of(P port, Side side, AttemptGuard guard) {
        return (P) Proxy.newProxyInstance(
                port.getClass().getClassLoader(), Workload.interfacesOf(port), new GuardedPort(port, side, guard));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() != Object.class) {
            guard.check(side);
        }
        try {
            method.setAccessible(true);
            return method.invoke(port, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
