package io.github.azuredr.examples;

import io.github.azuredr.datashare.inventory.ShareInventory;
import io.github.azuredr.datashare.mirror.Intention;
import io.github.azuredr.datashare.mirror.MirrorTarget;
import io.github.azuredr.datashare.mirror.ShareDifference;
import io.github.azuredr.datashare.resource.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The page a team reads before it gives any permission; it names consumers by their ids, never by address. */
record MirrorPage(
        ShareInventory primary,
        Optional<ShareInventory> secondary,
        MirrorTarget target,
        boolean groupSeen,
        ShareDifference difference,
        List<Intention> sent) {

    String text(List<Intention.Invite> atFailover, List<Finding> unknownConsumers) {
        List<String> lines = new ArrayList<>();
        lines.add("MIRROR PLAN  " + primary.id() + ", " + primary.region() + "  ->  " + target.id() + ", "
                + target.region());
        lines.add("             " + primary.shares().size() + " shares with "
                + primary.shares().stream()
                        .mapToInt(share -> share.dataSets().size())
                        .sum()
                + " datasets; the second account "
                + secondary
                        .map(there -> "has " + there.shares().size() + " shares")
                        .orElse("is not in the recording and counts as absent"));
        section(
                lines,
                "Would be sent, in this order",
                sent.stream().map(Intention::title).toList());
        section(
                lines,
                "At a failover, besides",
                atFailover.stream()
                        .filter(one -> !sent.contains(one))
                        .map(Intention::title)
                        .toList());
        section(
                lines,
                "By hand",
                difference.manual().stream()
                        .map(one ->
                                "in " + one.where() + ":\n      " + one.text().replace("\n", "\n      "))
                        .toList());
        findings(lines, "Must be settled first", Finding.Weight.BLOCKS);
        findings(lines, "Will be missing", Finding.Weight.MISSING);
        List<String> notes = new ArrayList<>(of(Finding.Weight.NOTE));
        unknownConsumers.forEach(one -> notes.add(one.subject() + ": " + one.text()));
        if (!groupSeen) {
            notes.add("resource group " + target.id().resourceGroup()
                    + ": not in the recording. It must exist, and not live in " + primary.region() + ".");
        }
        section(lines, "To know", notes);
        return String.join("\n", lines) + "\n";
    }

    private void findings(List<String> lines, String title, Finding.Weight weight) {
        section(lines, title, of(weight));
    }

    private List<String> of(Finding.Weight weight) {
        return difference.findings().stream()
                .filter(one -> one.weight() == weight)
                .map(one -> one.subject() + ": " + one.text())
                .toList();
    }

    private static void section(List<String> lines, String title, List<String> entries) {
        if (!entries.isEmpty()) {
            lines.add("");
            lines.add(title);
            entries.forEach(entry -> lines.add("  " + entry));
        }
    }
}
