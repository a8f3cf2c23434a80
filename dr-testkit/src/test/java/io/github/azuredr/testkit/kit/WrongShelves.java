package io.github.azuredr.testkit.kit;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.contract.PlanDraft;
import io.github.azuredr.contract.Situation;
import io.github.azuredr.pair.Side;
import io.github.azuredr.plan.Goal;
import io.github.azuredr.plan.Phase;
import io.github.azuredr.step.EffectKind;
import io.github.azuredr.step.Fencing;
import io.github.azuredr.step.Outcome;
import io.github.azuredr.step.Presence;
import io.github.azuredr.step.Step;
import io.github.azuredr.step.StepContext;
import io.github.azuredr.testkit.shelf.ShelfContract;
import io.github.azuredr.testkit.shelf.ShelfPort;
import io.github.azuredr.testkit.shelf.ShelfSteps;
import io.github.azuredr.testkit.shelf.ShelfWorld;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Contracts that get one thing wrong each, by the fact they break. */
final class WrongShelves {
    private WrongShelves() {}

    static Map<String, Function<ShelfWorld, FailoverContract<ShelfPort>>> byFact() {
        Map<String, Function<ShelfWorld, FailoverContract<ShelfPort>>> wrong = new LinkedHashMap<>();
        wrong.put(
                "theSamePlanComesTwice",
                world -> planning(world, (goal, now, draft) -> {
                    draft.note("lucky-number", UUID.randomUUID().toString());
                    return true;
                }));
        wrong.put(
                "planningHasNoEffect",
                world -> planning(world, (goal, now, draft) -> {
                    if (goal instanceof Goal.DrillIn) {
                        world.b.setAside("drill", "planned");
                    }
                    return true;
                }));
        wrong.put(
                "aForcedFailoverNeverCallsTheLostSide",
                world -> planning(world, (goal, now, draft) -> {
                    if (goal instanceof Goal.ForceFailOverTo && world.a.dark) {
                        try {
                            world.a.mode();
                        } catch (IllegalStateException unreachable) {
                            draft.note("tried", "the lost side was asked once more");
                        }
                    }
                    return true;
                }));
        wrong.put("everyStepThatDestroysNamesItsVictims", world -> new ShelfContract(world) {
            @Override
            protected Step<ShelfPort> destroyScratch(Side side, long version) {
                return new Careless(side, version);
            }
        });
        wrong.put(
                "provingOnlyReads",
                world -> planning(world, (goal, now, draft) -> {
                    if (goal instanceof Goal.DrillIn) {
                        draft.step(
                                "scratch",
                                Phase.PROVE,
                                new ShelfSteps.OpenScratch(now.source().other()));
                        return false;
                    }
                    return true;
                }));
        wrong.put("everyStepTypeIsReadBackAsItWasWritten", world -> new ShelfContract(world) {
            @Override
            protected Step<ShelfPort> openScratch(Side side) {
                return new Growing(side, 0);
            }
        });
        wrong.put("aCrashAnywhereEndsLikeAnUndisturbedRun", world -> new ShelfContract(world) {
            @Override
            protected Step<ShelfPort> announce(Side side) {
                return new BlindAnnounce(side);
            }
        });
        wrong.put("anOvertakenExecutorDoesNoHarmThatItsFencingDoesNotDeclare", world -> new ShelfContract(world) {
            @Override
            protected Step<ShelfPort> label(Side side, String label) {
                return new BoastfulLabel(side, label);
            }
        });
        wrong.put(
                "alreadyThereIsAnEmptyPlan",
                world -> planning(world, (goal, now, draft) -> {
                    if (goal instanceof Goal.Prepare) {
                        draft.step(
                                "standby",
                                Phase.CATCH_UP,
                                new ShelfSteps.Mode(now.source().other(), "standby"));
                        return false;
                    }
                    return true;
                }));
        wrong.put("stepsTouchOnlyTheSidesTheyDeclare", world -> new ShelfContract(world) {
            @Override
            protected Step<ShelfPort> openScratch(Side side) {
                return new Curious(side);
            }
        });
        return wrong;
    }

    /** Done before the right planning, which follows when the answer is true. */
    private interface Planning {
        boolean before(Goal goal, Situation now, PlanDraft<ShelfPort> draft);
    }

    private static ShelfContract planning(ShelfWorld world, Planning planning) {
        return new ShelfContract(world) {
            @Override
            public void plan(Goal goal, Situation now, PlanDraft<ShelfPort> draft) {
                if (planning.before(goal, now, draft)) {
                    super.plan(goal, now, draft);
                }
            }
        };
    }

    /** A step that leaves to the right one whatever it does not get wrong. */
    private interface Leaning extends Step<ShelfPort> {
        Step<ShelfPort> right();

        @Override
        default String title() {
            return right().title();
        }

        @Override
        default EffectKind effect() {
            return right().effect();
        }

        @Override
        default Fencing fencing() {
            return right().fencing();
        }

        @Override
        default Set<Side> touches() {
            return right().touches();
        }

        @Override
        default Presence observe(StepContext<ShelfPort> at) {
            return right().observe(at);
        }

        @Override
        default Outcome.Answer execute(StepContext<ShelfPort> at) {
            return right().execute(at);
        }
    }

    /** Destroys without saying what. */
    record Careless(Side side, long version) implements Leaning {
        @Override
        public Step<ShelfPort> right() {
            return new ShelfSteps.DestroyScratch(side, version);
        }
    }

    /** Is another record each time it is read. */
    record Growing(Side side, int times) implements Leaning {
        Growing {
            times++;
        }

        @Override
        public Step<ShelfPort> right() {
            return new ShelfSteps.OpenScratch(side);
        }
    }

    /** Never sees what it did. */
    record BlindAnnounce(Side side) implements Leaning {
        @Override
        public Step<ShelfPort> right() {
            return new ShelfSteps.Announce(side);
        }

        @Override
        public Presence observe(StepContext<ShelfPort> at) {
            return Presence.absent();
        }
    }

    /** Claims a condition that the service does not check. */
    record BoastfulLabel(Side side, String label) implements Leaning {
        @Override
        public Step<ShelfPort> right() {
            return new ShelfSteps.Label(side, label);
        }

        @Override
        public Fencing fencing() {
            return Fencing.CONDITIONAL;
        }

        @Override
        public Presence observe(StepContext<ShelfPort> at) {
            return at.on(side).label().equals(label) ? Presence.present() : Presence.absent();
        }
    }

    /** Calls the side it did not declare. */
    record Curious(Side side) implements Leaning {
        @Override
        public Step<ShelfPort> right() {
            return new ShelfSteps.OpenScratch(side);
        }

        @Override
        public Outcome.Answer execute(StepContext<ShelfPort> at) {
            at.on(side.other()).mode();
            return right().execute(at);
        }
    }
}
