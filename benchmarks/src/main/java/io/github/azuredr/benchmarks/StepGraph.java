package io.github.azuredr.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Steps in lanes: each waits for the one before it in its lane, every third also for one of the neighbour's, so that the
 * longest path zigzags.
 *
 * @param steps in an order in which each comes after what it waits for
 */
record StepGraph(List<Node> steps) {
    /** Copies the list. */
    StepGraph {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param name unique
     * @param millis how long its call takes
     * @param after indexes of the steps it waits for
     */
    record Node(String name, int millis, List<Integer> after) {
        /** Copies the list. */
        Node {
            after = List.copyOf(after);
        }
    }

    /**
     * The same graph for the same arguments.
     *
     * @param least the shortest call in milliseconds
     * @param most the longest
     */
    static StepGraph of(int lanes, int each, int least, int most) {
        Random random = new Random(7);
        List<Node> all = new ArrayList<>();
        for (int depth = 0; depth < each; depth++) {
            for (int lane = 0; lane < lanes; lane++) {
                List<Integer> after = new ArrayList<>();
                if (depth > 0) {
                    after.add((depth - 1) * lanes + lane);
                    if (depth % 3 == 0 && lanes > 1) {
                        after.add((depth - 1) * lanes + (lane + 1) % lanes);
                    }
                }
                all.add(new Node("s" + depth + "-" + lane, least + random.nextInt(most - least + 1), after));
            }
        }
        return new StepGraph(all);
    }

    /** The time nobody could do it in less than, however many hands there are. */
    long criticalMillis() {
        long[] ends = new long[steps.size()];
        long longest = 0;
        for (int i = 0; i < ends.length; i++) {
            long begin = 0;
            for (int before : steps.get(i).after()) {
                begin = Math.max(begin, ends[before]);
            }
            ends[i] = begin + steps.get(i).millis();
            longest = Math.max(longest, ends[i]);
        }
        return longest;
    }
}
