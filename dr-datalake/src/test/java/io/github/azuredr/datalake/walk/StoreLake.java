package io.github.azuredr.datalake.walk;

import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.datalake.store.MemoryLake;
import io.github.azuredr.testkit.azure.analytics.StoreFiles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A tree in memory that is the default store of a simulated analytics account: jobs see its files, it sees theirs. */
final class StoreLake {
    private final MemoryLake lake;
    private final StoreFiles files;
    private final Map<String, byte[]> known = new TreeMap<>();

    StoreLake(MemoryLake lake, StoreFiles files) {
        this.lake = lake;
        this.files = files;
    }

    LakePort port() {
        return (LakePort) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {LakePort.class}, (proxy, method, arguments) -> {
                    fromJobs();
                    try {
                        return call(method, arguments);
                    } finally {
                        toJobs();
                    }
                });
    }

    private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(lake, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }

    /** What jobs wrote since. */
    void fromJobs() {
        Map<String, byte[]> there = new TreeMap<>();
        files.list("/")
                .forEach(path -> there.put(path.substring(1), files.read(path).orElseThrow()));
        there.forEach((path, bytes) -> {
            if (!Arrays.equals(bytes, known.get(path))) {
                lake.write(path, bytes);
            }
        });
        known.keySet().stream().filter(path -> !there.containsKey(path)).forEach(lake::remove);
        known.clear();
        known.putAll(there);
    }

    private void toJobs() {
        Map<String, byte[]> here = lake.bytes();
        here.forEach((path, bytes) -> {
            if (!Arrays.equals(bytes, known.get(path))) {
                files.write("/" + encoded(path), bytes);
            }
        });
        known.keySet().stream()
                .filter(path -> !here.containsKey(path))
                .forEach(path -> files.delete("/" + encoded(path)));
        known.clear();
        known.putAll(here);
    }

    private static String encoded(String path) {
        return path.replace("%", "%25").replace("+", "%2B");
    }
}
