package io.github.azuredr.testkit.walk;

import io.github.azuredr.pair.Side;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stands in front of a port and tells the watcher of every call. */
final class WatchedPort implements InvocationHandler {
    private final Object port;
    private final Side side;
    private final Watcher watcher;
    private final Supplier<String> step;

    private WatchedPort(Object port, Side side, Watcher watcher, Supplier<String> step) {
        this.port = port;
        this.side = side;
        this.watcher = watcher;
        this.step = step;
    }

    @SuppressWarnings("unchecked") // the proxy shows every interface the port shows
    static <P> P of(P port, Side side, Watcher watcher, Supplier<String> step) {
        return (P) Proxy.newProxyInstance(
                port.getClass().getClassLoader(), interfacesOf(port), new WatchedPort(port, side, watcher, step));
    }

    private static Class<?>[] interfacesOf(Object port) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> type = port.getClass(); type != null; type = type.getSuperclass()) {
            all.addAll(List.of(type.getInterfaces()));
        }
        return all.toArray(Class<?>[]::new);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return call(method, arguments);
        }
        Moment moment = new Moment(Moment.Kind.CALL, Optional.of(side), method.getName(), step.get());
        watcher.before(moment);
        try {
            return call(method, arguments);
        } finally {
            watcher.after(moment);
        }
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            method.setAccessible(true);
            return method.invoke(port, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
