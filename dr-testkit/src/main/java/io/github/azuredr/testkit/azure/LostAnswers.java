package io.github.azuredr.testkit.azure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which of the coming calls lose their request on the way in, or their answer on the way out. */
final class LostAnswers {
    private final List<Rule> rules = new ArrayList<>();

    synchronized void add(boolean beforeEffect, Predicate<SimRequest> matcher, int times) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1: " + times);
        }
        rules.add(new Rule(beforeEffect, matcher, times));
    }

    /** Whether this call is hit; a hit is used up. */
    synchronized boolean hits(boolean beforeEffect, SimRequest request) {
        for (Rule rule : rules) {
            if (rule.beforeEffect == beforeEffect && rule.left > 0 && rule.matcher.test(request)) {
                rule.left--;
                return true;
            }
        }
        return false;
    }

    private static final class Rule {
        private final boolean beforeEffect;
        private final Predicate<SimRequest> matcher;
        private int left;

        Rule(boolean beforeEffect, Predicate<SimRequest> matcher, int left) {
            this.beforeEffect = beforeEffect;
            this.matcher = matcher;
            this.left = left;
        }
    }
}
