package io.github.azuredr.testkit.walk;

import io.github.azuredr.pair.Side;

/** One thing that can happen; {@code n} says where a crash comes or how many calls fail. */
record AnyDeed(Verb verb, Side side, int n) {
    enum Verb {
        PREPARE(2),
        REPLICATE(3),
        FAIL_OVER(4),
        FORCE(4),
        REPROTECT(5),
        DRILL(1),
        END_DRILL(1),
        READINESS(5),
        WRITE(4),
        WRITE_AGAIN(3),
        GO_DARK(2),
        COME_BACK(6),
        BROWN_OUT(2),
        CRASH_SOON(3),
        TIME_PASSES(2),
        ADOPT(4),
        RESUME(2),
        RETRY(2),
        CANCEL(1),
        FORCE_NOW(2),
        ABANDON(1);

        private final int weight;

        Verb(int weight) {
            this.weight = weight;
        }

        int weight() {
            return weight;
        }
    }

    @Override
    public String toString() {
        return verb + " " + side + " " + n;
    }
}
