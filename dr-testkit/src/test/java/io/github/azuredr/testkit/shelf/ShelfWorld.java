package io.github.azuredr.testkit.shelf;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.pair.Side;
import io.github.azuredr.testkit.time.ManualClock;
import io.github.azuredr.testkit.walk.ProtectedWorkload;
import io.github.azuredr.testkit.walk.Scenario;
import io.github.azuredr.testkit.walk.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Two shelves; side A serves at birth and holds one thing. */
public final class ShelfWorld implements World {
    private final ManualClock clock = ManualClock.at("2026-11-20T12:00:00Z");
    private final Map<String, Integer> effects = new HashMap<>();
    private final Function<ShelfWorld, FailoverContract<ShelfPort>> contract;
    public final Shelf a = new Shelf(Side.A, effects);
    public final Shelf b = new Shelf(Side.B, effects);

    public ShelfWorld() {
        this(ShelfContract::new);
    }

    public ShelfWorld(Function<ShelfWorld, FailoverContract<ShelfPort>> contract) {
        this.contract = contract;
        a.mode = "serve";
        a.label = "active";
        a.write("x", "1");
    }

    /** Everything that can happen to a pair of shelves, once. */
    public static Scenario<ShelfWorld> everything(Scenario<ShelfWorld> start) {
        return start.prepare()
                .replicate()
                .passes(Duration.ofMinutes(5))
                .happens("late writes", w -> {
                    w.a.write("x", "2");
                    w.a.write("late", "lost");
                })
                .goesDark(Side.A)
                .forceFailOver("centralus")
                .happens("writes on B", w -> w.b.write("y", "new"))
                .comesBack(Side.A)
                .reprotect()
                .replicate()
                .failOver("eastus2");
    }

    public Shelf shelf(Side side) {
        return side == Side.A ? a : b;
    }

    @Override
    public ManualClock clock() {
        return clock;
    }

    @Override
    public List<ProtectedWorkload> workloads() {
        return List.of(ProtectedWorkload.of("shelf", contract.apply(this)));
    }

    @Override
    public String fingerprint() {
        return a.fingerprint() + "\n" + b.fingerprint() + "\n";
    }

    @Override
    public Map<String, Integer> effects() {
        return effects;
    }

    @Override
    public int calls(Side side) {
        return shelf(side).calls;
    }

    @Override
    public void goDark(Side side) {
        shelf(side).dark = true;
    }

    @Override
    public void comeBack(Side side) {
        shelf(side).dark = false;
    }
}
