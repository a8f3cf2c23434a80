package io.github.azuredr.datalake.account;

import io.github.azuredr.step.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Collects steps and findings; a step's name carries its number, so that no two are alike. */
final class Wish {
    private final List<AccountDifference.Wanted> wanted = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    void found(Finding finding) {
        findings.add(finding);
    }

    /** Adds a step that waits for others; gives its name. */
    String step(String words, Step<AccountsSide> step, Collection<String> after) {
        String safe = words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String name = String.format(Locale.ROOT, "account-%03d-%s", wanted.size() + 1, safe);
        wanted.add(new AccountDifference.Wanted(name, step, List.copyOf(after)));
        return name;
    }

    AccountDifference difference() {
        return new AccountDifference(wanted, findings);
    }
}
