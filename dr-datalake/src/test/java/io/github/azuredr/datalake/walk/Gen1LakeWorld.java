package io.github.azuredr.datalake.walk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.azuredr.datalake.azure.gen1.Gen1Account;
import io.github.azuredr.datalake.azure.gen1.Gen1Lake;
import io.github.azuredr.datalake.store.LakePort;
import io.github.azuredr.pair.Side;
import io.github.azuredr.testkit.azure.Loopback;
import io.github.azuredr.testkit.azure.SimCall;
import io.github.azuredr.testkit.azure.SimulatedAzure;
import io.github.azuredr.testkit.azure.gen1.SimGen1;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Trees in two Gen1 accounts of a simulated Azure, reached by the official client over this machine's own network. */
final class Gen1LakeWorld extends LakeWorld {
    private static final String ROOT = "/orders";
    /** The last few worlds' doors: a walk makes many worlds, looks at two of them at most, and closes none. */
    private static final Deque<Loopback> DOORS = new ArrayDeque<>();

    private static final int OPEN_DOORS = 6;

    private final SimulatedAzure azure = SimulatedAzure.inMemory(clock());
    private final SimGen1 gen1 = new SimGen1(azure);
    private final Loopback door;

    private Gen1LakeWorld() {
        azure.with(gen1);
        for (Side side : Side.values()) {
            gen1.createAccount(account(side), regionOf(side));
        }
        gen1.files(account(Side.A)).write(ROOT + "/x", new byte[0]).delete(ROOT + "/x");
        door = azure.loopback();
        keep(door);
    }

    static Gen1LakeWorld fresh() {
        return new Gen1LakeWorld();
    }

    private static void keep(Loopback door) {
        synchronized (DOORS) {
            DOORS.add(door);
            if (DOORS.size() > OPEN_DOORS) {
                DOORS.remove().close();
            }
        }
    }

    static void closeAll() {
        synchronized (DOORS) {
            DOORS.forEach(Loopback::close);
            DOORS.clear();
        }
    }

    SimulatedAzure azure() {
        return azure;
    }

    private static String account(Side side) {
        return side == Side.A ? "lakesidea" : "lakesideb";
    }

    private String regionOf(Side side) {
        return pair().region(side).name();
    }

    @Override
    LakePort port(Side side) {
        String standIn = door.authority() + "/" + account(side) + ".azuredatalakestore.net";
        return Gen1Lake.of(Gen1Account.of(account(side), azure.credential()).playedBy(standIn), ROOT, clock());
    }

    @Override
    void write(Side side, String path, String content) {
        gen1.files(account(side)).write(ROOT + "/" + path, content.getBytes(UTF_8));
    }

    @Override
    void remove(Side side, String path) {
        gen1.files(account(side)).delete(ROOT + "/" + path);
    }

    @Override
    Map<String, String> everything(Side side) {
        Map<String, String> all = new TreeMap<>();
        gen1.files(account(side))
                .all()
                .forEach((path, bytes) -> all.put(path.substring(ROOT.length() + 1), new String(bytes, UTF_8)));
        return all;
    }

    /** What users of a tree can see change: files that come to be, are replaced or are moved away. */
    @Override
    public Map<String, Integer> effects() {
        Map<String, Integer> effects = new HashMap<>();
        for (SimCall call : azure.calls().effects().list()) {
            String query = String.valueOf(call.url().getQuery());
            String path = call.url().getPath().replaceFirst("^/[^/]*/v1", "");
            if (query.contains("op=RENAME") && path.contains("/_azuredr/")) {
                path = query.replaceFirst(".*destination=([^&]*).*", "$1");
            }
            boolean counts = path.startsWith(ROOT + "/")
                    && !path.contains("/_azuredr/")
                    && !query.contains("op=SET")
                    && !query.contains("op=MKDIRS");
            if (counts) {
                effects.merge(call.region() + " " + call.method() + " " + path, 1, Integer::sum);
            }
        }
        return effects;
    }

    @Override
    public int calls(Side side) {
        return azure.calls().to(regionOf(side)).count();
    }

    @Override
    public void goDark(Side side) {
        // Without waiting: two plans made one after the other are compared to the second.
        azure.region(regionOf(side)).goDark(Duration.ZERO);
    }

    @Override
    public void comeBack(Side side) {
        azure.region(regionOf(side)).comeBack();
    }
}
