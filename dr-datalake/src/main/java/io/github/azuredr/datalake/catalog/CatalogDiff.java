package io.github.azuredr.datalake.catalog;

import io.github.azuredr.error.RecoveryException;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Merges two catalogs that are each in order of their names; it holds one object of each side, however many there are.
 *
 * <p>Objects of one side whose names differ only by case are reported and compared no further: a tree of files or a
 * person could not tell them apart.
 */
public final class CatalogDiff {
    private final Consumer<Change> changes;
    private final Consumer<CatalogProblem> problems;
    private final Function<ObjectName, Optional<String>> replicated;

    /**
     * Creates a diff.
     *
     * @param changes takes each difference, in order of names
     * @param problems takes each object that cannot be compared
     * @param replicated the source's version when an object was last replicated, for what shows no content of its own,
     *     such as assemblies
     */
    public CatalogDiff(
            Consumer<Change> changes,
            Consumer<CatalogProblem> problems,
            Function<ObjectName, Optional<String>> replicated) {
        this.changes = changes;
        this.problems = problems;
        this.replicated = replicated;
    }

    /**
     * Compares.
     *
     * @return how many objects of the source were seen
     * @throws RecoveryException when a side is not in order
     */
    public long compare(Iterator<CatalogObject> source, Iterator<CatalogObject> target) {
        Sorted left = new Sorted(source, "source", problems);
        Sorted right = new Sorted(target, "target", ignored -> {});
        CatalogObject mine = left.next();
        CatalogObject theirs = right.next();
        while (mine != null || theirs != null) {
            int order = mine == null ? 1 : theirs == null ? -1 : mine.name().compareTo(theirs.name());
            if (order < 0 && mine != null) {
                changes.accept(new Change.Missing(mine));
                mine = left.next();
            } else if (order > 0 && theirs != null) {
                if (!left.refused(theirs.name())) {
                    changes.accept(new Change.Surplus(theirs));
                }
                theirs = right.next();
            } else if (mine != null && theirs != null) {
                if (differs(mine, theirs)) {
                    changes.accept(new Change.Different(mine, theirs));
                }
                mine = left.next();
                theirs = right.next();
            }
        }
        return left.seen;
    }

    private boolean differs(CatalogObject mine, CatalogObject theirs) {
        if (!mine.definition().portable().equals(theirs.definition().portable())) {
            return true;
        }
        boolean opaque = mine.definition() instanceof Definition.Assembly;
        return opaque && !replicated.apply(mine.name()).equals(Optional.of(mine.version()));
    }

    /** One side, checked for its order; groups of names that differ only by case are taken out. */
    private static final class Sorted {
        private final Iterator<CatalogObject> objects;
        private final String side;
        private final Consumer<CatalogProblem> problems;
        private @Nullable CatalogObject head;
        private @Nullable ObjectName refused;
        private long seen;

        Sorted(Iterator<CatalogObject> objects, String side, Consumer<CatalogProblem> problems) {
            this.objects = objects;
            this.side = side;
            this.problems = problems;
            this.head = read(null);
        }

        boolean refused(ObjectName name) {
            return refused != null && (refused.equals(name) || refused.differsOnlyByCase(name));
        }

        @Nullable CatalogObject next() {
            while (head != null) {
                CatalogObject here = head;
                head = read(here.name());
                boolean asBefore = refused != null && refused.differsOnlyByCase(here.name());
                boolean asAfter = head != null && here.name().differsOnlyByCase(head.name());
                if (!asBefore && !asAfter) {
                    return here;
                }
                refused = here.name();
                problems.accept(new CatalogProblem(
                        here.name(),
                        CatalogProblem.Rule.NAMES_DIFFER_ONLY_BY_CASE,
                        "another " + here.name().kind().word().toLowerCase(java.util.Locale.ROOT)
                                + " has the same name in other letter case; rename one of the two."));
            }
            return null;
        }

        private @Nullable CatalogObject read(@Nullable ObjectName before) {
            if (!objects.hasNext()) {
                return null;
            }
            CatalogObject object = objects.next();
            if (before != null && before.compareTo(object.name()) >= 0) {
                throw new RecoveryException(
                        "The catalog of the " + side + " is not in order: " + object.name() + " comes after " + before
                                + ".",
                        "compare snapshots, which sort what they read.");
            }
            seen++;
            return object;
        }
    }
}
