package io.github.azuredr.datalake.catalog;

import io.github.azuredr.datalake.script.RewriteResult;
import io.github.azuredr.datalake.script.ScriptRewriter;
import io.github.azuredr.datalake.script.Undecided;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Code as it must read in the other region: addresses in functions, packages, views and procedures name the other side's
 * accounts. What cannot be decided is a problem of that object and is left out, so that its copy stays as it was.
 */
public final class Translation {
    private final ScriptRewriter rewriter;

    /** A translation by a mapping of accounts. */
    public Translation(ScriptRewriter rewriter) {
        this.rewriter = rewriter;
    }

    /** The objects, translated one by one as they are read. */
    public Iterator<CatalogObject> of(Iterator<CatalogObject> objects, Consumer<CatalogProblem> problems) {
        return new Iterator<>() {
            private @Nullable CatalogObject head = advance();

            @Override
            public boolean hasNext() {
                return head != null;
            }

            @Override
            public CatalogObject next() {
                CatalogObject here = head;
                if (here == null) {
                    throw new NoSuchElementException("the objects are at their end");
                }
                head = advance();
                return here;
            }

            private @Nullable CatalogObject advance() {
                while (objects.hasNext()) {
                    Optional<CatalogObject> next = translated(objects.next(), problems);
                    if (next.isPresent()) {
                        return next.get();
                    }
                }
                return null;
            }
        };
    }

    private Optional<CatalogObject> translated(CatalogObject object, Consumer<CatalogProblem> problems) {
        if (!(object.definition() instanceof Definition.Code code)) {
            return Optional.of(object);
        }
        RewriteResult result = rewriter.rewrite(code.text());
        if (result instanceof RewriteResult.Rewritten rewritten && rewritten.clear()) {
            return Optional.of(object.with(new Definition.Code(rewritten.text())));
        }
        String why = result instanceof RewriteResult.Rewritten rewritten
                ? rewritten.undecided().stream()
                        .filter(each -> each.reason().blocking())
                        .map(Undecided::toString)
                        .collect(Collectors.joining("; "))
                : result.toString();
        problems.accept(new CatalogProblem(
                object.name(),
                CatalogProblem.Rule.SCRIPT_NOT_DECIDED,
                "its addresses could not be rewritten: " + why + "; map the account or waive it."));
        return Optional.empty();
    }
}
